import { readdir } from 'node:fs/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Kysely, type Migration, type MigrationProvider, Migrator, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { finir } from './connexion.ts'

const sources = fileURLToPath(new URL('../../', import.meta.url))
const role = 'fil_rouge_application'

/** Migrations of every module, beside the module, in the order of their names (UTC minute, module, noun); each is read when it is carried out. */
export const migrations: MigrationProvider = {
  async getMigrations() {
    const chemins = await readdir(sources, { recursive: true })
    const trouvees: Record<string, Migration> = {}
    for (const chemin of chemins.filter(c => /(^|[/\\])migrations[/\\]\d{8}T\d{4}_\w+\.[jt]s$/.test(c))) {
      const nom = chemin.replace(/^.*[/\\]|\.[jt]s$/g, '')
      if (trouvees[nom]) throw new Error(`two migrations are named ${nom}`)
      trouvees[nom] = sansAttente(pathToFileURL(`${sources}/${chemin}`).href)
    }
    return trouvees
  },
}

/**
 * All migrations are one transaction: a row that one changes would leave its deferred checks waiting, and PostgreSQL alters no table that
 * has some. They are made at once instead.
 */
const sansAttente = (adresse: string): Migration => ({
  async up(db) {
    const { up } = (await import(adresse)) as Migration
    await sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(db)
    await up(db)
  },
})

/** Brings the database of `url` (its owner's) to the latest migration; creates the application's role where it may. */
export async function migrer(url: string, surEtape: (nom: string) => void = () => {}): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await creerRole(pool)
    const { error, results } = await new Migrator({ db, provider: migrations }).migrateToLatest()
    for (const r of results ?? []) if (r.status === 'Success') surEtape(r.migrationName)
    if (error) throw error
    await retirerLeTemporaire(pool)
  } finally {
    await finir(pool)
  }
}

/**
 * Nobody but the owner makes anything in this database, a temporary table or function included (ADR 0051): a function of one's own, said
 * to cost nothing, would be asked before a view's own condition. It is a right on the database, which neither a copy nor a backup keeps:
 * said at each migration.
 */
async function retirerLeTemporaire(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ nom: string }>('SELECT quote_ident(current_database()) AS nom')
  await pool.query(`REVOKE TEMPORARY ON DATABASE ${rows[0]?.nom} FROM PUBLIC`)
}

/** Names of the migrations that the database lacks. */
export async function migrationsEnAttente(pool: pg.Pool): Promise<string[]> {
  const connues = Object.keys(await migrations.getMigrations()).sort()
  const { rows } = await pool.query<{ name: string }>('SELECT name FROM public.kysely_migration').catch(() => ({ rows: [] }))
  const faites = new Set(rows.map(r => r.name))
  return connues.filter(nom => !faites.has(nom))
}

async function creerRole(pool: pg.Pool): Promise<void> {
  const { rowCount } = await pool.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  if (rowCount) return
  try {
    await pool.query(`CREATE ROLE ${role} LOGIN NOBYPASSRLS`)
  } catch (erreur) {
    // Two bases of one cluster may be created at the same moment: the role is the cluster's.
    const { rowCount: entreTemps } = await pool.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
    if (!entreTemps)
      throw new Error(
        `Le rôle ${role} n'existe pas et n'a pas pu être créé : demandez à l'administrateur de la base « CREATE ROLE ${role} LOGIN NOBYPASSRLS ».`,
        { cause: erreur },
      )
  }
}
