import {
  afficherJourCourt,
  ajouterJours,
  ajouterMois,
  type Jour,
  joursEntre,
} from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import type { Transition } from './machine.rules.ts'
import { definitionDe, machineLe } from './nature.rules.ts'

/**
 * Acts from which a measure runs: the day when a conviction becomes executory starts the time
 * pronounced (CP art. 132-41, 132-52).
 */
const departs = ['mise_a_execution']
export type Deplacement = { debutLe: Jour; termeLe: Jour | null }

/**
 * Whole months from one quantième to the same, or null: « du 10/03/2025 au 10/03/2027 » is 24
 * months.
 */
function moisEntre(du: Jour, au: Jour): number | null {
  const nombre =
    (Number(au.slice(0, 4)) - Number(du.slice(0, 4))) * 12 +
    Number(au.slice(5, 7)) -
    Number(du.slice(5, 7))
  return nombre > 0 && ajouterMois(du, nombre) === au ? nombre : null
}

/**
 * The same time pronounced, from another day: its months, or the days between the two where it was
 * given by its last day.
 */
export function termeDepuis(
  donnees: Pick<MesureSuivie, 'debutLe' | 'finInitialeLe' | 'dureeMois'>,
  debutLe: Jour,
): Jour | null {
  const fin = donnees.finInitialeLe
  const mois = donnees.dureeMois ?? (fin && moisEntre(donnees.debutLe, fin))
  if (mois) return ajouterMois(debutLe, mois)
  return fin && ajouterJours(debutLe, joursEntre(donnees.debutLe, fin))
}

/**
 * Executory by provision, its time runs already: that it becomes executory starts nothing (CP art.
 * 132-41, al. 2).
 */
const courtDeja = (mesure: MesureSuivie, le: Jour): boolean => {
  const definition = definitionDe(mesure.nature)
  return Boolean(
    mesure.executionProvisoire &&
      definition &&
      machineLe(definition, mesure.referentiel, le).parProvision,
  )
}

/**
 * What an act of that day would move, where the measure was recorded from another day; null when
 * there is nothing to ask.
 */
export function debutADeplacer(
  mesure: MesureSuivie,
  transition: Transition,
  le: Jour,
): Deplacement | null {
  if (
    !departs.includes(transition.acte) ||
    transition.cause ||
    le === mesure.debutLe ||
    courtDeja(mesure, le)
  )
    return null
  const deja = deroulement(mesure).termeLe !== mesure.finInitialeLe
  return deja ? null : { debutLe: le, termeLe: termeDepuis(mesure, le) }
}

/**
 * Whoever records it sees what moves, and says whether it does: nobody's term moves in silence
 * (charte C3.4).
 */
export function refusDeDeplacer(
  mesure: MesureSuivie,
  transition: Transition,
  le: Jour,
  choix: 'deplacer' | 'garder' | undefined,
): Refusal[] {
  const deplacement = choix ? null : debutADeplacer(mesure, transition, le)
  return deplacement
    ? [{ code: 'debut_a_choisir', champ: 'debut', message: enMots(mesure, deplacement) }]
    : []
}
const enMots = (mesure: MesureSuivie, { debutLe, termeLe }: Deplacement) => {
  const fin = mesure.finInitialeLe
  const avant = `du ${afficherJourCourt(mesure.debutLe)}${fin ? ` au ${afficherJourCourt(fin)}` : ''}`
  const apres = `du ${afficherJourCourt(debutLe)}${termeLe ? ` au ${afficherJourCourt(termeLe)}` : ''}`
  return `La mesure est enregistrée ${avant}. À partir de ce jour, elle irait ${apres}. Dites si le début et le terme se déplacent.`
}
