import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { accorderLesOuvertures } from './ouverture.gestes.ts'

/** What opened the absorbed dossier has moved to the one that is kept, and opens that one. */
export async function accorderApresFusion(
  tx: Tx,
  { dossierId, absorbeId }: { dossierId: string; absorbeId: string },
  context: Context,
) {
  await accorderLesOuvertures(tx, { dossierId }, context)
  await accorderLesOuvertures(tx, { dossierId: absorbeId }, context)
}
