import type { Jour } from '../platform/date.ts'
import { fait } from '../platform/fait.ts'
import type { Etat } from './etat.rules.ts'

/** A convocation is about to be shown: who keeps the entretiens says which one tells it. */
export const convocationSeMontre = fait<{
  dossierId: string
  convocationId: string
  entretiens: { entretienId: string; le: Jour }[]
}>('agenda.convocation-se-montre')
/** What became of a convocation is about to be written: who knows better refuses. */
export const issueSeNote = fait<{ dossierId: string; convocationId: string; etat: Etat }>(
  'agenda.issue-se-note',
)
