import { type Kysely, sql } from 'kysely'
import pg from 'pg'
import type { ReglagesDeLaBase } from '../config-connexions.ts'
import { enJournal, lieuDe } from './causes.ts'
import { ouvrirPool } from './client.ts'
import type { Tx } from './index.ts'
import { compter, noterUneEcriture } from './mesure.ts'
import { estPassagere, estPlanPerime, SortInconnu, seReprend } from './pannes.ts'
import { txDe } from './pilote.ts'

const texteTelQuel = (valeur: string) => valeur
const instant = (valeur: string) =>
  new Date(valeur.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString()
const types = new pg.TypeOverrides()
types.setTypeParser(pg.types.builtins.DATE, texteTelQuel)
types.setTypeParser(pg.types.builtins.TIME, (valeur: string) => valeur.slice(0, 5))
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, instant)
types.setTypeParser(pg.types.builtins.INT8, Number)
types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/**
 * `sonde`: one connection apart, by which the process asks whether the base is well, and never
 * waits behind its agents.
 */
export type Base = {
  pool: pg.Pool
  sonde: pg.Pool
  /** A connection for one transaction; to be released. */
  emprunter(): Promise<pg.PoolClient>
  /**
   * What was at fault on this connection may be on each that was opened before it was seen: none of
   * them is lent again.
   */
  renouveler(client: pg.PoolClient): void
  /** What a log says of an error of this base, by the table that speaks at its opening. */
  enJournal(erreur: unknown): ReturnType<typeof enJournal>
  fermer(): Promise<void>
}

/**
 * How much later than the base our side gives a query up: it then says nothing at all, and its
 * connection is dropped.
 */
const SILENCE_MS = 5_000
const KEEP_ALIVE_MS = 30_000
type OptionsDeBase = ReglagesDeLaBase & {
  role?: string
  silenceMs?: number
  variable?: string
  surErreur?: (erreur: Error) => void
}
/** How a connection to the base is opened: the same for all of them. */
export const connexion = ({
  max,
  connexionMs = 10_000,
  silenceMs = SILENCE_MS,
  variable,
  surErreur,
  ...reglages
}: OptionsDeBase) => ({
  types,
  ouverture: { ...reglages, patienceMs: connexionMs },
  ...(reglages.requeteMs ? { query_timeout: reglages.requeteMs + silenceMs } : {}),
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
})

/** Who asks whether the base is well waits a second, and no more. */
const SANS_PATIENCE_MS = 1000

/**
 * Opens a pool on `url`; days come back as `YYYY-MM-DD`, hours as `HH:MM`, instants as ISO strings
 * in UTC.
 */
export function ouvrirBase(url: string, options: OptionsDeBase = {}): Base {
  // What a screen asks together leaves together, and the base answers in order: one wait, not ten.
  const pool = ouvrirPool(url, { ...connexion(options), max: options.max ?? 10, pipeline: true })
  // A connection that breaks while it is lent out says so on itself: unheard, that would stop the
  // whole process.
  const entendre = (erreur: Error) => options.surErreur?.(erreur)
  const sondee = {
    ...connexion({ ...options, connexionMs: SANS_PATIENCE_MS }),
    query_timeout: SANS_PATIENCE_MS,
  }
  const sonde = ouvrirPool(url, { ...sondee, max: 1, idleTimeoutMillis: 0 })
  for (const ouverte of [pool, sonde]) {
    ouverte.on('error', entendre)
    ouverte.on('connect', client => client.on('error', entendre))
  }
  return {
    pool,
    sonde,
    ...parAge(pool),
    enJournal: erreur =>
      enJournal(
        erreur instanceof SortInconnu ? erreur.cause : erreur,
        lieuDe(url, options.variable ?? 'DATABASE_URL'),
      ),
    fermer: () => Promise.all([pool.end(), sonde.end()]).then(() => {}),
  }
}

/**
 * Lends the connections of a pool that are as young as the last fault; the others are closed as
 * they come.
 */
function parAge(pool: pg.Pool): Pick<Base, 'emprunter' | 'renouveler'> {
  const ages = new WeakMap<pg.PoolClient, number>()
  let age = 0
  pool.on('connect', client => ages.set(client, age))
  return {
    async emprunter() {
      for (;;) {
        const client = await pool.connect()
        if (ages.get(client) === age) return client
        client.release(true)
      }
    },
    renouveler(client) {
      if (ages.get(client) === age) age += 1
    },
  }
}

/**
 * Ends a pool whose connections are all its own, and waits until each is closed. `end()` alone says
 * that it has ended when it has only asked: a server that stops next would still find them, and
 * tell them so, heard by nobody (57P01).
 */
export async function finir(pool: pg.Pool): Promise<void> {
  let restent = pool.totalCount
  const fermees = new Promise<void>(resolve => {
    if (restent === 0) resolve()
    pool.on('remove', () => {
      restent -= 1
      if (restent === 0) resolve()
    })
  })
  await pool.end()
  await fermees
}

/**
 * One query as text, timed; several statements are allowed because it has no parameter: one round
 * trip.
 */
export async function enTexte(client: pg.PoolClient, texte: string): Promise<pg.QueryResult[]> {
  const resultat = (await compter(() => client.query(texte))) as unknown as
    | pg.QueryResult
    | pg.QueryResult[]
  return Array.isArray(resultat) ? resultat : [resultat]
}

type Travail<T> = (tx: Tx, ouverture: pg.QueryResult[]) => Promise<{ resultat: T; fin: string }>

/**
 * `lecture`: nothing is written but who read. `instantane`: all that is read is one instant of the
 * base (REPEATABLE READ), whatever others write meanwhile; a row that they changed, and that this
 * would change too, is 40001.
 */
export type Maniere = { lecture?: boolean; instantane?: boolean }

/**
 * Runs `work` on a client between `BEGIN; debut` and `fin; COMMIT`; any error rolls back and frees
 * the client. A connection that fails before the COMMIT leaves is replaced, and `work` done again,
 * once, as what only reads and was the one to stop in a deadlock (a migration takes tables in its
 * own order), and what an instant cannot serialize; after it, only what is read (`lecture`) is
 * asked again: the rest is SortInconnu.
 */
export async function transaction<T>(
  base: Base,
  debut: string,
  work: Travail<T>,
  maniere: Maniere = {},
): Promise<T> {
  try {
    return await uneFois(base, debut, work, maniere)
  } catch (erreur) {
    const perdue = maniere.lecture && erreur instanceof SortInconnu
    const croisee = (maniere.lecture || maniere.instantane) && estPassagere(erreur)
    if (!seReprend(erreur) && !perdue && !croisee) throw erreur
    return uneFois(base, debut, work, maniere)
  }
}

/** How a transaction opens or ends when it has nothing of its own to check or to journal. */
export const RIEN_DE_PLUS = 'SELECT 1'
/** The same, where nobody is signed in: a process at its work, or the owner of the base. */
export const enTransaction = <T>(base: Base, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transaction(base, RIEN_DE_PLUS, async tx => ({ resultat: await work(tx), fin: RIEN_DE_PLUS }))

async function uneFois<T>(
  base: Base,
  debut: string,
  work: Travail<T>,
  { lecture, instantane }: Maniere,
): Promise<T> {
  const client = await base.emprunter()
  // What the server says as it closes a connection says more than what is asked of it afterwards.
  let mort: Error | undefined
  let cassee: Error | undefined
  let engagee = false
  const surMort = (erreur: Error) => {
    mort ??= erreur
  }
  client.on('error', surMort)
  try {
    const ouverture = await enTexte(
      client,
      `BEGIN${instantane ? ' ISOLATION LEVEL REPEATABLE READ' : ''}; ${debut}`,
    )
    const { resultat, fin } = await work(txDe(client), ouverture.slice(1))
    if (mort) throw mort
    engagee = true
    await enTexte(client, `${fin}; COMMIT`)
    if (!lecture) noterUneEcriture()
    return resultat
  } catch (erreur) {
    // A server that still answers has refused the COMMIT: one that does not may have done it.
    await client.query('ROLLBACK').catch((erreur: Error) => {
      cassee = erreur
    })
    const cause = mort ?? erreur
    if (cassee || estPlanPerime(cause)) base.renouveler(client)
    if (!engagee || !cassee) throw cause
    if (!lecture) noterUneEcriture()
    throw new SortInconnu(cause)
  } finally {
    client.off('error', surMort)
    client.release(cassee)
  }
}

/**
 * Runs `work` so that its failure undoes it alone, and leaves the rest of the transaction as it
 * was.
 */
export async function essayer<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const db = tx as unknown as Kysely<unknown>
  await sql`SAVEPOINT essai`.execute(db)
  try {
    const resultat = await work()
    await sql`RELEASE SAVEPOINT essai`.execute(db)
    return resultat
  } catch (erreur) {
    await sql`ROLLBACK TO SAVEPOINT essai`.execute(db)
    throw erreur
  }
}

/** Quotes a value for the texts that open and close a transaction. */
export const litteral = (valeur: string | null | undefined): string =>
  valeur == null ? 'NULL' : pg.escapeLiteral(valeur)
