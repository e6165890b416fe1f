import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'acces'>()

/** Lines sealed now, by batches, until none older than the delay is left. */
export const sceller = async (tx: Tx, delaiMinutes = 5): Promise<number> => {
  let total = 0
  for (;;) {
    const { rows } = await sql<{ n: number }>`SELECT acces.sceller(make_interval(mins => ${delaiMinutes})) AS n`.execute(db(tx))
    const n = rows[0]?.n ?? 0
    total += n
    if (n === 0) return total
  }
}

export type Verification = { journal: string; rang: number; lignes: number; purgees: number; fautes: string[] }
/** Each seal with what is wrong with it; purged lines are no fault. */
export const verifierSceaux = async (tx: Tx): Promise<Verification[]> =>
  (await sql<Verification>`SELECT * FROM acces.verifier_sceaux()`.execute(db(tx))).rows

/** The last seal of each journal: noted elsewhere, it proves that nothing before it was rewritten. */
export const derniersSceaux = (tx: Tx) =>
  db(tx)
    .selectFrom('acces.sceau')
    .distinctOn('journal')
    .select(['journal', 'rang', 'scelleA', sql<string>`encode(empreinte, 'hex')`.as('empreinte')])
    .orderBy('journal')
    .orderBy('rang', 'desc')
    .execute()
