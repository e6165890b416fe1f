import { fait } from '../platform/fait.ts'
import type { Etat } from './convocation.rules.ts'

/** What became of a convocation is about to be written: who knows better refuses. */
export const issueSeNote = fait<{ dossierId: string; convocationId: string; etat: Etat }>('agenda.issue-se-note')
