import type pg from 'pg'
import { enSansConnexion } from './pannes.ts'
import { plans } from './reglages.ts'

// Who stands between this program and PostgreSQL may lend one connection of PostgreSQL's to several
// of ours, or to somebody else's.

const PATIENCE_MS = 5000
type Vue = { pid: number; reglee: boolean }
/**
 * Begins a transaction, which keeps whoever serves it, and says who that is. Asks of the base
 * nothing that may wait, but a connection.
 */
async function commencer(client: pg.Client): Promise<Vue> {
  const question = {
    text: 'BEGIN; SELECT pg_backend_pid() AS pid; SHOW join_collapse_limit',
    query_timeout: PATIENCE_MS,
  }
  const lus = (await client.query(question).catch(erreur => {
    throw enSansConnexion(erreur)
  })) as unknown as pg.QueryResult[]
  return {
    pid: lus[1]?.rows[0].pid,
    reglee: Number(lus[2]?.rows[0].join_collapse_limit) === plans.join_collapse_limit,
  }
}

/** In turn, so that who lends first what came back last and who lends it last are both met. */
const TOURS = 6
/**
 * Are these two open connections sessions of PostgreSQL: each served by one backend, its own, on
 * which its settings hold? A pooler may change it between two transactions: both are held together,
 * given back, and taken again in the other order. What others ask of the same pooler cannot change
 * the backend of a session.
 */
export async function sontDesSessions(deux: readonly [pg.Client, pg.Client]): Promise<boolean> {
  const pids = new Map<pg.Client, number>()
  for (let tour = 0; tour < TOURS; tour += 1) {
    for (const client of tour % 2 === 0 ? deux : deux.toReversed()) {
      const { pid, reglee } = await commencer(client)
      if (!reglee || (pids.get(client) ?? pid) !== pid) return false
      pids.set(client, pid)
    }
    for (const client of deux) await client.query('COMMIT')
  }
  return true
}

/**
 * Is a connection that is ended cleaned before it serves somebody else? The next that opens is
 * served by the same backend where a pooler lends first what came back last, as PgBouncer does:
 * what is prepared on the first must not be found there.
 */
export async function estNettoyee(
  client: pg.Client,
  ouvrir: () => Promise<pg.Client>,
): Promise<boolean> {
  await client.query('PREPARE temoin AS SELECT 1')
  await client.end()
  const suivant = await ouvrir()
  const { rowCount } = await suivant.query(
    "SELECT 1 FROM pg_prepared_statements WHERE name = 'temoin'",
  )
  if (rowCount) await suivant.query('DEALLOCATE temoin')
  return !rowCount
}
