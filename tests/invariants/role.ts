import type { DatabaseError, PoolClient } from 'pg'
import { classement } from '../../scripts/donnees.ts'

/** The role of the application, what is ours in the catalog, and the code of a refusal. */
export const ROLE = 'fil_rouge_application'
export const A_NOUS =
  "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_t%'"
export const REFUSE = '42501'

export const tables = Object.entries(classement)
export function classee(nom: string) {
  const table = tables.find(([n]) => n === nom)?.[1]
  if (!table) throw new Error(`${nom} is not classified`)
  return table
}

/**
 * What the base says of one order, undone at once: a row written, or the code of its refusal; no
 * row found is a refusal.
 */
export async function essai(
  client: PoolClient,
  texte: string,
  valeurs: unknown[],
): Promise<string> {
  await client.query('SAVEPOINT essai')
  const dit = await client.query(texte, valeurs).then(
    r => (r.rowCount ? 'écrite' : REFUSE),
    (erreur: DatabaseError) => erreur.code ?? erreur.message,
  )
  await client.query('ROLLBACK TO essai')
  return dit
}
