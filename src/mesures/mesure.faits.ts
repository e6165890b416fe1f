import { fait } from '../platform/fait.ts'

/** A measure has ended on a day, by an act: convocations beyond it have no more ground. */
export const mesureTerminee = fait<{ dossierId: string; mesureId: string; acteId: string; le: string }>('mesures.terminee')
/** An act was a mistake: what it had cancelled elsewhere has its ground again. */
export const acteAnnule = fait<{ dossierId: string; mesureId: string; acteId: string }>('mesures.acte-annule')
/** The ground or the term of the follow-up may have moved: a measure recorded, corrected, withdrawn or given back, an act, its annulment; `finAvant`, its end before. */
export const mesureChange = fait<{ dossierId: string; finAvant: FinDuSuivi }>('mesures.mesure-change')
/** The last day that a measure covers: null where one has no term, undefined where there is no measure. */
export type FinDuSuivi = string | null | undefined
