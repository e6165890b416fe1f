import type { Reaction } from '../platform/fait.ts'
import * as store from './accompagnement.store.ts'

export const verserLAccompagnement: Reaction<{ dossierId: string; absorbeId: string }> = async (
  tx,
  { dossierId, absorbeId },
) => {
  await store.verserDans(tx, dossierId, absorbeId)
}
