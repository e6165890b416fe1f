import { noterLeDeces, suiviChange } from '../dossiers/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { decedeeLe } from './deces.store.ts'
import { type FinDuSuivi, mesureChange } from './mesure.faits.ts'

/**
 * The measures say whether the person is dead: what stands of their acts, wherever they came from.
 */
export const direLeDecesDuDossier = async (tx: Tx, dossierId: string): Promise<void> => {
  await noterLeDeces(tx, dossierId, await decedeeLe(tx, dossierId))
}
/**
 * What follows any change of a measure: the ground and the term of the follow-up, its deadlines,
 * the death of the person.
 */
export async function suivreLaMesure(
  tx: Tx,
  context: Context,
  dossierId: string,
  finAvant: FinDuSuivi,
): Promise<void> {
  await direLeDecesDuDossier(tx, dossierId)
  await publier(tx, context, mesureChange, { dossierId, finAvant })
  await publier(tx, context, suiviChange, { dossierId })
}
