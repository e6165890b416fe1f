import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda', 'moyens.vJuridiction'>()

export const estJuridiction = async (tx: Tx, entiteId: string): Promise<boolean> =>
  (await db(tx)
    .selectFrom('moyens.vJuridiction')
    .select('nom')
    .where('juridictionId', '=', entiteId)
    .executeTakeFirst()) !== undefined
