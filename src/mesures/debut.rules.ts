import { afficherJourCourt, ajouterJours, ajouterMois, type Jour, joursEntre } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Referentiel, Transition } from './definition.rules.ts'
import { definitionDe, deroulement, type MesureSuivie, machineLe } from './etat.rules.ts'

/** Acts from which a measure runs: the day when a conviction becomes executory starts the time pronounced (CP art. 132-41, 132-52). */
const departs = ['mise_a_execution']
export type Deplacement = { debutLe: Jour; termeLe: Jour | null }

/** Whole months from one quantième to the same, or null: « du 10/03/2025 au 10/03/2027 » is 24 months. */
function moisEntre(du: Jour, au: Jour): number | null {
  const n = (Number(au.slice(0, 4)) - Number(du.slice(0, 4))) * 12 + Number(au.slice(5, 7)) - Number(du.slice(5, 7))
  return n > 0 && ajouterMois(du, n) === au ? n : null
}

/** The same time pronounced, from another day: its months, or the days between the two where it was given by its last day. */
export function termeDepuis(m: Pick<MesureSuivie, 'debutLe' | 'finInitialeLe' | 'dureeMois'>, debutLe: Jour): Jour | null {
  const fin = m.finInitialeLe as Jour | null
  const mois = m.dureeMois ?? (fin && moisEntre(m.debutLe as Jour, fin))
  if (mois) return ajouterMois(debutLe, mois)
  return fin && ajouterJours(debutLe, joursEntre(m.debutLe as Jour, fin))
}

/** Executory by provision, its time runs already: that it becomes executory starts nothing (CP art. 132-41, al. 2). */
const courtDeja = (m: MesureSuivie, le: Jour): boolean => {
  const d = definitionDe(m.nature)
  return Boolean(m.executionProvisoire && d && machineLe(d, m.referentiel as Referentiel, le).parProvision)
}

/** What an act of that day would move, where the measure was recorded from another day; null when there is nothing to ask. */
export function debutADeplacer(m: MesureSuivie, t: Transition, le: Jour): Deplacement | null {
  if (!departs.includes(t.acte) || t.cause || le === m.debutLe || courtDeja(m, le)) return null
  const deja = deroulement(m).termeLe !== m.finInitialeLe
  return deja ? null : { debutLe: le, termeLe: termeDepuis(m, le) }
}

/** Whoever records it sees what moves, and says whether it does: nobody's term moves in silence (charte C3.4). */
export function refusDeDeplacer(m: MesureSuivie, t: Transition, le: Jour, choix: 'deplacer' | 'garder' | undefined): Refusal[] {
  const deplacement = choix ? null : debutADeplacer(m, t, le)
  return deplacement ? [{ code: 'debut_a_choisir', champ: 'debut', message: enMots(m, deplacement) }] : []
}
const enMots = (m: MesureSuivie, { debutLe, termeLe }: Deplacement) => {
  const fin = m.finInitialeLe as Jour | null
  const avant = `du ${afficherJourCourt(m.debutLe as Jour)}${fin ? ` au ${afficherJourCourt(fin)}` : ''}`
  const apres = `du ${afficherJourCourt(debutLe)}${termeLe ? ` au ${afficherJourCourt(termeLe)}` : ''}`
  return `La mesure est enregistrée ${avant}. À partir de ce jour, elle irait ${apres}. Dites si le début et le terme se déplacent.`
}
