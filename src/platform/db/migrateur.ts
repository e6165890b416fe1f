import { readdir } from 'node:fs/promises'
import { setTimeout as dormir } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  Kysely,
  type Migration,
  type MigrationProvider,
  Migrator,
  PostgresDialect,
  sql,
} from 'kysely'
import pg from 'pg'
import { enGuettant } from './attente.ts'
import { BaseFermee, conseilDe, lieuDe, type Ou } from './causes.ts'
import { ouvrirPool } from './client.ts'
import { finir } from './connexion.ts'
import { estPassagere } from './pannes.ts'

const sources = fileURLToPath(new URL('../../', import.meta.url))
const role = 'fil_rouge_application'

/**
 * Migrations of every module, beside the module, in the order of their names (UTC minute, module,
 * noun); each is read when it is carried out.
 */
export const migrations: MigrationProvider = {
  async getMigrations() {
    const chemins = await readdir(sources, { recursive: true })
    const trouvees: Record<string, Migration> = {}
    for (const chemin of chemins.filter(cle =>
      /(^|[/\\])migrations[/\\]\d{8}T\d{4}_\w+\.[jt]s$/.test(cle),
    )) {
      const nom = chemin.replace(/^.*[/\\]|\.[jt]s$/g, '')
      if (trouvees[nom]) throw new Error(`two migrations are named ${nom}`)
      trouvees[nom] = sansAttente(pathToFileURL(`${sources}/${chemin}`).href)
    }
    return trouvees
  },
}

/**
 * A row that a step changes would leave its deferred checks waiting, and PostgreSQL alters no table
 * that has some: they are made at once instead.
 */
const sansAttente = (adresse: string): Migration => ({
  async up(db) {
    const { up } = (await import(adresse)) as Migration
    await sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(db)
    await up(db)
  },
})

/**
 * Agents work meanwhile: what waits for a table makes all who ask for it wait behind it. So it
 * waits less than a page does (five seconds), and at first less than the second after which
 * PostgreSQL looks for a deadlock and stops somebody; it gives all back, and comes again, a little
 * firmer. `verrouMs`: for one lock; `pauseMs`: before the next try.
 */
export type Essai = { verrouMs: number; pauseMs: number }
const ESSAIS: readonly Essai[] = [
  { verrouMs: 500, pauseMs: 500 },
  { verrouMs: 500, pauseMs: 1000 },
  { verrouMs: 500, pauseMs: 2000 },
  { verrouMs: 1000, pauseMs: 4000 },
  { verrouMs: 2000, pauseMs: 8000 },
  { verrouMs: 3000, pauseMs: 15_000 },
  { verrouMs: 4000, pauseMs: 0 },
]
type Maniere = {
  provider?: MigrationProvider
  essais?: readonly Essai[]
  surAttente?(texte: string): void
}

/**
 * Brings the database of `url` (its owner's) to the latest migration; creates the application's
 * role where it may. A step is whole or is not done; those before it stay, for what each one takes
 * from agents is given back before the next: the former version works with each of them (expand,
 * then contract), and this program with none but the last. Throws BaseFermee, in French, when a
 * step fails, or when a table that one changes was never free. `provider`: which steps.
 */
export async function migrer(
  url: string,
  surEtape: (nom: string) => void = () => {},
  { provider = migrations, essais = ESSAIS, surAttente }: Maniere = {},
): Promise<void> {
  const pool = ouvrirPool(url, { max: 2 })
  try {
    await creerRole(pool)
    const ecart = await ecartDesMigrations(pool).catch(siVierge)
    if (ecart?.inconnues.length) throw enAvance(ecart.inconnues)
    await pasAPas({ url, provider, essais, surEtape, surAttente, vierge: !ecart })
    await retirerLeTemporaire(pool)
  } finally {
    await finir(pool)
  }
}

type Pas = {
  url: string
  provider: MigrationProvider
  essais: readonly Essai[]
  surEtape(nom: string): void
  surAttente?: ((texte: string) => void) | undefined
  vierge: boolean
}
/**
 * One step after the other, each tried until its turn comes. A base where nobody works yet has them
 * all at once.
 */
async function pasAPas({
  url,
  provider,
  essais,
  surEtape,
  surAttente,
  vierge,
}: Pas): Promise<void> {
  let faites = 0
  for (let rang = 0; ; ) {
    const { verrouMs, pauseMs } = essais[rang] ?? { verrouMs: 0, pauseMs: 0 }
    const { fait, tenu } = await enGuettant(url, nommee =>
      avancer(nommee, provider, verrouMs, vierge),
    )
    const { error, results = [] } = fait
    if (!error) {
      for (const { migrationName } of results) surEtape(migrationName)
      if (vierge || results.length === 0) return
      faites += results.length
      rang = 0
      continue
    }
    const nom = results.find(result => result.status === 'Error')?.migrationName
    rang += 1
    if (!estTenue(error) || rang === essais.length)
      throw etapeManquee(nom, faites, error, lieuDe(url, 'DATABASE_OWNER_URL'))
    surAttente?.(
      `${nom ?? 'La mise à jour'} : ce qu’elle change est tenu par ${tenu ?? 'quelqu’un'} ; nouvel essai dans ${(pauseMs / 1000).toLocaleString('fr-FR')} s.`,
    )
    await dormir(pauseMs)
  }
}

/** The next step in a transaction of its own, or all of them in one. */
async function avancer(
  url: string,
  provider: MigrationProvider,
  verrouMs: number,
  toutes: boolean,
) {
  const pool = ouvrirPool(url, { ouverture: { verrouMs }, max: 2 })
  try {
    const migrator = new Migrator({
      db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }),
      provider,
    })
    return await (toutes ? migrator.migrateToLatest() : migrator.migrateUp())
  } finally {
    await finir(pool)
  }
}

/**
 * Nobody but the owner makes anything in this database, a temporary table or function included (ADR
 * 0051): a function of one's own, said to cost nothing, would be asked before a view's own
 * condition. It is a right on the database, which neither a copy nor a backup keeps: said at each
 * migration.
 */
async function retirerLeTemporaire(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ nom: string }>(
    'SELECT quote_ident(current_database()) AS nom',
  )
  await pool.query(`REVOKE TEMPORARY ON DATABASE ${rows[0]?.nom} FROM PUBLIC`)
}

let lues: Promise<string[]> | undefined
/** The names of this program's own, read once: its files do not change while it runs. */
function nomsConnus(): Promise<string[]> {
  lues ??= migrations.getMigrations().then(m => Object.keys(m).sort())
  return lues
}

/**
 * Migrations that the database lacks, and those that it has and this program does not know; throws
 * as PostgreSQL does when it cannot be read.
 */
export async function ecartDesMigrations(
  pool: pg.Pool,
): Promise<{ manquent: string[]; inconnues: string[] }> {
  const connues = await nomsConnus()
  const { rows } = await pool.query<{ name: string }>(
    'SELECT name FROM public.kysely_migration ORDER BY name',
  )
  const faites = rows.map(ligne => ligne.name)
  return {
    manquent: connues.filter(nom => !faites.includes(nom)),
    inconnues: faites.filter(nom => !connues.includes(nom)),
  }
}

const siVierge = (erreur: unknown) => {
  if (erreur instanceof pg.DatabaseError && erreur.code === '42P01') return null
  throw erreur
}

export const enAvance = (inconnues: string[]) =>
  new BaseFermee(
    `La base est en avance sur ce programme : elle a ${inconnues.length} étape(s) qu’il ne connaît pas (la dernière : ${inconnues.at(-1)}). Installez la version qui l’a mise à jour.`,
  )

/** A lock that did not come in time, or that two waited for each other: later it may. */
const estTenue = (erreur: unknown): boolean =>
  estPassagere(erreur) || (erreur as pg.DatabaseError).code === '55P03'

/**
 * What stopped the migrations, with what to do where it is the server that lacks something, or the
 * role a right.
 */
function etapeManquee(
  nom: string | undefined,
  faites: number,
  erreur: unknown,
  ou: Ou,
): BaseFermee {
  const { code, message } = erreur as pg.DatabaseError
  const quoi = nom ? `L’étape ${nom} a échoué` : 'La mise à jour de la base n’a pas pu commencer'
  const conseil =
    (code === '55P03' &&
      'Quelqu’un tient une table qu’elle change, et ne l’a pas rendue à temps : un travail long, ou une session oubliée (SELECT pid, xact_start, query FROM pg_stat_activity ORDER BY xact_start). Laissez-le finir, ou arrêtez-le, puis relancez. ') ||
    (code === '42501' && 'DATABASE_OWNER_URL doit se connecter par le propriétaire de la base. ') ||
    (code === '0A000' &&
      /extension/.test(message) &&
      'Installez sur le serveur les extensions unaccent, pg_trgm et btree_gist. ') ||
    enPhrase(conseilDe(erreur, ou))
  const dAvant =
    faites > 1 ? ` ; les ${faites} d’avant restent faites` : ' ; celle d’avant reste faite'
  const avant = faites === 0 ? '' : dAvant
  return new BaseFermee(
    `${quoi}, et n’a rien changé${avant}. ${conseil}(PostgreSQL : « ${message} »)`,
    { cause: erreur },
  )
}

const enPhrase = (conseil: string | null) => (conseil ? `${conseil} ` : '')

async function creerRole(pool: pg.Pool): Promise<void> {
  const { rowCount } = await pool.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  if (rowCount) return
  try {
    await pool.query(`CREATE ROLE ${role} LOGIN NOBYPASSRLS`)
  } catch (erreur) {
    // Two bases of one cluster may be created at the same moment: the role is the cluster's.
    const { rowCount: entreTemps } = await pool.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [
      role,
    ])
    if (!entreTemps)
      throw new Error(
        `Le rôle ${role} n'existe pas et n'a pas pu être créé : demandez à l'administrateur de la base « CREATE ROLE ${role} LOGIN NOBYPASSRLS ».`,
        { cause: erreur },
      )
  }
}
