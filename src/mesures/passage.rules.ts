import type { Jour } from '../platform/date.ts'
import type { Definition, Referentiel } from './definition.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import type { Machine, Transition } from './machine.rules.ts'
import { definitionDe, machineLe } from './nature.rules.ts'
import { estOpposable, versionOpposable } from './regle.rules.ts'

/** An act as any machine that its kind has had knows it, the last one first. */
export const acteConnu = (nature: string, { acte }: { acte: string }): Transition | undefined => {
  const definition = definitionDe(nature)
  const machines = definition
    ? [
        ...definition.machine.map(valant => valant.value),
        ...(definition.machineEgip ? [definition.machineEgip] : []),
      ]
    : []
  return machines
    .flatMap(machine => machine.transitions)
    .findLast(transition => transition.acte === acte)
}
/** Whether its decision names a new term. */
export const prolonge = (nature: string, donnees: { acte: string }): boolean =>
  acteConnu(nature, donnees)?.effet === 'prolonge'
/** The label of an act, from any machine that its kind has had. */
export const libelleDActe = (nature: string, donnees: { acte: string }): string =>
  acteConnu(nature, donnees)?.libelle ?? donnees.acte.replaceAll('_', ' ')
/**
 * Is it executory by provision, and nothing more yet? An act that leaves it where it lives
 * (obligations, a report) makes it no more than that.
 */
export const parProvision = (mesure: MesureSuivie, machine: Machine) =>
  mesure.executionProvisoire && deroulement(mesure).etat === machine.initial
    ? machine.parProvision
    : undefined
/**
 * The states from which a measure may go on: its own; where it is executory by provision, first
 * that in which it lives already (CP art. 132-41, al. 2).
 */
const etatsDepuis = (mesure: MesureSuivie, machine: Machine): string[] => {
  const provisoire = parProvision(mesure, machine)
  return [...(provisoire ? [provisoire.vers] : []), deroulement(mesure).etat]
}
/**
 * The state after an act, as it is recorded: by provision, what leaves the measure where it lives
 * leaves its state too (CP art. 132-41, al. 2).
 */
export function etatApres(mesure: MesureSuivie, transition: Transition, le: Jour): string {
  const definition = definitionDe(mesure.nature)
  const provisoire =
    definition && parProvision(mesure, machineLe(definition, mesure.referentiel, le))?.vers
  return provisoire && transition.vers === provisoire && transition.de.includes(provisoire)
    ? deroulement(mesure).etat
    : transition.vers
}
/** The state in which it lives on a day. */
export function etatVecu(mesure: MesureSuivie, le: Jour): string {
  const definition = definitionDe(mesure.nature)
  return (
    (definition && etatsDepuis(mesure, machineLe(definition, mesure.referentiel, le))[0]) ??
    deroulement(mesure).etat
  )
}
/**
 * The transition that the machine of a day names for an act, from the state where the measure is.
 */
export const transitionPrevue = (
  mesure: MesureSuivie,
  acte: string,
  le: Jour,
): Transition | null => {
  const definition = definitionDe(mesure.nature)
  if (!definition) return null
  const machine = machineLe(definition, mesure.referentiel, le)
  const possibles = etatsDepuis(mesure, machine).map(etat =>
    machine.transitions.find(
      transition => transition.acte === acte && transition.de.includes(etat),
    ),
  )
  return possibles.find(transition => transition !== undefined) ?? null
}

const sousLaProposition = (definition: Definition, referentiel: Referentiel) =>
  referentiel === 'egip' && definition.machineEgip !== undefined
/**
 * Passages of an act on a day, those of any other day where the machine of that day was not read;
 * `opposable`: read, in a machine of that day.
 */
export function passagesConnus(
  definition: Definition,
  referentiel: Referentiel,
  acte: string,
  le: Jour,
): { t: Transition; opposable: boolean }[] {
  const connue = sousLaProposition(definition, referentiel) || le >= definition.machine[0].from
  const duJour = machineLe(definition, referentiel, le).transitions.filter(
    transition => transition.acte === acte,
  )
  if (duJour.length > 0)
    return duJour.map(transition => ({
      t: transition,
      opposable: connue && estOpposable(transition.source),
    }))
  if (sousLaProposition(definition, referentiel) || versionOpposable(definition.machine, le))
    return []
  return definition.machine
    .flatMap(valant => valant.value.transitions.filter(transition => transition.acte === acte))
    .map(transition => ({ t: transition, opposable: false }))
}
/**
 * What nobody read stops nobody: a passage whose sentence or machine was not read may be taken from
 * any state, until the measure ends (ADR 0038).
 */
function passageNonLu(mesure: MesureSuivie, acte: string, le: Jour): Transition | null {
  const definition = definitionDe(mesure.nature)
  const { finieLe, suspendueLe } = deroulement(mesure)
  if (!definition || finieLe) return null
  const libres = passagesConnus(definition, mesure.referentiel, acte, le).filter(
    ligne => !ligne.opposable,
  )
  // That the term starts again only once it was stopped is a fact of the file, not a sentence of
  // the law.
  return (
    libres.find(({ t: transition }) => transition.effet !== 'reprend' || suspendueLe)?.t ?? null
  )
}
/** Whether a passage may refuse: its sentence was read, in a machine of that day. */
export const passageOpposable = (
  mesure: MesureSuivie,
  transition: Transition,
  le: Jour,
): boolean => {
  const definition = definitionDe(mesure.nature)
  return (
    definition !== null &&
    passagesConnus(definition, mesure.referentiel, transition.acte, le).some(
      ligne => ligne.t === transition && ligne.opposable,
    )
  )
}
/** The transition that an act would take from here, under the machine of its day. */
export const transitionDe = (mesure: MesureSuivie, acte: string, le: Jour): Transition | null =>
  transitionPrevue(mesure, acte, le) ?? passageNonLu(mesure, acte, le)
