import { setTimeout as dormir } from 'node:timers/promises'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { baseVide } from '../../../tests/base.ts'
import { type Maniere, Relais } from '../../../tests/relais.ts'
import { seConnecter } from './client.ts'
import { type Base, ouvrirBase } from './connexion.ts'
import { attendreLaBase } from './ouverture.ts'

const ROLE = 'fil_rouge_application'
let vide: Awaited<ReturnType<typeof baseVide>>
let nom = ''
const aFermer: { fermer(): Promise<unknown> }[] = []
beforeAll(async () => {
  vide = await baseVide()
  nom = new URL(vide.url).pathname.slice(1)
})
afterEach(async () => {
  for (const chose of aFermer.splice(0).reverse()) await chose.fermer()
})
afterAll(() => vide.fermer())

async function relayer(maniere: Maniere): Promise<{ relais: Relais; url: string }> {
  const relais = await new Relais(`${inject('socket')}/.s.PGSQL.5432`, maniere).ouvrir()
  aFermer.push(relais)
  return { relais, url: relais.url(ROLE, nom) }
}
function ouvrir(url: string, options: Parameters<typeof ouvrirBase>[1]): Base {
  const base = ouvrirBase(url, options)
  aFermer.push(base)
  return base
}
const attendre = (url: string, patienceMs = 0) =>
  attendreLaBase(url, { variable: 'DATABASE_URL', patienceMs, dire: () => {} })
const pidDe = async (client: pg.Client | pg.Pool) =>
  (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid
const reglage = async (client: pg.Client | pg.Pool, lequel: string) =>
  Object.values((await client.query(`SHOW ${lequel}`)).rows[0])[0]

describe('Un relais en mode session', () => {
  it('laisse passer ce qu’une connexion règle, au-dessus de ce que le rôle règle pour lui-même', async () => {
    const { url } = await relayer({ mode: 'session' })
    await vide.pool.query(`ALTER ROLE ${ROLE} IN DATABASE ${nom} SET search_path = 'ailleurs'`)
    await vide.pool.query(`ALTER ROLE ${ROLE} IN DATABASE ${nom} SET statement_timeout = '1'`)
    const { pool, sonde } = ouvrir(url, {
      max: 2,
      requeteMs: 4321,
      verrouMs: 1234,
      inactifMs: 5678,
    })
    const attendus = {
      search_path: 'public',
      TimeZone: 'UTC',
      row_security: 'on',
      default_transaction_isolation: 'read committed',
      join_collapse_limit: '16',
      statement_timeout: '4321ms',
      lock_timeout: '1234ms',
      idle_in_transaction_session_timeout: '5678ms',
    }
    for (const [lequel, attendu] of Object.entries(attendus))
      expect([lequel, await reglage(pool, lequel), await reglage(sonde, lequel)]).toEqual([
        lequel,
        attendu,
        attendu,
      ])
    // A role that leaves itself a thousandth of a second keeps none of a crowd from opening.
    const foule = ouvrir(url, { max: 15 })
    const lus = await Promise.all(
      Array.from({ length: 15 }, () => reglage(foule.pool, 'statement_timeout')),
    )
    expect(new Set(lus)).toEqual(new Set(['0']))
    await vide.pool.query(`ALTER ROLE ${ROLE} IN DATABASE ${nom} RESET ALL`)
  })
  it('est accepté au démarrage, quel que soit l’ordre dans lequel il prête', async () => {
    for (const rend of ['derniere', 'premiere'] as const) {
      const { url } = await relayer({ mode: 'session', rend })
      await expect(attendre(url)).resolves.toBeUndefined()
    }
  })
  it('donne à qui vient ensuite une connexion rendue sans ses réglages : chacune dit les siens', async () => {
    const { url, relais } = await relayer({ mode: 'session', taille: 1 })
    const premier = await seConnecter(url, { verrouMs: 77 })
    const [pid, sien] = [await pidDe(premier), await reglage(premier, 'lock_timeout')]
    await premier.end()
    const second = await seConnecter(url)
    expect([
      await pidDe(second),
      sien,
      await reglage(second, 'lock_timeout'),
      relais.ouvertes,
    ]).toEqual([pid, '77ms', '0', 1])
    await second.end()
  })
})

describe('Un relais qui prête une connexion à plusieurs est refusé au démarrage', () => {
  const dit =
    /prête la même connexion de PostgreSQL à plusieurs.*pool_mode = session.*DATABASE_URL l’adresse de PostgreSQL/
  const manieres = (['derniere', 'premiere'] as const).flatMap(rend =>
    [2, 3, 20].map(taille => ({ rend, taille })),
  )
  // Whatever the settings of each: they are here those of the role, so that only the backend tells.
  const memes = (quoi: string) => vide.pool.query(`ALTER ROLE ${ROLE} IN DATABASE ${nom} ${quoi}`)
  beforeAll(() => memes('SET join_collapse_limit = 16'))
  afterAll(() => memes('RESET ALL'))
  it.each(manieres)(
    'transaction par transaction, la $rend rendue d’abord, $taille en tout',
    async ({ rend, taille }) => {
      for (const ignore of [false, true]) {
        const { url } = await relayer({ mode: 'transaction', rend, taille, ignore })
        await expect(attendre(url, 60_000)).rejects.toThrow(dit)
      }
    },
  )
  it('aussi quand il a déjà des connexions ouvertes, et que d’autres s’en servent pendant ce temps', async () => {
    for (const rend of ['derniere', 'premiere'] as const) {
      const { url } = await relayer({ mode: 'transaction', rend, taille: 6 })
      const autres = await Promise.all(Array.from({ length: 6 }, () => seConnecter(url)))
      let encore = true
      const bruit = autres.map(async (autre, rang) => {
        while (encore) {
          await autre.query(`BEGIN; SELECT pg_sleep(${rang / 2000})`)
          await autre.query('COMMIT')
        }
      })
      await expect(attendre(url, 60_000)).rejects.toThrow(dit)
      encore = false
      await Promise.all(bruit)
      await Promise.all(autres.map(autre => autre.end()))
    }
  })
  it('requête par requête', async () => {
    const { url } = await relayer({ mode: 'requete' })
    await expect(attendre(url, 60_000)).rejects.toThrow(dit)
  })
  it('et s’il rend à chacun la connexion qu’il avait : la seconde n’a pas ses réglages', async () => {
    await memes('RESET ALL')
    const { url } = await relayer({ mode: 'transaction', rend: 'la_sienne' })
    await expect(attendre(url, 60_000)).rejects.toThrow(dit)
  })
})

describe('Un relais qui prête une connexion avec ce qu’un autre y a laissé', () => {
  it('est refusé au démarrage, avec le réglage à remettre', async () => {
    const { url } = await relayer({ mode: 'session', nettoie: false })
    const dit = /ce qu’un autre y a laissé.*server_reset_query = DISCARD ALL/
    await expect(attendre(url, 60_000)).rejects.toThrow(dit)
    // The witness is not left behind: who tries again is told the same.
    await expect(attendre(url, 60_000)).rejects.toThrow(dit)
  })
})

describe('Un relais qui n’a qu’une connexion pour tous', () => {
  it('est refusé après un temps borné, avec ce qu’il lui en faut, quel que soit son mode', async () => {
    const depuis = Date.now()
    const refuse = async (mode: 'session' | 'transaction') =>
      expect(attendre((await relayer({ mode, taille: 1 })).url)).rejects.toThrow(
        /ne donne pas à temps de connexion .*default_pool_size/,
      )
    await Promise.all([refuse('session'), refuse('transaction')])
    expect(Date.now() - depuis).toBeLessThan(9000)
  })
})

describe('Un relais dont toutes les connexions sont prises', () => {
  it('fait attendre le temps permis pour une connexion, pas davantage, et ne laisse rien derrière lui', async () => {
    const { url } = await relayer({ mode: 'session', taille: 1 })
    const tenue = await seConnecter(url)
    const { pool } = ouvrir(url, { max: 2, connexionMs: 300 })
    await expect(pool.query('SELECT 1')).rejects.toThrow(
      'aucune connexion à la base dans le temps permis',
    )
    expect([pool.totalCount, pool.waitingCount]).toEqual([0, 0])
    await tenue.end()
    await dormir(50)
    expect((await pool.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }])
  })
  it('coupé pendant qu’une connexion dit ses réglages : la faute est dite à qui la demande, rien ne s’arrête', async () => {
    const { url, relais } = await relayer({ mode: 'session' })
    relais.pauser(true)
    const attendue = seConnecter(url)
    attendue.catch(() => {})
    await dormir(50)
    await relais.fermer()
    aFermer.splice(aFermer.indexOf(relais), 1)
    await expect(attendue).rejects.toThrow(/Connection terminated|ECONNRESET/)
  })
})
