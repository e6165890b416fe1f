import { ajouterJours, type Jour, joursEntre } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDAjouter, termePorte } from './acte.rules.ts'
import {
  type ActeSaisi,
  deroulement,
  joursSuspendus,
  type MesureSuivie,
} from './deroulement.rules.ts'
import { refusDeDuree } from './duree.rules.ts'
import type { Transition } from './machine.rules.ts'
import { definitionDe } from './nature.rules.ts'
import { passageOpposable } from './passage.rules.ts'
import { citer } from './regle.rules.ts'

/**
 * A prolongation names a later term, and does not take the measure beyond the longest duration
 * allowed on the day of its decision.
 */
export function refusDeProlonger(
  mesure: MesureSuivie,
  transition: Transition,
  acte: ActeSaisi,
): Refusal[] {
  if (transition.effet !== 'prolonge') return []
  const { termeLe } = deroulement(mesure)
  const source = citer(transition.source, acte.le)
  if (!acte.nouvelleFinLe)
    return [
      {
        code: 'nouveau_terme_absent',
        champ: 'nouvelleFinLe',
        message: 'Indiquez le nouveau terme que la décision fixe.',
        source,
      },
    ]
  if (acte.nouvelleFinLe <= (termeLe ?? mesure.debutLe))
    return [
      {
        code: 'terme_non_reporte',
        champ: 'nouvelleFinLe',
        message: 'Le nouveau terme doit être après le terme actuel.',
        source,
      },
    ]
  // Days of suspension did not run: they do not count against the maximum (CP 132-43).
  const compte = ajouterJours(acte.nouvelleFinLe, -joursSuspendus(mesure))
  const { nouvelleFinLe, le } = acte
  const ajoutee = passageOpposable(mesure, transition, le)
    ? refusDAjouter(transition, {
        debutLe: mesure.debutLe,
        termeLe,
        nouvelleFinLe,
        compte,
        le,
      })
    : []
  if (ajoutee.length > 0 || transition.total !== undefined) return ajoutee
  const definition = definitionDe(mesure.nature)
  const duree = {
    debutLe: mesure.debutLe,
    finLe: compte,
    palier: mesure.palier ?? undefined,
  }
  return definition
    ? refusDeDuree(definition.duree, duree, mesure.decisionLe, mesure.referentiel).map(refus => ({
        ...refus,
        champ: 'nouvelleFinLe',
      }))
    : []
}

/**
 * The term after an act: it stops with a suspension, resumes for the days that were left, moves
 * with a prolongation (CP art. 132-43 and the articles of each kind).
 */
export function termeApres(
  mesure: MesureSuivie,
  transition: Transition,
  acte: ActeSaisi,
): Jour | null {
  const { termeLe, suspendueLe } = deroulement(mesure)
  if (transition.effet === 'suspend') return null
  if (transition.effet === 'prolonge') return acte.nouvelleFinLe ?? termeLe
  if (transition.effet === 'reprend') {
    const avant = mesure.actes.findLast(x => x.termeLe !== null)?.termeLe ?? mesure.finInitialeLe
    return avant && suspendueLe
      ? ajouterJours(avant, joursEntre(suspendueLe, acte.le))
      : (avant ?? null)
  }
  return termePorte(transition, { debutLe: mesure.debutLe, termeLe }, acte.le)
}
