import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { Temporal } from 'temporal-polyfill'
import { inject } from 'vitest'
import { acces, creerApplication, type Reglages } from '../src/application.tsx'
import { MOT_DE_PASSE } from '../src/demonstration/index.ts'
import { type Base, ouvrirBase } from '../src/platform/db/connexion.ts'
import type { Plateforme } from '../src/platform/http/plateforme.ts'
import { LE } from './base.setup.ts'

export { Navigateur } from './client.ts'
export { LE }
/** Nine in the morning of the tests' day, in Paris. */
export const MATIN = Temporal.Instant.from(`${LE}T08:00:00Z`)
const urlDe = (role: string, nom: string) =>
  `postgres://${role}@localhost/${nom}?host=${encodeURIComponent(inject('socket'))}`

export type Essai = {
  base: Base
  hote: { base: Base; acces: typeof acces; horloge(): Temporal.Instant }
  proprietaire: pg.Pool
  url: string
  fermer(): Promise<void>
  agent(identifiant: string): Promise<string>
  avancer(duree: Temporal.DurationLike): void
}

/**
 * A copy of the model for one test file: the application's role, and the owner's for what a test
 * must look at.
 */
export async function nouvelEssai(): Promise<Essai> {
  const nom = `t_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: urlDe('postgres', 'postgres') })
  await admin.connect()
  await admin.query('SELECT pg_advisory_lock(42)')
  await admin.query(`CREATE DATABASE ${nom} TEMPLATE modele STRATEGY file_copy`)
  // A copy does not keep the rights on a database: said again, as a migration says it.
  await admin.query(`REVOKE TEMPORARY ON DATABASE ${nom} FROM PUBLIC`)
  await admin.query('SELECT pg_advisory_unlock(42)')
  const base = ouvrirBase(urlDe('fil_rouge_application', nom), { max: 20 })
  const proprietaire = new pg.Pool({ connectionString: urlDe('postgres', nom), max: 3 })
  proprietaire.on('error', () => {})
  let maintenant = MATIN
  const hote = { base, acces, horloge: () => maintenant }
  return {
    base,
    hote,
    proprietaire,
    url: urlDe('postgres', nom),
    avancer: duree => {
      maintenant = maintenant.add(duree)
    },
    async agent(identifiant) {
      const { rows } = await proprietaire.query<{ id: string }>(
        'SELECT id FROM acces.compte WHERE identifiant = $1',
        [`${identifiant}@demo.example`],
      )
      if (!rows[0]) throw new Error(`no demonstration account ${identifiant}`)
      return rows[0].id
    },
    async fermer() {
      await base.fermer()
      await proprietaire.end()
      await admin.query(`DROP DATABASE ${nom} WITH (FORCE)`)
      await admin.end()
    },
  }
}

/** The application over a test's base, with a client that keeps its cookies as a browser does. */
export async function application(
  essai: Essai,
  reglages: Partial<Reglages> = {},
): Promise<Plateforme> {
  const plateforme = await creerApplication({
    base: essai.base,
    horloge: essai.hote.horloge,
    demonstration: { comptes: [], motDePasse: MOT_DE_PASSE },
    ...reglages,
  })
  await plateforme.app.ready()
  return plateforme
}

/**
 * A base that is migrated and has nothing in it: where an export is read back, or another number of
 * dossiers made.
 */
export async function baseVide(): Promise<{
  url: string
  urlDe(role: string): string
  pool: pg.Pool
  fermer(): Promise<void>
}> {
  const nom = `v_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: urlDe('postgres', 'postgres') })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${nom} TEMPLATE modele_vide`)
  const url = urlDe('postgres', nom)
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  return {
    url,
    urlDe: role => urlDe(role, nom),
    pool,
    async fermer() {
      await pool.end()
      await admin.query(`DROP DATABASE ${nom} WITH (FORCE)`)
      await admin.end()
    },
  }
}

const SANS_FAIT = '2199-12-31'
/**
 * Opens a dossier by hand to an entité, or to that of an account: what a test needs of the
 * périmètre alone. No fact ends it, so that it has an end by itself, far away, as every opening
 * without a cause (ADR 0046).
 */
export async function ouvrirA(
  { proprietaire }: Pick<Essai, 'proprietaire'>,
  dossierId: string,
  entiteOuCompte: string,
  motif: string,
  portee = 'dossier',
): Promise<void> {
  await proprietaire.query(
    `INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, portee, fin_a)
     VALUES ($1, coalesce((SELECT coalesce(service_id, juridiction_id) FROM moyens.agent
       WHERE id = $2), $2), $3, $4, '${SANS_FAIT}')`,
    [dossierId, entiteOuCompte, motif, portee],
  )
}
