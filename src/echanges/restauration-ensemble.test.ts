import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { baseVide } from '../../tests/base.ts'
import { type Installations, ouvrirInstallations } from '../../tests/installations.ts'
import { lancer } from '../cli/commandes.ts'
import { restaurer } from './index.ts'
import type { Relecture } from './restauration.store.ts'

let bases: Installations
beforeAll(async () => {
  bases = await ouvrirInstallations()
  await Promise.all([bases.exporter(bases.une, '67'), bases.exporter(bases.autre, '57')])
})
afterAll(() => bases.fermer())

const ecrites = ({ tables }: Relecture) => tables.reduce((nombre, t) => nombre + t.ecrites, 0)
const SES_PROPRES =
  'SELECT numero FROM dossiers.ancien_numero JOIN dossiers.dossier USING (dossier_id, numero)'
const dossiers = async (pool: pg.Pool) =>
  (await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM dossiers.dossier')).rows[0]?.n

describe('Deux relectures au même moment, dans une base qui n’a rien', () => {
  it('du même export : l’une écrit tout, l’autre attend, n’écrit rien et ne change aucun numéro', async () => {
    const { url, pool } = bases.tierce
    const faites = await Promise.all([
      restaurer(url, bases.zip('67')),
      restaurer(url, bases.zip('67')),
    ])
    expect(faites.map(faite => faite.numeros)).toEqual([[], []])
    expect(faites.filter(faite => ecrites(faite) === 0)).toHaveLength(1)
    expect(await dossiers(pool)).toBeGreaterThan(5)
    expect((await pool.query(SES_PROPRES)).rows).toEqual([])
    expect((await pool.query('SELECT 1 FROM dossiers.ancien_numero')).rowCount).toBe(0)
  })
  it('de deux services : chacun est écrit en entier, et aucun dossier n’a son numéro pour ancien', async () => {
    const neuve = await baseVide()
    try {
      const faites = await Promise.all(
        ['67', '57'].map(departement => restaurer(neuve.url, bases.zip(departement))),
      )
      const lus = faites.map(
        ({ tables }) => tables.find(t => t.table === 'dossiers.dossier')?.ecrites ?? 0,
      )
      expect(Math.min(...lus)).toBeGreaterThan(5)
      expect(await dossiers(neuve.pool)).toBe(lus.reduce((a, b) => a + b))
      expect((await neuve.pool.query(SES_PROPRES)).rows).toEqual([])
    } finally {
      await neuve.fermer()
    }
  })
})

describe('Un nom que quelqu’un écrit dans la base pendant la relecture', () => {
  it('est dit en français, rien n’est écrit, et la même commande passe ensuite', async () => {
    const neuve = await baseVide()
    const client = await neuve.pool.connect()
    let dit = ''
    vi.spyOn(console, 'log').mockImplementation(() => {})
    vi.spyOn(console, 'error').mockImplementation((texte: unknown) => {
      dit += `${texte}\n`
    })
    vi.stubEnv('NODE_ENV', 'production')
    vi.stubEnv('DATABASE_OWNER_URL', neuve.url)
    const importer = () => lancer(['importer', bases.zip('67')])
    try {
      const { rows } = await bases.une.proprietaire.query('SELECT nom, siege FROM moyens.disp')
      await client.query('BEGIN')
      for (const { nom, siege } of rows)
        await client.query('INSERT INTO moyens.disp (id, nom, siege) VALUES (uuidv7(), $1, $2)', [
          nom,
          siege,
        ])
      const code = importer()
      const attend = "SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"
      await vi.waitUntil(async () => (await neuve.pool.query(attend)).rowCount === 1, 10_000)
      await client.query('COMMIT')
      expect([await code, await dossiers(neuve.pool)]).toEqual([1, 0])
      expect(dit).toMatch(
        /^Ce que cet export apporte a été écrit dans la base pendant qu’il était lu \(un_nom_par_disp, disp\)\. Rien n’a été écrit/m,
      )
      expect(await importer()).toBe(0)
    } finally {
      vi.restoreAllMocks()
      vi.unstubAllEnvs()
      client.release()
      await neuve.fermer()
    }
  })
})
