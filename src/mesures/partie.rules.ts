import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { ajouter, delaiEnMots } from './delai.rules.ts'
import { quantite } from './duree.rules.ts'
import type { Transition } from './machine.rules.ts'
import { citer } from './regle.rules.ts'

// How long of a sentence a decision has executed, where it does not have the whole (CP art. 132-48;
// CPP 733, 723-35, 713-47, 721-2, 763-5, 733-2).

/** In whole months and days, as the decision counts them; neither where it was not recorded. */
export type Partie = {
  partieMois?: number | null | undefined
  partieJours?: number | null | undefined
}
type ActeEnPartie = Partie & { acte: string; le: Jour }

const estDite = ({ partieMois, partieJours }: Partie): boolean =>
  (partieMois ?? 0) + (partieJours ?? 0) > 0
export const partieEnMots = (partie: Partie): string | null =>
  estDite(partie)
    ? delaiEnMots({ mois: partie.partieMois ?? 0, jours: partie.partieJours ?? 0 })
    : null
/** As it is recorded: zero of one beside the other, or neither. */
export const partieEcrite = (
  transition: Transition,
  partie: Partie,
): { partieMois: number | null; partieJours: number | null } =>
  transition.aExecuter && estDite(partie)
    ? { partieMois: partie.partieMois ?? 0, partieJours: partie.partieJours ?? 0 }
    : { partieMois: null, partieJours: null }

/** A decision that has a part executed says how long: it is asked. */
export function refusSansPartie(transition: Transition, partie: Partie, le: Jour): Refusal[] {
  if (!transition.aExecuter || transition.aExecuter === 'si_fixee' || estDite(partie)) return []
  const message = 'Indiquez la durée que la décision fait exécuter, en mois, en jours, ou les deux.'
  return [
    { code: 'partie_absente', champ: 'partieMois', message, source: citer(transition.source, le) },
  ]
}
type DeLaPeine = {
  peineMois?: number | null
  debutLe: Jour
  finInitialeLe: Jour | null
  actes: readonly ActeEnPartie[]
}
/**
 * With those that stand, a part is less than the sentence as it was pronounced, firm part included:
 * beyond that, the decision had the whole executed. Of a libération conditionnelle, it is no more
 * than the measure itself, which lasts at least what was left (CPP art. 732, 733).
 */
export function refusDePartie(
  transition: Transition,
  deLaPeine: DeLaPeine,
  partie: Partie,
): Refusal[] {
  if (
    (transition.aExecuter !== 'une_partie' && transition.aExecuter !== 'partie_du_reste') ||
    !estDite(partie)
  )
    return []
  const deja = deLaPeine.actes.filter(acte => acte.acte === transition.acte && estDite(acte))
  const total = somme([...deja, partie])
  const debut = deLaPeine.debutLe
  const refus = (pour: string): Refusal[] => {
    const avec = deja
      .map(acte => `${partieEnMots(acte)} le ${afficherJourCourt(acte.le)}`)
      .join(', ')
    const message = `${transition.libelle} : ${delaiEnMots(total)} en tout${avec ? ` (déjà ${avec})` : ''}, ${pour}`
    return [{ code: 'partie_trop_longue', champ: 'partieMois', message }]
  }
  if (deLaPeine.peineMois && ajouter(debut, total) >= ajouter(debut, { mois: deLaPeine.peineMois }))
    return refus(
      `pour une peine de ${quantite(deLaPeine.peineMois, 'mois')}. Une partie est moins que la peine : vérifiez la durée, ou enregistrez que tout est exécuté.`,
    )
  const fin = deLaPeine.finInitialeLe
  if (transition.aExecuter === 'partie_du_reste' && fin && ajouter(debut, total) > fin)
    return refus(
      `et la mesure va du ${afficherJourCourt(debut)} au ${afficherJourCourt(fin)} : elle dure au moins la peine qui restait. Vérifiez la durée.`,
    )
  return []
}
const somme = (parties: readonly Partie[]): { mois: number; jours: number } => ({
  mois: parties.reduce((nombre, partie) => nombre + (partie.partieMois ?? 0), 0),
  jours: parties.reduce((nombre, partie) => nombre + (partie.partieJours ?? 0), 0),
})
