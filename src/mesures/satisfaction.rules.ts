import type { Jour } from '../platform/date.ts'
import type { Delai, Devoir, Satisfaction } from './definition.rules.ts'
import { ajouter } from './delai.rules.ts'
import type { Faits } from './faits.rules.ts'
import type { Transition } from './machine.rules.ts'
import { natures } from './nature.referentiel.ts'
import { definitionDe } from './nature.rules.ts'

/**
 * A day for which the person was convoked for this measure; `devoir` where somebody said which duty
 * it serves, « aucun » included.
 */
export type ConvocationFaite = { le: Jour; chez: 'service' | 'juridiction'; devoir: string | null }
/** A report on this measure that left for the juridiction, and its kind. */
export type RapportTransmis = { le: Jour; nature: string }

export const admisJusqua = (devoir: Devoir, limite: Jour): Jour =>
  attendUneConvocation(devoir) ? ajouter(limite, RETARD_ADMIS) : limite

/** Said of a convocation that serves none of the duties that it could. */
export const AUCUN_DEVOIR = 'aucun'
/**
 * How late a convocation may be and still count by itself: beyond, an agent says that it is that
 * one (CPP 474, 723-15, D546-2 set the last day and no end to the lateness; three months are a
 * choice of ours, ADR 0027).
 */
const RETARD_ADMIS: Delai = { mois: 3 }

/**
 * When a fact may satisfy a duty: from the fact that opens it, until the measure ends; a
 * convocation by itself until `admisLe`.
 */
export type Periode = { devoir: Devoir; debut: Jour; limite: Jour; admisLe: Jour }

// Duties are a few values of the référentiel, asked for each convocation of a whole country: what
// follows from them is found once.
type Lue = { entiere: Satisfaction; sorte: string; quoi: string }
const connues = new WeakMap<
  Devoir,
  { toutes: readonly Satisfaction[]; lues: readonly Lue[]; convocation: boolean }
>()
function satisfactions(devoir: Devoir) {
  const deja = connues.get(devoir)
  if (deja) return deja
  const toutes =
    typeof devoir.satisfaitPar === 'string' ? [devoir.satisfaitPar] : devoir.satisfaitPar
  const lues = toutes.map((entiere): Lue => {
    const [sorte = '', quoi = ''] = entiere.split(':')
    return { entiere, sorte, quoi }
  })
  const siennes = { toutes, lues, convocation: lues.some(lue => lue.sorte === 'convocation') }
  connues.set(devoir, siennes)
  return siennes
}
const satisfactionsDe = (devoir: Devoir): readonly Satisfaction[] => satisfactions(devoir).toutes
export const attendUneConvocation = (devoir: Devoir): boolean => satisfactions(devoir).convocation

/** Duties of a kind that a convocation may serve, for who says which. */
export const devoirsDeConvocation = (nature: string): Devoir[] =>
  (definitionDe(nature)?.devoirs ?? []).filter(attendUneConvocation)

/** The kind of report that a duty waits for, if it waits for one. */
export const rapportAttendu = (nature: string, cle: string): string | null => {
  const devoir = definitionDe(nature)?.devoirs.find(celuiCi => celuiCi.cle === cle)
  return (
    (devoir &&
      satisfactionsDe(devoir)
        .find(satisfaction => satisfaction.startsWith('rapport:'))
        ?.slice('rapport:'.length)) ??
    null
  )
}

/** Acts of each kind whose transition is such. */
const actesQui = (
  tel: (transition: Transition) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    Object.entries(natures).map(([nature, definition]) => {
      const transitions: Transition[] = definition.machine.flatMap(
        valant => valant.value.transitions,
      )
      return [nature, new Set(transitions.filter(tel).map(transition => transition.acte))]
    }),
  )
const prolongent = actesQui(transition => transition.effet === 'prolonge')
const reprennent = actesQui(transition => transition.effet === 'reprend')
const deplacent = actesQui(
  transition => transition.effet === 'prolonge' || transition.effet === 'reprend',
)
const suspendent = actesQui(transition => transition.effet === 'suspend')
/** By which the law itself stops the term: the person is in prison. */
const incarcerations = actesQui(
  transition => transition.effet === 'suspend' && transition.auteurs.includes('loi'),
)
const dernierDe = (sorte: ReadonlyMap<string, ReadonlySet<string>>, faits: Faits) =>
  faits.actes.findLast(acte => sorte.get(faits.nature)?.has(acte.acte))
/** A report of end that came before an act moved the term was for another term. */
export const depuisQueLeTermeEstFixe = (faits: Faits): Jour =>
  dernierDe(deplacent, faits)?.le ?? faits.debutLe
export const derniereProlongation = (faits: Faits): Jour | null =>
  dernierDe(prolongent, faits)?.le ?? null
/**
 * Its term does not run: the last act that stopped it came after the last one that started it
 * again.
 */
export const estSuspendue = (faits: Faits): boolean => {
  const rang = (sorte: typeof suspendent) =>
    faits.actes.findLastIndex(acte => sorte.get(faits.nature)?.has(acte.acte))
  return rang(suspendent) > rang(reprennent)
}

/**
 * In prison from the first day: stopped on the day of the decision, or on the very day when the
 * conviction became executory.
 */
export const detenueDesLaDecision = (faits: Faits): boolean => {
  const arret = faits.actes.find(acte => incarcerations.get(faits.nature)?.has(acte.acte))
  return Boolean(
    arret &&
      (arret.le <= faits.decisionLe ||
        faits.actes.some(acte => acte.acte === 'mise_a_execution' && acte.le === arret.le)),
  )
}

const dansLaPeriode = (le: Jour, periode: Periode) => le >= periode.debut && le <= periode.admisLe
const estChez = (satisfaction: Satisfaction, convocation: ConvocationFaite) =>
  satisfaction === 'convocation:tous' ||
  satisfaction === (convocation.chez === 'service' ? 'convocation:spip' : 'convocation:juridiction')
const peutServir = (convocation: ConvocationFaite, periode: Periode) =>
  dansLaPeriode(convocation.le, periode) &&
  satisfactionsDe(periode.devoir).some(satisfaction => estChez(satisfaction, convocation))

/**
 * Convocations that could serve several duties of the measure and of which nobody has said which:
 * they serve none until then.
 */
export const convocationsADire = (
  faits: Faits,
  periodes: readonly Periode[],
): { le: Jour; cles: string[] }[] =>
  periodes.length < 2
    ? []
    : faits.convocations.flatMap(convocation => {
        const cles =
          convocation.devoir === null
            ? periodes
                .filter(periode => peutServir(convocation, periode))
                .map(periode => periode.devoir.cle)
            : []
        return cles.length > 1 ? [{ le: convocation.le, cles }] : []
      })

/**
 * Whether a convocation is the fact of a duty: said so, or in its time and possible for no other
 * one.
 */
function sert(
  convocation: ConvocationFaite,
  periode: Periode,
  rivales: readonly Periode[],
): boolean {
  if (convocation.devoir !== null)
    return convocation.devoir === periode.devoir.cle && convocation.le >= periode.debut
  if (!dansLaPeriode(convocation.le, periode)) return false
  for (const rivale of rivales)
    if (rivale !== periode && peutServir(convocation, rivale)) return false
  return true
}
function ajouterConvocations({
  periode,
  satisfaction,
  faits,
  rivales,
  jours,
}: {
  periode: Periode
  satisfaction: Satisfaction
  faits: Faits
  rivales: readonly Periode[]
  jours: Jour[]
}): void {
  for (const convocation of faits.convocations)
    if (estChez(satisfaction, convocation) && sert(convocation, periode, rivales))
      jours.push(convocation.le)
}

/**
 * The days on which a duty was done: its own fact, of this measure, of that kind, in its period
 * (invariant of ADR 0027).
 */
export function faitsQuiSatisfont(
  periode: Periode,
  faits: Faits,
  rivales: readonly Periode[],
): Jour[] {
  const jours: Jour[] = []
  for (const { entiere, sorte, quoi } of satisfactions(periode.devoir).lues) {
    if (sorte === 'convocation')
      ajouterConvocations({ periode, satisfaction: entiere, faits, rivales, jours })
    else if (sorte === 'rapport') {
      for (const rapport of faits.rapports) if (rapport.nature === quoi) jours.push(rapport.le)
    } else for (const acte of faits.actes) if (acte.acte === quoi) jours.push(acte.le)
  }
  const { finieLe } = faits
  const siens = jours.filter(jour => jour >= periode.debut && (finieLe === null || jour <= finieLe))
  return siens.length > 1 ? siens.sort() : siens
}
