import { type Kysely, type Migration, type MigrationProvider, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../../tests/base.ts'
import { migrations, migrer } from './migrateur.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())

/**
 * What all bases have had, then two steps of tomorrow: one that is nobody's, one that changes a
 * table which agents read.
 */
function deuxEtapes(jour: string): MigrationProvider {
  const etape = (texte: string): Migration => ({
    up: (db: Kysely<unknown>) =>
      sql
        .raw(texte)
        .execute(db)
        .then(() => {}),
  })
  return {
    getMigrations: async () => ({
      ...(await migrations.getMigrations()),
      [`${jour}T0000_essai_nouvelle`]: etape(`CREATE TABLE public.nouvelle_${jour} ()`),
      [`${jour}T0001_essai_change`]: etape(
        `ALTER TABLE moyens.service ADD COLUMN essai_${jour} int`,
      ),
    }),
  }
}
const faites = async (jour: string) => {
  const { rows } = await e.proprietaire.query(
    `SELECT to_regclass('public.nouvelle_${jour}') IS NOT NULL AS table_faite,
       EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'moyens.service'::regclass AND attname = 'essai_${jour}') AS colonne_faite,
       (SELECT count(*)::int FROM kysely_migration WHERE name LIKE '${jour}%') AS notees`,
  )
  return rows[0]
}
/** Somebody who reads the services, and does not end their transaction. */
async function lecteur(): Promise<{ rendre(): Promise<void> }> {
  const client = await e.proprietaire.connect()
  await client.query('BEGIN; SELECT 1 FROM moyens.service')
  return { rendre: () => client.query('COMMIT').then(() => client.release()) }
}

/** These steps are of no program: the base would be ahead of it. */
const oublier = (jour: string) =>
  e.proprietaire.query('DELETE FROM kysely_migration WHERE name LIKE $1', [`${jour}%`])

describe('Une étape que le serveur ne peut pas faire', () => {
  it('faute de place sur son disque, le dit comme le disent les autres commandes', async () => {
    const etape: Migration = {
      up: db =>
        sql
          .raw(
            "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$",
          )
          .execute(db)
          .then(() => {}),
    }
    const provider = {
      getMigrations: async () => ({
        ...(await migrations.getMigrations()),
        '20991228T0000_essai_plein': etape,
      }),
    }
    await expect(migrer(e.url, () => {}, { provider })).rejects.toThrow(
      /^L’étape 20991228T0000_essai_plein a échoué, et n’a rien changé\. PostgreSQL n’a plus de place sur le disque de son serveur \(.*libérez-en .*\(PostgreSQL : « could not extend file »\)$/,
    )
  })
})

/** What somebody asks of a table while a step that has nothing to do with it is under way. */
describe('Une mise à jour de plusieurs étapes', () => {
  it('rend ce que chacune a pris avant la suivante : la table que la première change se lit pendant la seconde', async () => {
    const lues: unknown[] = []
    const lire = () =>
      e.base.pool.query("SET lock_timeout = '200ms'; SELECT count(*) FROM moyens.service")
    const etape = (faire: (db: Kysely<unknown>) => Promise<unknown>): Migration => ({
      up: db => faire(db).then(() => {}),
    })
    const provider = {
      getMigrations: async () => ({
        ...(await migrations.getMigrations()),
        '20991229T0000_essai_change': etape(db =>
          sql`ALTER TABLE moyens.service ADD COLUMN essai_20991229 int`.execute(db),
        ),
        '20991229T0001_essai_longue': etape(async () => lues.push(await lire())),
      }),
    }
    await migrer(e.url, () => {}, { provider })
    expect(lues).toHaveLength(1)
    await oublier('20991229')
  })
})

describe('Une migration qui change une table que quelqu’un tient', () => {
  it('et ne rend pas : elle renonce en le disant, l’étape n’est pas à moitié faite, celle d’avant le reste', async () => {
    const { rendre } = await lecteur()
    const etapes: string[] = []
    const essais = [
      { verrouMs: 30, pauseMs: 10 },
      { verrouMs: 30, pauseMs: 0 },
    ]
    const patience = { essais, provider: deuxEtapes('20991231') }
    await expect(migrer(e.url, nom => etapes.push(nom), patience)).rejects.toThrow(
      /L’étape 20991231T0001_essai_change a échoué, et n’a rien changé ; celle d’avant reste faite\. Quelqu’un tient une table qu’elle change/,
    )
    expect(etapes).toEqual(['20991231T0000_essai_nouvelle'])
    expect(await faites('20991231')).toEqual({ table_faite: true, colonne_faite: false, notees: 1 })
    await rendre()
    await oublier('20991231')
  })
  it('dit qui la tient, depuis quand, jamais ce qu’il demande', async () => {
    const { rendre } = await lecteur()
    const dits: string[] = []
    const essais = [
      { verrouMs: 500, pauseMs: 1000 },
      { verrouMs: 500, pauseMs: 0 },
    ]
    await migrer(e.url, () => {}, {
      essais,
      provider: deuxEtapes('20991227'),
      surAttente: texte => {
        dits.push(texte)
        void rendre()
      },
    })
    expect(dits).toEqual([
      expect.stringMatching(
        /^20991227T0001_essai_change : ce qu’elle change est tenu par le processus \d+ de PostgreSQL \(rôle postgres, dont une transaction ouverte ne fait rien, transaction ouverte depuis \d+ s\) ; nouvel essai dans 1 s\.$/,
      ),
    ])
    await oublier('20991227')
  })
  it('rend tout et revient : faite en entier dès que la table est libre, et les agents lisent entre deux essais', async () => {
    const { rendre } = await lecteur()
    const dits: string[] = []
    const lus: unknown[] = []
    const surAttente = (texte: string) => {
      dits.push(texte)
      lus.push(e.base.pool.query("SET lock_timeout = '1s'; SELECT count(*) FROM moyens.service"))
      if (dits.length === 2) void rendre()
    }
    const etapes: string[] = []
    const essais = [30, 30, 1000, 1000].map(ms => ({ verrouMs: ms, pauseMs: 30 }))
    const patience = { essais, surAttente, provider: deuxEtapes('20991230') }
    await migrer(e.url, nom => etapes.push(nom), patience)
    await Promise.all(lus)
    expect(etapes).toEqual(['20991230T0000_essai_nouvelle', '20991230T0001_essai_change'])
    expect(dits[0]).toBe(
      '20991230T0001_essai_change : ce qu’elle change est tenu par quelqu’un ; nouvel essai dans 0,03 s.',
    )
    expect(await faites('20991230')).toEqual({ table_faite: true, colonne_faite: true, notees: 2 })
  })
})
