import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { auteurs } from './definition.rules.ts'
import {
  type ActeFait,
  type ActeSaisi,
  deroulement,
  etatApres,
  libelleDActe,
  type MesureSuivie,
  passageOpposable,
  refusAvantLeTemps,
  refusDEtatDeMesure,
  refusDeProlonger,
  transitionDe,
} from './etat.rules.ts'
import { cleDObligation, motsDObligation } from './obligation.rules.ts'
import { refusDePartie } from './partie.rules.ts'
import { citer } from './regle.rules.ts'

// The day of an act among those of its measure: they are recorded in their order, but for what moves nothing (ADR 0047).

/** Of the acts that stand, those whose day is after this one: an act of that day comes late. */
export const actesPosterieurs = <A extends { le: string }>(actes: readonly A[], le: Jour): A[] => actes.filter(a => a.le > le)
/** Acts but those that came late: these left the state as it was. */
const dansLOrdre = (actes: readonly ActeFait[]): ActeFait[] => actes.filter((a, i) => actes.slice(0, i).every(avant => avant.le <= a.le))
/** The measure as it stood on a day, before the acts that are later than it. */
const telleQuAu = (m: MesureSuivie, le: Jour): MesureSuivie =>
  actesPosterieurs(m.actes, le).length === 0 ? m : { ...m, actes: dansLOrdre(m.actes).filter(a => a.le <= le) }
/** An act that leaves the state and the term as they are: no later act rests on it. */
const neDeplaceRien = (m: MesureSuivie, acte: string, le: Jour): boolean => {
  const t = transitionDe(m, acte, le)
  return t !== null && etatApres(m, t, le) === deroulement(m).etat && (!t.effet || t.effet === 'contenu') && !t.cause && !t.porteAuTotal
}
/** A decision that was received late is recorded at its own day, where it left everything else as it is, then and now. */
const seRangeTardivement = (m: MesureSuivie, acte: string, le: Jour): boolean =>
  m.actes.length > 0 && [telleQuAu(m, le), m].every(x => neDeplaceRien(x, acte, le))

/** The day of an act: not to come, not before the measure, nor before an act that its state or its term would have carried (charte: state is a record). */
function refusDuJour(m: MesureSuivie, { acte, le }: ActeSaisi, aujourdhui: Jour): Refusal[] {
  const refus = (code: string, message: string): Refusal[] => [{ code, champ: 'le', message }]
  if (le > aujourdhui) return refus('acte_a_venir', 'Cette date est dans l’avenir : un acte s’enregistre quand il a eu lieu.')
  if (le < m.decisionLe)
    return refus(
      'acte_avant_decision',
      `Cette date est avant la décision qui a prononcé la mesure, le ${afficherJourCourt(m.decisionLe as Jour)} : vérifiez-la.`,
    )
  const apres = actesPosterieurs(m.actes, le)
  if (apres.length === 0 || seRangeTardivement(m, acte, le)) return []
  const lesquels = apres.map(a => `${libelleDActe(m.nature, a)}, le ${afficherJourCourt(a.le as Jour)}`).join(' ; ')
  return refus(
    'acte_avant_le_precedent',
    `Un acte postérieur est enregistré (${lesquels}), et celui-ci change l’état ou le terme de la mesure, dont la suite dépend.`,
  )
}

/** All that stops an act: state, day, who decides it, the term that it moves (articles are those of the transition). */
export function refusDActe(m: MesureSuivie, a: ActeSaisi, aujourdhui: Jour): Refusal[] {
  const etat = refusDEtatDeMesure(m, a.acte, a.le)
  if (etat.length > 0) return etat
  const t = transitionDe(m, a.acte, a.le)
  if (!t) return []
  const refus = refusDuJour(m, a, aujourdhui)
  // A transition whose article was not read warns by its mark, it does not stop (ADR 0022).
  if (a.auteur && !t.auteurs.includes(a.auteur) && passageOpposable(m, t, a.le))
    refus.push({
      code: 'auteur_incompetent',
      champ: 'auteur',
      message: `Cet acte relève de : ${t.auteurs.map(x => auteurs[x]).join(', ')}.`,
      source: citer(t.source, a.le),
    })
  return [...refus, ...refusAvantLeTemps(m, t, a.le, a.auteur ?? undefined), ...refusDeProlonger(m, t, a), ...refusDePartie(t, m, a)]
}

export type DeLaMesure = { obligationId: string; article: string | null; libelle: string; acteId: string | null; leveeLe: string | null }
type Change = { levees: readonly string[]; ajoutees: readonly { article: string | null; libelle: string }[] }
/** A decision that comes late does not undo what a later act changed: it lifts nothing that came after it, and gives back nothing that was lifted since. */
export function refusDeToucherALaSuite(
  actes: readonly { id?: string; le: string }[],
  obligations: readonly DeLaMesure[],
  le: Jour,
  c: Change,
) {
  const apres = actesPosterieurs(actes, le)
  const depuis = (jour: string) =>
    `par un acte du ${afficherJourCourt(jour as Jour)}, après cette décision : annulez d’abord cet acte, ou ne la changez pas ici.`
  const refus = (champ: string, quoi: string): Refusal[] => [{ code: 'change_par_la_suite', champ, message: quoi }]
  const levees = obligations.filter(o => c.levees.includes(o.obligationId))
  return [
    ...levees.flatMap(o => {
      const acte = apres.find(a => a.id !== undefined && a.id === o.acteId)
      return acte ? refus('levees', `« ${motsDObligation(o)} » a été ajoutée ${depuis(acte.le)}`) : []
    }),
    ...c.ajoutees.flatMap((v, i) => {
      const levee = obligations.find(o => o.leveeLe !== null && o.leveeLe > le && cleDObligation(o) === cleDObligation(v))
      return levee?.leveeLe ? refus(`obligations.${i}.article`, `« ${motsDObligation(v)} » a été levée ${depuis(levee.leveeLe)}`) : []
    }),
  ]
}
