import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { auteurs } from './definition.rules.ts'
import {
  type ActeFait,
  type ActeSaisi,
  deroulement,
  type MesureSuivie,
} from './deroulement.rules.ts'
import { refusAvantLeTemps, refusDEtatDeMesure } from './etat.rules.ts'
import { cleDObligation, motsDObligation } from './obligation.rules.ts'
import { refusDePartie } from './partie.rules.ts'
import { etatApres, libelleDActe, passageOpposable, transitionDe } from './passage.rules.ts'
import { citer } from './regle.rules.ts'
import { refusDeProlonger } from './terme.rules.ts'

// The day of an act among those of its measure: they are recorded in their order, but for what
// moves nothing (ADR 0047).

/** Of the acts that stand, those whose day is after this one: an act of that day comes late. */
export const actesPosterieurs = <A extends { le: Jour }>(actes: readonly A[], le: Jour): A[] =>
  actes.filter(acte => acte.le > le)
/** Acts but those that came late: these left the state as it was. */
const dansLOrdre = (actes: readonly ActeFait[]): ActeFait[] =>
  actes.filter((acte, i) => actes.slice(0, i).every(avant => avant.le <= acte.le))
/** The measure as it stood on a day, before the acts that are later than it. */
const telleQuAu = (mesure: MesureSuivie, le: Jour): MesureSuivie =>
  actesPosterieurs(mesure.actes, le).length === 0
    ? mesure
    : { ...mesure, actes: dansLOrdre(mesure.actes).filter(acte => acte.le <= le) }
/** An act that leaves the state and the term as they are: no later act rests on it. */
const neDeplaceRien = (mesure: MesureSuivie, acte: string, le: Jour): boolean => {
  const transition = transitionDe(mesure, acte, le)
  return (
    transition !== null &&
    etatApres(mesure, transition, le) === deroulement(mesure).etat &&
    (!transition.effet || transition.effet === 'contenu') &&
    !transition.cause &&
    !transition.porteAuTotal
  )
}
/**
 * A decision that was received late is recorded at its own day, where it left everything else as it
 * is, then and now.
 */
const seRangeTardivement = (mesure: MesureSuivie, acte: string, le: Jour): boolean =>
  mesure.actes.length > 0 && [telleQuAu(mesure, le), mesure].every(x => neDeplaceRien(x, acte, le))

/**
 * The day of an act: not to come, not before the measure, nor before an act that its state or its
 * term would have carried (charte: state is a record).
 */
function refusDuJour(mesure: MesureSuivie, { acte, le }: ActeSaisi, aujourdhui: Jour): Refusal[] {
  const refus = (code: string, message: string): Refusal[] => [{ code, champ: 'le', message }]
  if (le > aujourdhui)
    return refus(
      'acte_a_venir',
      'Cette date est dans l’avenir : un acte s’enregistre quand il a eu lieu.',
    )
  if (le < mesure.decisionLe)
    return refus(
      'acte_avant_decision',
      `Cette date est avant la décision qui a prononcé la mesure, le ${afficherJourCourt(mesure.decisionLe)} : vérifiez-la.`,
    )
  const apres = actesPosterieurs(mesure.actes, le)
  if (apres.length === 0 || seRangeTardivement(mesure, acte, le)) return []
  const lesquels = apres
    .map(fait => `${libelleDActe(mesure.nature, fait)}, le ${afficherJourCourt(fait.le)}`)
    .join(' ; ')
  return refus(
    'acte_avant_le_precedent',
    `Un acte postérieur est enregistré (${lesquels}), et celui-ci change l’état ou le terme de la mesure, dont la suite dépend.`,
  )
}

/**
 * All that stops an act: state, day, who decides it, the term that it moves (articles are those of
 * the transition).
 */
export function refusDActe(mesure: MesureSuivie, acte: ActeSaisi, aujourdhui: Jour): Refusal[] {
  const etat = refusDEtatDeMesure(mesure, acte.acte, acte.le)
  if (etat.length > 0) return etat
  const transition = transitionDe(mesure, acte.acte, acte.le)
  if (!transition) return []
  const refus = refusDuJour(mesure, acte, aujourdhui)
  // A transition whose article was not read warns by its mark, it does not stop (ADR 0022).
  if (
    acte.auteur &&
    !transition.auteurs.includes(acte.auteur) &&
    passageOpposable(mesure, transition, acte.le)
  )
    refus.push({
      code: 'auteur_incompetent',
      champ: 'auteur',
      message: `Cet acte relève de : ${transition.auteurs.map(x => auteurs[x]).join(', ')}.`,
      source: citer(transition.source, acte.le),
    })
  return [
    ...refus,
    ...refusAvantLeTemps(mesure, transition, acte.le, acte.auteur ?? undefined),
    ...refusDeProlonger(mesure, transition, acte),
    ...refusDePartie(transition, mesure, acte),
  ]
}

export type DeLaMesure = {
  obligationId: string
  article: string | null
  libelle: string
  acteId: string | null
  leveeLe: Jour | null
}
type Change = {
  levees: readonly string[]
  ajoutees: readonly { article: string | null; libelle: string }[]
}
/**
 * A decision that comes late does not undo what a later act changed: it lifts nothing that came
 * after it, and gives back nothing that was lifted since.
 */
export function refusDeToucherALaSuite(
  actes: readonly { id?: string; le: Jour }[],
  obligations: readonly DeLaMesure[],
  le: Jour,
  change: Change,
) {
  const apres = actesPosterieurs(actes, le)
  const depuis = (jour: string) =>
    `par un acte du ${afficherJourCourt(jour as Jour)}, après cette décision : annulez d’abord cet acte, ou ne la changez pas ici.`
  const refus = (champ: string, quoi: string): Refusal[] => [
    { code: 'change_par_la_suite', champ, message: quoi },
  ]
  const levees = obligations.filter(obligation => change.levees.includes(obligation.obligationId))
  return [
    ...levees.flatMap(levee => {
      const acte = apres.find(ligne => ligne.id !== undefined && ligne.id === levee.acteId)
      return acte
        ? refus('levees', `« ${motsDObligation(levee)} » a été ajoutée ${depuis(acte.le)}`)
        : []
    }),
    ...change.ajoutees.flatMap((ajoutee, i) => {
      const levee = obligations.find(
        obligation =>
          obligation.leveeLe !== null &&
          obligation.leveeLe > le &&
          cleDObligation(obligation) === cleDObligation(ajoutee),
      )
      return levee?.leveeLe
        ? refus(
            `obligations.${i}.article`,
            `« ${motsDObligation(ajoutee)} » a été levée ${depuis(levee.leveeLe)}`,
          )
        : []
    }),
  ]
}
