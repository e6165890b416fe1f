import { identite } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Dossier } from './cumul.rules.ts'
import { mesuresDuDossier } from './mesure.store.ts'

/** What the dossier of a measure says besides it: the age of the person, the other measures that stand. Whoever decides on it holds their lock. */
export async function dossierAutour(tx: Tx, dossierId: string, mesureId: string | null = null): Promise<Dossier> {
  const personne = await identite(tx, dossierId)
  const mesures = await mesuresDuDossier(tx, dossierId)
  return { naissanceLe: (personne?.naissanceLe ?? null) as Jour | null, autres: mesures.filter(m => m.mesureId !== mesureId) }
}
