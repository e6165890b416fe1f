import { fait } from '../platform/fait.ts'

/** A measure has ended on a day, by an act: convocations beyond it have no more ground. */
export const mesureTerminee = fait<{ dossierId: string; mesureId: string; acteId: string; le: string }>('mesures.terminee')
/** An act was a mistake: what it had cancelled elsewhere has its ground again. */
export const acteAnnule = fait<{ dossierId: string; mesureId: string; acteId: string }>('mesures.acte-annule')
/** The ground or the term of the follow-up may have moved: a measure recorded, corrected, withdrawn or given back, an act, its annulment. */
export const mesureChange = fait<{ dossierId: string }>('mesures.mesure-change')
