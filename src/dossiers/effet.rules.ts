import { type NatureDeNouvelle, nature } from './nouvelle.rules.ts'

const MESURE = 'au référent, au JAP et au greffe de cette mesure'
const AUDIENCE = 'au référent, au secrétariat et aux DPIP du service qui suit la personne'
const ENTRETIEN = 'à qui a noté l’entretien et au référent'
const CONVOCATION = 'au référent et à qui devait recevoir la personne'
/**
 * To whom an act that crosses services is told, in the words of the sentence that stands before its
 * button. Two are not news: the state itself is in the list of who must answer (ADR 0030).
 */
const effets = {
  transfert_propose: {
    a: 'à la direction du service choisi',
    lu: 'Transfert proposé, à accepter ou refuser',
  },
  dessaisissement_demande: {
    a: 'à la direction du service qui suit la personne',
    lu: 'Dessaisissement demandé, à accepter ou refuser',
  },
  demande_pour_nous: { a: 'à la direction du service choisi' },
  demande_retiree: { a: 'à la direction du service désigné' },
  demande_declinee: { a: 'à qui l’a demandé' },
  transfert_accepte: {
    a: 'à qui l’a proposé, au référent actuel et à la direction de leur service',
  },
  transfert_refuse: { a: 'à qui l’a proposé et à la direction de son service' },
  transfert_retire: { a: 'à la direction du service à qui il était proposé' },
  dessaisissement_accepte: { a: 'à qui l’a demandé, à sa direction et au référent actuel' },
  dessaisissement_refuse: { a: 'à qui l’a demandé et à sa direction' },
  dossier_clos: { a: 'au référent' },
  dossier_rouvert: { a: 'au référent et aux DPIP du service' },
  convocation_annulee: { a: CONVOCATION },
  convocation_deplacee: { a: CONVOCATION },
  entretien_corrige: { a: ENTRETIEN },
  entretien_retire: { a: ENTRETIEN },
  acte_accompli: { a: MESURE },
  acte_annule: { a: MESURE },
  obligations_changees: { a: MESURE },
  mesure_corrigee: { a: MESURE },
  mesure_retiree: { a: MESURE },
  mesure_remise: { a: MESURE },
  remise_corrigee: { a: AUDIENCE },
  remise_retiree: {
    a: `${AUDIENCE}, et au greffe et au JAP de votre tribunal s’ils voient encore son dossier`,
  },
} as const satisfies Partial<
  Record<
    NatureDeNouvelle | 'transfert_propose' | 'dessaisissement_demande',
    { a: string; lu?: string }
  >
>
export type Effet = keyof typeof effets
/** « Sera dit au référent : … »: whom the act tells, and what they will read; never its author. */
export function effetDit(effet: Effet): { a: string; lu: string } {
  const dit: { a: string; lu?: string } = effets[effet]
  return { a: dit.a, lu: dit.lu ?? nature(effet).libelle }
}
