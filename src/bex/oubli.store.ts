import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'bex'>()

/**
 * What lives for a time only is erased, whoever looks for anybody: searches of the hearing, and
 * what was handed over out of the tool.
 */
export async function oublierCeQuiEstPerime(tx: Tx): Promise<void> {
  await sql`SELECT bex.oublier_les_recherches(), bex.oublier_les_remises_hors_outil()`.execute(
    db(tx),
  )
}
