import { type Kysely, sql } from 'kysely'
import { litteral } from './connexion.ts'
import type { Tx } from './index.ts'

/**
 * What a transaction says of itself once the base has let somebody in (`acces.ouvrir`, which alone
 * names account, entités and function, and seals them). These are the word of the application: the
 * base checks them on rows that stand (ADR 0046), and nothing binds them (ADR 0051).
 */
const GESTE = 'fil_rouge.geste'
/**
 * A declared act on this dossier, seen in part: it has all of it until the transaction ends. For
 * the text that opens a transaction.
 */
export const gesteSql = (dossierId: string): string =>
  `set_config('${GESTE}', ${litteral(dossierId)}, true)`
export const declarerLeGeste = (tx: Tx, dossierId: string) =>
  sql`SELECT set_config(${GESTE}, ${dossierId}, true)`.execute(tx as unknown as Kysely<unknown>)
/** This write is one that a closed dossier, or one only proposed, takes. */
export const malgreSql = (cause: 'clos' | 'propose'): string =>
  `set_config('fil_rouge.sur_dossier_${cause}', 'oui', true)`

/**
 * Tables read one after the other while others write would not agree: throws in a transaction that
 * is not one instant of the base.
 */
export async function exigerUnInstant(tx: Tx): Promise<void> {
  const niveau = sql<{ niveau: string }>`SELECT current_setting('transaction_isolation') AS niveau`
  const { rows } = await niveau.execute(tx as unknown as Kysely<unknown>)
  if (rows[0]?.niveau !== 'repeatable read')
    throw new Error('this reads one instant: its transaction is to be `instantane`')
}
