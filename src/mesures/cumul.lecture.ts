import { identite } from '../dossiers/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Dossier } from './cumul.rules.ts'
import { mesuresDuDossier } from './mesure.store.ts'

type Lieu = { dossierId: string; mesureId: string }
/** The other measures of the dossier that stand. Whoever decides on them holds their lock. */
export const autresMesures = async (tx: Tx, { dossierId, mesureId }: Lieu) =>
  (await mesuresDuDossier(tx, dossierId)).filter(mesure => mesure.mesureId !== mesureId)
/**
 * What the dossier of a measure says besides it: the age of the person, and these other measures.
 */
export async function dossierAutour(
  tx: Tx,
  dossierId: string,
  autres: Dossier['autres'],
): Promise<Dossier> {
  const personne = await identite(tx, dossierId)
  return { naissanceLe: personne?.naissanceLe ?? null, autres }
}
