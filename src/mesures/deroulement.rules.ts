import { type Jour, joursEntre } from '../platform/date.ts'
import type { Auteur, Definition, Referentiel } from './definition.rules.ts'
import { type CauseDeFin, causesDeFin } from './machine.rules.ts'
import { definitionDe, machineLe } from './nature.rules.ts'
import type { Partie } from './partie.rules.ts'

/** An act that stands, as recorded. */
export type ActeFait = Partie & {
  acte: string
  vers: string
  le: Jour
  termeLe: Jour | null
  causeFin: string | null
}
/** An act as it is typed, before it is one. */
export type ActeSaisi = Partie & {
  acte: string
  le: Jour
  auteur?: Auteur | undefined
  nouvelleFinLe?: Jour | undefined
}
/** A measure as its rules need it. */
export type MesureSuivie = {
  nature: string
  referentiel: Referentiel
  decisionLe: Jour
  debutLe: Jour
  finInitialeLe: Jour | null
  palier: string | null
  dureeMois?: number | null
  peineMois?: number | null
  executionProvisoire?: boolean
  actes: readonly ActeFait[]
}

export type Deroulement = {
  etat: string
  /**
   * The last day, as acts have moved it; null when none is set or while the measure is suspended.
   */
  termeLe: Jour | null
  /** Since when its term does not run. */
  suspendueLe: Jour | null
  finieLe: Jour | null
  cause: CauseDeFin | null
}
/** Since when the term does not run: the last suspension that nothing resumed or ended. */
function suspensionOuverte(
  definition: Definition,
  referentiel: Referentiel,
  actes: readonly ActeFait[],
): Jour | null {
  let depuis: Jour | null = null
  for (const { acte, le, causeFin } of actes) {
    const effet = machineLe(definition, referentiel, le).transitions.find(
      transition => transition.acte === acte,
    )?.effet
    if (effet === 'suspend') depuis ??= le
    else if (effet === 'reprend' || causeFin) depuis = null
  }
  return depuis
}

/**
 * Where a measure stands after its acts: the same history always gives the same state (charte:
 * state is a record; ADR 0026).
 */
export function deroulement(mesure: MesureSuivie): Deroulement {
  const definition = definitionDe(mesure.nature)
  const referentiel = mesure.referentiel
  const dernier = mesure.actes.at(-1)
  return {
    etat:
      dernier?.vers ??
      (definition ? machineLe(definition, referentiel, mesure.decisionLe).initial : 'en_cours'),
    termeLe: dernier ? dernier.termeLe : mesure.finInitialeLe,
    suspendueLe: definition && suspensionOuverte(definition, referentiel, mesure.actes),
    finieLe: dernier?.causeFin ? dernier.le : null,
    cause: (dernier?.causeFin ?? null) as CauseDeFin | null,
  }
}

type Prononcee = Pick<MesureSuivie, 'nature' | 'referentiel' | 'executionProvisoire'>
/**
 * The label of a state on a day, null before any act; « En cours » for one that no machine names.
 * By provision, that of the first says so.
 */
export function libelleDUnEtat(
  { nature, referentiel, executionProvisoire }: Prononcee,
  etat: string | null,
  le: Jour,
): string {
  const definition = definitionDe(nature)
  if (!definition) return 'En cours'
  const { etats, initial, parProvision } = machineLe(definition, referentiel, le)
  if ((etat ?? initial) === initial && executionProvisoire && parProvision)
    return parProvision.libelle
  return etats[etat ?? initial]?.libelle ?? 'En cours'
}
/**
 * Where a measure stands, in words: its state, or the cause of its end where no machine names its
 * last state.
 */
export function libelleDEtat(mesure: MesureSuivie, le: Jour): string {
  const { etat, cause } = deroulement(mesure)
  const libelle = libelleDUnEtat(mesure, etat, le)
  return cause && libelle === 'En cours' ? `Terminée : ${causesDeFin[cause]}` : libelle
}
/** Days between each suspension and what ended it. */
export function joursSuspendus(mesure: MesureSuivie): number {
  const definition = definitionDe(mesure.nature)
  if (!definition) return 0
  return mesure.actes.reduce((total, acte, i) => {
    const depuis = suspensionOuverte(definition, mesure.referentiel, mesure.actes.slice(0, i))
    return depuis &&
      !suspensionOuverte(definition, mesure.referentiel, mesure.actes.slice(0, i + 1))
      ? total + joursEntre(depuis, acte.le)
      : total
  }, 0)
}
