import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Config } from './platform/config.ts'
import { type Base, ouvrirBase } from './platform/db/connexion.ts'
import { type BaseEmbarquee, demarrerBase } from './platform/db/embarque.ts'
import { migrationsEnAttente, migrer } from './platform/db/migrateur.ts'

const ROLE = 'fil_rouge_application'
export type Ouverte = { base: Base; proprietaire: string | null; fermer(): Promise<void> }

/** The base of a process: the one of DATABASE_URL, or the embedded one; migrated when we hold its owner's address. */
export async function ouvrirLaBase(config: Config, dire: (texte: string) => void): Promise<Ouverte> {
  if (config.databaseUrl) return externe(config, config.databaseUrl, dire)
  mkdirSync(config.dossier, { recursive: true })
  const embarquee = await demarrerBase(config.dossier, { surMessage: dire })
  try {
    const proprietaire = await basePropre(embarquee)
    await migrer(proprietaire, nom => dire(`migration ${nom}`))
    const base = ouvrirBase(embarquee.urlFor(ROLE, 'fil_rouge'), { max: 20, surErreur: e => dire(`base : ${e.message}`) })
    return { base, proprietaire, fermer: () => base.fermer().then(() => embarquee.arreter()) }
  } catch (erreur) {
    await embarquee.arreter()
    throw erreur
  }
}

/** The application's own database in the embedded server, created at first start. */
async function basePropre(embarquee: BaseEmbarquee): Promise<string> {
  const client = new pg.Client({ connectionString: embarquee.urlFor('postgres', 'postgres') })
  await client.connect()
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = 'fil_rouge'")
  if (!rowCount) await client.query('CREATE DATABASE fil_rouge')
  await client.end()
  return embarquee.urlFor('postgres', 'fil_rouge')
}

async function externe(config: Config, url: string, dire: (texte: string) => void): Promise<Ouverte> {
  const proprietaire = config.ownerUrl ?? (config.production ? null : url)
  if (proprietaire) await migrer(proprietaire, nom => dire(`migration ${nom}`))
  // Outside production one address may serve both: the application then still works under its own role.
  const base = ouvrirBase(url, {
    max: 20,
    surErreur: e => dire(`base : ${e.message}`),
    ...(config.ownerUrl || config.production ? {} : { role: ROLE }),
  })
  const manquent = await migrationsEnAttente(base.pool)
  if (manquent.length)
    throw new Error(`La base n’est pas à jour (${manquent.length} migrations). Lancez « npm run migrer » avec DATABASE_OWNER_URL.`)
  if (config.production) await refuserProprietaire(base)
  return { base, proprietaire, fermer: () => base.fermer() }
}

/** In production the application must not own what it reads: row-level security does not bind an owner. */
async function refuserProprietaire(base: Base): Promise<void> {
  const { rows } = await base.pool.query<{ libre: boolean }>(
    "SELECT r.rolsuper OR r.rolbypassrls OR pg_get_userbyid(c.relowner) = current_user AS libre FROM pg_roles r, pg_class c WHERE r.rolname = current_user AND c.oid = 'dossiers.dossier'::regclass",
  )
  if (rows[0]?.libre)
    throw new Error(
      'DATABASE_URL se connecte avec un rôle que la sécurité par ligne ne contraint pas (propriétaire ou super-utilisateur). Utilisez le rôle fil_rouge_application.',
    )
}

/** The secret of tokens: given in production, otherwise drawn once and kept beside the data. */
export function secretDe(config: Config): string {
  if (config.secret) return config.secret
  const fichier = path.join(config.dossier, 'secret')
  if (!existsSync(fichier)) {
    mkdirSync(config.dossier, { recursive: true })
    writeFileSync(fichier, randomBytes(32).toString('base64url'), { mode: 0o600 })
  }
  return readFileSync(fichier, 'utf8').trim()
}
