import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { referentVaChanger } from './dossier.faits.ts'

/**
 * Convocations to come of a dossier with its référent, in words: what a change leaves behind or
 * takes along.
 */
export async function aVenirAvecLeReferent(
  tx: Tx,
  context: Context,
  dossierId: string,
  referentId: string | null,
) {
  const aVenir: { id: string; libelle: string }[] = []
  if (referentId) await publier(tx, context, referentVaChanger, { dossierId, referentId, aVenir })
  return aVenir
}
