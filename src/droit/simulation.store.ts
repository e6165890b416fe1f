import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'droit', 'dossiers.vIdentite'>()

/** Names of the dossiers that a page shows. */
export const nomsDe = (tx: Tx, dossierIds: string[]) =>
  dossierIds.length === 0
    ? Promise.resolve([])
    : db(tx)
        .selectFrom('dossiers.vIdentite')
        .select(['dossierId', 'nomComplet'])
        .where('dossierId', 'in', dossierIds)
        .execute()
