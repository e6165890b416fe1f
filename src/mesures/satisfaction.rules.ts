import type { Jour } from '../platform/date.ts'
import type { Delai, Devoir, Satisfaction, Transition } from './definition.rules.ts'
import { ajouter } from './delai.rules.ts'
import type { Faits } from './echeance.rules.ts'
import { definitionDe } from './etat.rules.ts'
import { natures } from './nature.referentiel.ts'

/** A day for which the person was convoked for this measure; `devoir` where somebody said which duty it serves, « aucun » included. */
export type ConvocationFaite = { le: Jour; chez: 'service' | 'juridiction'; devoir: string | null }
/** A report on this measure that left for the juridiction, and its kind. */
export type RapportTransmis = { le: Jour; nature: string }

export const admisJusqua = (devoir: Devoir, limite: Jour): Jour => (attendUneConvocation(devoir) ? ajouter(limite, RETARD_ADMIS) : limite)

/** Said of a convocation that serves none of the duties that it could. */
export const AUCUN_DEVOIR = 'aucun'
/**
 * How late a convocation may be and still count by itself: beyond, an agent says that it is that one (CPP 474, 723-15, D546-2 set the last day
 * and no end to the lateness; three months are a choice of ours, ADR 0027).
 */
const RETARD_ADMIS: Delai = { mois: 3 }

/** When a fact may satisfy a duty: from the fact that opens it, until the measure ends; a convocation by itself until `admisLe`. */
export type Periode = { devoir: Devoir; debut: Jour; limite: Jour; admisLe: Jour }

// Duties are a few values of the référentiel, asked for each convocation of a whole country: what follows from them is found once.
type Lue = { entiere: Satisfaction; sorte: string; quoi: string }
const connues = new WeakMap<Devoir, { toutes: readonly Satisfaction[]; lues: readonly Lue[]; convocation: boolean }>()
function satisfactions(devoir: Devoir) {
  const deja = connues.get(devoir)
  if (deja) return deja
  const toutes = typeof devoir.satisfaitPar === 'string' ? [devoir.satisfaitPar] : devoir.satisfaitPar
  const lues = toutes.map((entiere): Lue => {
    const [sorte = '', quoi = ''] = entiere.split(':')
    return { entiere, sorte, quoi }
  })
  const siennes = { toutes, lues, convocation: lues.some(l => l.sorte === 'convocation') }
  connues.set(devoir, siennes)
  return siennes
}
const satisfactionsDe = (devoir: Devoir): readonly Satisfaction[] => satisfactions(devoir).toutes
export const attendUneConvocation = (devoir: Devoir): boolean => satisfactions(devoir).convocation

/** Duties of a kind that a convocation may serve, for who says which. */
export const devoirsDeConvocation = (nature: string): Devoir[] => (definitionDe(nature)?.devoirs ?? []).filter(attendUneConvocation)

/** The kind of report that a duty waits for, if it waits for one. */
export const rapportAttendu = (nature: string, cle: string): string | null => {
  const devoir = definitionDe(nature)?.devoirs.find(d => d.cle === cle)
  return (
    (devoir &&
      satisfactionsDe(devoir)
        .find(s => s.startsWith('rapport:'))
        ?.slice('rapport:'.length)) ??
    null
  )
}

/** Acts of each kind whose transition is such. */
const actesQui = (tel: (t: Transition) => boolean): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(
    Object.entries(natures).map(([nature, d]) => {
      const transitions: Transition[] = d.machine.flatMap(v => v.value.transitions)
      return [nature, new Set(transitions.filter(tel).map(t => t.acte))]
    }),
  )
const prolongent = actesQui(t => t.effet === 'prolonge')
const reprennent = actesQui(t => t.effet === 'reprend')
const deplacent = actesQui(t => t.effet === 'prolonge' || t.effet === 'reprend')
const suspendent = actesQui(t => t.effet === 'suspend')
/** By which the law itself stops the term: the person is in prison. */
const incarcerations = actesQui(t => t.effet === 'suspend' && t.auteurs.includes('loi'))
const dernierDe = (sorte: ReadonlyMap<string, ReadonlySet<string>>, f: Faits) => f.actes.findLast(a => sorte.get(f.nature)?.has(a.acte))
/** A report of end that came before an act moved the term was for another term. */
export const depuisQueLeTermeEstFixe = (f: Faits): Jour => dernierDe(deplacent, f)?.le ?? f.debutLe
export const derniereProlongation = (f: Faits): Jour | null => dernierDe(prolongent, f)?.le ?? null
/** Its term does not run: the last act that stopped it came after the last one that started it again. */
export const estSuspendue = (f: Faits): boolean => {
  const rang = (sorte: typeof suspendent) => f.actes.findLastIndex(a => sorte.get(f.nature)?.has(a.acte))
  return rang(suspendent) > rang(reprennent)
}

/** In prison from the first day: stopped on the day of the decision, or on the very day when the conviction became executory. */
export const detenueDesLaDecision = (f: Faits): boolean => {
  const arret = f.actes.find(a => incarcerations.get(f.nature)?.has(a.acte))
  return Boolean(arret && (arret.le <= f.decisionLe || f.actes.some(a => a.acte === 'mise_a_execution' && a.le === arret.le)))
}

const dansLaPeriode = (le: Jour, p: Periode) => le >= p.debut && le <= p.admisLe
const estChez = (s: Satisfaction, c: ConvocationFaite) =>
  s === 'convocation:tous' || s === (c.chez === 'service' ? 'convocation:spip' : 'convocation:juridiction')
const peutServir = (c: ConvocationFaite, p: Periode) => dansLaPeriode(c.le, p) && satisfactionsDe(p.devoir).some(s => estChez(s, c))

/** Convocations that could serve several duties of the measure and of which nobody has said which: they serve none until then. */
export const convocationsADire = (f: Faits, periodes: readonly Periode[]): { le: Jour; cles: string[] }[] =>
  periodes.length < 2
    ? []
    : f.convocations.flatMap(c => {
        const cles = c.devoir === null ? periodes.filter(p => peutServir(c, p)).map(p => p.devoir.cle) : []
        return cles.length > 1 ? [{ le: c.le, cles }] : []
      })

/** Whether a convocation is the fact of a duty: said so, or in its time and possible for no other one. */
function sert(c: ConvocationFaite, p: Periode, rivales: readonly Periode[]): boolean {
  if (c.devoir !== null) return c.devoir === p.devoir.cle && c.le >= p.debut
  if (!dansLaPeriode(c.le, p)) return false
  for (const r of rivales) if (r !== p && peutServir(c, r)) return false
  return true
}
function ajouterConvocations(p: Periode, s: Satisfaction, f: Faits, rivales: readonly Periode[], jours: Jour[]): void {
  for (const c of f.convocations) if (estChez(s, c) && sert(c, p, rivales)) jours.push(c.le)
}

/** The days on which a duty was done: its own fact, of this measure, of that kind, in its period (invariant of ADR 0027). */
export function faitsQuiSatisfont(p: Periode, f: Faits, rivales: readonly Periode[]): Jour[] {
  const jours: Jour[] = []
  for (const { entiere, sorte, quoi } of satisfactions(p.devoir).lues) {
    if (sorte === 'convocation') ajouterConvocations(p, entiere, f, rivales, jours)
    else if (sorte === 'rapport') {
      for (const r of f.rapports) if (r.nature === quoi) jours.push(r.le)
    } else for (const a of f.actes) if (a.acte === quoi) jours.push(a.le)
  }
  const { finieLe } = f
  const siens = jours.filter(j => j >= p.debut && (finieLe === null || j <= finieLe))
  return siens.length > 1 ? siens.sort() : siens
}
