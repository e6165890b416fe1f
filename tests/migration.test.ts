import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Kysely, Migrator, PostgresDialect } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ouvrirBase } from '../src/platform/db/connexion.ts'
import { ecartDesMigrations, migrations, migrer } from '../src/platform/db/migrateur.ts'
import { application, type Essai, Navigateur, nouvelEssai } from './base.ts'

/** Rows of a demonstration of a release, and its last migration (`scripts/base-publiee.ts`). */
type Publiee = { derniere: string; tables: Record<string, object[]> }
const dossier = new URL('./publiees/', import.meta.url)
const versions = readdirSync(dossier).map(fichier => fichier.replace('.json.gz', ''))
const lire = (version: string) =>
  JSON.parse(gunzipSync(readFileSync(new URL(`${version}.json.gz`, dossier))).toString()) as Publiee
const url = (role: string, base: string) =>
  `postgres://${role}@localhost/${base}?host=${encodeURIComponent(inject('socket'))}`
let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
}, 120_000)
afterAll(() => e.fermer())

/** The schema of that release, with its rows. */
async function commePubliee(nom: string, publiee: Publiee): Promise<void> {
  const admin = new pg.Client({ connectionString: url('postgres', 'postgres') })
  await admin.connect()
  await admin.query(`CREATE DATABASE ${nom}`)
  await admin.end()
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({
      pool: new pg.Pool({ connectionString: url('postgres', nom), max: 1 }),
    }),
  })
  const { error } = await new Migrator({ db, provider: migrations }).migrateTo(publiee.derniere)
  await db.destroy()
  if (error) throw error
  const client = new pg.Client({ connectionString: url('postgres', nom) })
  await client.connect()
  await client.query('SET session_replication_role = replica')
  await client.query(`TRUNCATE ${Object.keys(publiee.tables).join(', ')} CASCADE`)
  for (const [table, lignes] of Object.entries(publiee.tables)) {
    const { rows } = await client.query<{ colonnes: string }>(
      `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS colonnes FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
      [table],
    )
    const colonnes = rows[0]?.colonnes ?? ''
    await client.query(
      `INSERT INTO ${table} (${colonnes}) OVERRIDING SYSTEM VALUE SELECT ${colonnes} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(lignes)],
    )
  }
  await client.end()
}

/**
 * In a release whose alerts said on themselves what was decided: one granted, one only seen, one
 * that waits.
 */
const DECISIONS_A_PART = '20261201T0800_acces_decisions'
const decider = (pool: pg.Pool) =>
  pool.query(`INSERT INTO acces.alerte (compte_id, le, voie, plafond, refusees, accordees, vue_a, vue_par)
    SELECT a.id, x.le::date, 'recherche', 30, 2, x.accordees, x.vue_a, CASE WHEN x.vue_a IS NOT NULL THEN a.id END
    FROM (SELECT id FROM moyens.agent ORDER BY id LIMIT 1) a, (VALUES ('2026-11-24', 30, now()), ('2026-11-25', 0, now()), ('2026-11-26', 0, NULL)) AS x (le, accordees, vue_a)`)
const DECIDEES = [
  {
    le: '2026-11-24',
    decision: 'accordee',
    plafond: 30,
    refusees: 2,
    accordees: 30,
    attend: false,
  },
  { le: '2026-11-25', decision: 'vue', plafond: 30, refusees: 2, accordees: 0, attend: false },
  {
    le: '2026-11-26',
    decision: null,
    plafond: null,
    refusees: null,
    accordees: null,
    attend: true,
  },
]

describe('Une base de chaque version publiée, avec ses lignes', () => {
  it.each(versions)(
    '%s : migre jusqu’au bout, garde chaque personne, et ses pages s’ouvrent',
    async version => {
      const [nom, publiee] = [`publiee_${randomBytes(4).toString('hex')}`, lire(version)]
      await commePubliee(nom, publiee)
      const pool = new pg.Pool({ connectionString: url('postgres', nom), max: 2 })
      expect(publiee.tables['dossiers.personne']?.length).toBeGreaterThan(20)
      const alertes = 'acces.plafond' in publiee.tables && publiee.derniere < DECISIONS_A_PART
      if (alertes) await decider(pool)
      await migrer(url('postgres', nom))
      const { rows: decidees } = await pool.query(
        `SELECT x.le::text, d.decision, d.plafond, d.refusees, d.accordees, x.vue_a IS NULL AS attend FROM acces.alerte x
         LEFT JOIN acces.decision_d_alerte d ON d.alerte_id = x.id WHERE x.le BETWEEN '2026-11-24' AND '2026-11-26' ORDER BY 1`,
      )
      expect(decidees).toEqual(alertes ? DECIDEES : [])
      expect(await ecartDesMigrations(pool)).toEqual({ manquent: [], inconnues: [] })
      for (const table of [
        'dossiers.personne',
        'mesures.mesure',
        'agenda.convocation',
        'accompagnement.entretien',
        'magistrats.rapport',
      ]) {
        const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`)
        expect([table, rows[0]?.n]).toEqual([table, publiee.tables[table]?.length])
      }
      const base = ouvrirBase(url('fil_rouge_application', nom), { max: 3 })
      const p = await application({ ...e, base, hote: { ...e.hote, base } })
      const n = await new Navigateur(p).entrer('dpip.67')
      const { rows } = await pool.query<{ id: string }>(
        `SELECT p.dossier_id AS id FROM dossiers.prise_en_charge p JOIN moyens.agent a ON a.service_id = p.service_id JOIN acces.compte c ON c.id = a.id
       WHERE c.identifiant = 'dpip.67@demo.example' AND p.fin_a IS NULL ORDER BY 1`,
      )
      expect(rows.length).toBeGreaterThan(3)
      const suites = [
        '',
        '/personne',
        '/mesures',
        '/convocations',
        '/entretiens',
        '/ecrits',
        '/chronologie',
        '/echeances',
        '/historique',
      ]
      for (const { id } of rows)
        for (const suite of suites) {
          // A dossier that is closed or only proposed explains why it takes nothing (ADR 0033): its
          // forms answer 409.
          const ouvertes = suite === '/personne' ? [200, 409] : [200]
          expect(ouvertes, `${id}${suite}`).toContain(
            (await n.ouvrir(`/dossiers/${id}${suite}`)).statut,
          )
        }
      for (const page of ['/', '/pour-moi', '/dossiers', '/equipe', '/agenda', '/accueil'])
        expect((await n.ouvrir(page)).statut, page).toBe(200)
      await p.app.close()
      await base.fermer()
      await pool.end()
    },
    60_000,
  )
})
