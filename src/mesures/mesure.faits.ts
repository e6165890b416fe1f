import type { Jour } from '../platform/date.ts'
import { fait } from '../platform/fait.ts'
import type { Decision } from './attente.rules.ts'
import type { Proposee } from './concerne.rules.ts'
import type { CauseDeFin } from './machine.rules.ts'

/**
 * A measure has ended on a day, by an act, for a cause: convocations beyond it have no more ground,
 * and nobody writes to the dead.
 */
export const mesureTerminee = fait<{
  dossierId: string
  mesureId: string
  acteId: string
  le: Jour
  cause: CauseDeFin
}>('mesures.terminee')
/**
 * What becomes of the convocations that a fact had cancelled, once it is undone: given back, or to
 * be decided.
 */
export type Rendues = { rendues: number; aDecider: number }
/**
 * An act was a mistake, or its measure was (`avecSaMesure`): what it had cancelled elsewhere has
 * its ground again, and is counted in `suites`.
 */
export const acteAnnule = fait<{
  dossierId: string
  mesureId: string
  acteId: string
  cause: string | null
  avecSaMesure?: boolean
  suites: Rendues
}>('mesures.acte-annule')
/**
 * The measure of this end stands again: what the end had cancelled, and its withdrawal given back,
 * has no more ground.
 */
export const acteRepris = fait<{
  dossierId: string
  mesureId: string
  acteId: string
  cause: string
}>('mesures.acte-repris')
/**
 * The ground or the term of the follow-up may have moved: a measure recorded, corrected, withdrawn
 * or given back, an act, its annulment; `finAvant`, its end before.
 */
export const mesureChange = fait<{ dossierId: string; finAvant: FinDuSuivi }>(
  'mesures.mesure-change',
)
/**
 * The last day that a measure covers: null where one has no term, undefined where there is no
 * measure.
 */
export type FinDuSuivi = Jour | null | undefined
/**
 * A measure is being recorded: whoever keeps convocations adds those that it may be about, and
 * changes nothing.
 */
export const mesureSePrepare = fait<{
  dossierId: string
  decision: Decision | null
  convocations: Proposee[]
}>('mesures.mesure-se-prepare')
/** A measure is recorded, and somebody has said that these convocations serve it. */
export const convocationsDeLaMesure = fait<{
  dossierId: string
  mesureId: string
  convocationIds: string[]
}>('mesures.convocations-dites')
