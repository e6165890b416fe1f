import type { Jour } from '../platform/date.ts'
import type { Situation } from './audience.rules.ts'

type Match = {
  dossierId: string
  serviceId: string | null
  naissanceLe: Jour
  ressemblance: number
  closLe: Jour | null
}
type Ressort = { serviceId: string; antenneId: string | null; juridictionId: string | null }
/** Why a service and a court are proposed, or why none is. */
export type Pourquoi =
  | 'suivi'
  | 'commune'
  | 'domiciliation'
  | 'sans_residence'
  | 'non_renseigne'
  | 'introuvable'
  | 'inconnue'
export type Proposition = {
  serviceId: string | null
  lieuId: string | null
  juridictionId: string | null
  pourquoi: Pourquoi
  /** Any of these needs no reason. */
  services: (string | null)[]
  juridictions: (string | null)[]
}
/**
 * What a screen proposed, in one field: sent back, it tells a choice that was made from a proposal
 * that was left as it was.
 */
export const ecrireProposition = (choix: Choix): string =>
  [choix.serviceId, choix.lieuId, choix.juridictionId].map(id => id ?? '').join('|')
type Choix = { serviceId: string | null; lieuId: string | null; juridictionId: string | null }
/**
 * After another commune or person: what was left as proposed follows the new proposal, what was
 * chosen stays (and has its reason).
 */
export function suivreLaProposition(choisi: Choix, ancienne: string, nouvelle: Choix): Choix {
  const [serviceId = '', lieuId = '', juridictionId = ''] = ancienne.split('|')
  const duService = (choisi.serviceId ?? '') === serviceId
  return {
    serviceId: duService ? nouvelle.serviceId : choisi.serviceId,
    lieuId: duService && (choisi.lieuId ?? '') === lieuId ? nouvelle.lieuId : choisi.lieuId,
    juridictionId:
      (choisi.juridictionId ?? '') === juridictionId
        ? nouvelle.juridictionId
        : choisi.juridictionId,
  }
}
type Demande = {
  matches: Match[]
  choisie: string | undefined
  naissanceLe: Jour
  situation: Situation
  /** What was typed names a commune; undefined when nothing was typed. */
  communeTrouvee: boolean | undefined
  ressort: Ressort | undefined
  /** The court of the hearing and the services that work with it. */
  tribunal: { juridictionId: string | null; serviceIds: readonly string[] }
}

const CERTAIN = 0.9
/** Who it most probably is, when there is little doubt; whoever was chosen otherwise. */
function personneDe({ matches, choisie, naissanceLe }: Demande): Match | undefined {
  if (choisie === 'nouvelle') return undefined
  const [seul] = matches
  const probable =
    matches.length === 1 && seul && seul.naissanceLe === naissanceLe && seul.ressemblance >= CERTAIN
      ? seul
      : undefined
  return matches.find(match => match.dossierId === choisie) ?? probable
}

/**
 * The service and the court that are shown first: the one that follows the person; else that of
 * their commune; else, for who has no habitual residence in France, the court of the hearing, in
 * whose seat the JAP is competent (CPP 712-10, al. 1), and the service that works with it, when
 * there is one only. A commune that nobody knows, or whose court is not said, proposes none: the
 * agent chooses (charte C3.2: never a guess). Domiciled without a habitual residence, they may be
 * sent before the court of the hearing without another reason.
 */
export function proposer(demande: Demande): Proposition {
  const { situation, ressort, tribunal } = demande
  const personne = personneDe(demande)
  const suivie = personne?.closLe === null ? personne.serviceId : null
  const sansResidence =
    ressort === undefined &&
    (situation === 'etranger' ||
      (situation === 'sans_domicile' && demande.communeTrouvee !== false))
  const [seul, ...autres] = tribunal.serviceIds
  const duTribunal = sansResidence && seul !== undefined && autres.length === 0 ? seul : null
  const duSiege = sansResidence ? tribunal.juridictionId : null
  const serviceId = suivie ?? ressort?.serviceId ?? duTribunal
  return {
    serviceId,
    lieuId: serviceId !== null && serviceId === ressort?.serviceId ? ressort.antenneId : null,
    juridictionId: ressort ? ressort.juridictionId : duSiege,
    pourquoi: suivie ? 'suivi' : pourquoi(demande, sansResidence),
    services: [suivie, ressort?.serviceId ?? null, ...(sansResidence ? tribunal.serviceIds : [])],
    juridictions: [
      ressort?.juridictionId ?? null,
      situation === 'sans_domicile' ? tribunal.juridictionId : duSiege,
    ],
  }
}
function pourquoi(
  { situation, communeTrouvee, ressort }: Demande,
  sansResidence: boolean,
): Pourquoi {
  if (sansResidence) return 'sans_residence'
  if (ressort) return situation === 'sans_domicile' ? 'domiciliation' : 'commune'
  if (situation === 'inconnue') return 'inconnue'
  return communeTrouvee === false ? 'introuvable' : 'non_renseigne'
}

/**
 * The answer that all the communes of one postcode or name have in common: the service when it is
 * the same for each of them, the antenne and the court likewise; nothing when one of them is silent
 * (charte C3.2: never a guess).
 */
export function ressortCommun(lignes: Ressort[], communes: number): Ressort | undefined {
  const [une] = lignes
  if (!une || lignes.length !== communes || lignes.some(ligne => ligne.serviceId !== une.serviceId))
    return undefined
  const seul = (cle: 'antenneId' | 'juridictionId') =>
    lignes.every(ligne => ligne[cle] === une[cle]) ? une[cle] : null
  return {
    serviceId: une.serviceId,
    antenneId: seul('antenneId'),
    juridictionId: seul('juridictionId'),
  }
}
