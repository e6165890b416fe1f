import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, nouvelEssai } from '../../../tests/base.ts'
import { ouvrirBase, transaction } from './connexion.ts'
import type { Tx } from './index.ts'
import { type Mesure, mesurer } from './mesure.ts'

let e: Essai
let seule: ReturnType<typeof ouvrirBase>
beforeAll(async () => {
  e = await nouvelEssai()
  seule = ouvrirBase(e.url, { max: 1 })
})
afterAll(async () => {
  await seule.fermer()
  await e.fermer()
})

const VERROU = 53
const db = (tx: Tx) => tx as unknown as Kysely<unknown>
const lire = async (tx: Tx, n: number) =>
  (await sql<{ n: number }>`SELECT ${n}::int AS n`.execute(db(tx))).rows[0]?.n
const attendreLeVerrou = (tx: Tx) => sql`SELECT pg_advisory_xact_lock(${VERROU})`.execute(db(tx))
const fauter = (tx: Tx) => sql`SELECT 1 / 0`.execute(db(tx))
const faire = <T>(work: (tx: Tx) => Promise<T>) =>
  transaction(seule, 'SELECT 1', async tx => ({ resultat: await work(tx), fin: 'SELECT 1' }))
const unTour = () => new Promise(resolve => setImmediate(resolve))

/** Octets that the only connection of the pool has sent. */
async function octetsDe(): Promise<() => number> {
  const client = await seule.pool.connect()
  client.release()
  const { stream } = (client as unknown as { connection: { stream: { bytesWritten: number } } })
    .connection
  return () => stream.bytesWritten
}

describe('Ce qui est demandé ensemble', () => {
  let gardien: pg.PoolClient
  beforeAll(async () => {
    gardien = await e.proprietaire.connect()
    await gardien.query(`SELECT pg_advisory_lock(${VERROU})`)
  })
  afterAll(() => gardien.release())

  it('part ensemble : la seconde question est envoyée quand la première attend encore ; on n’attend qu’une fois', async () => {
    const octets = await octetsDe()
    const mesure: Mesure = { requetes: 0, ms: 0 }
    const [, lu] = await mesurer(mesure, () =>
      faire(async tx => {
        const premiere = attendreLeVerrou(tx)
        await unTour()
        const avant = octets()
        const seconde = lire(tx, 2)
        await unTour()
        expect(octets()).toBeGreaterThan(avant)
        await gardien.query(`SELECT pg_advisory_unlock(${VERROU})`)
        return Promise.all([premiere, seconde])
      }),
    )
    expect(lu).toBe(2)
    // Two questions, and the two texts that open and close.
    expect(mesure.requetes).toBe(4)
    expect(mesure.attendues).toBe(0)
  })
})

describe('Une question qui échoue parmi d’autres', () => {
  it('est celle qui est dite ; tout est défait, et la connexion sert à nouveau', async () => {
    const ecrire = (tx: Tx) => sql`CREATE TABLE public.defaite ()`.execute(db(tx))
    await expect(
      faire(tx => Promise.all([ecrire(tx), fauter(tx), lire(tx, 3)])),
    ).rejects.toMatchObject({ code: '22012' })
    expect(await faire(tx => Promise.all([lire(tx, 3), lire(tx, 4), lire(tx, 3)]))).toEqual([
      3, 4, 3,
    ])
    const { rows } = await e.proprietaire.query(`SELECT to_regclass('public.defaite') AS table`)
    expect(rows).toEqual([{ table: null }])
  })
})

describe('Ce qui est lu d’un seul instant', () => {
  beforeAll(() => e.proprietaire.query('CREATE TABLE public.compte_rendu (n int)'))
  const compter = async (tx: Tx) =>
    (
      await sql<{
        n: number
      }>`SELECT coalesce(sum(n), 0)::int AS n FROM public.compte_rendu`.execute(db(tx))
    ).rows[0]?.n
  const ailleurs = (texte: string) => e.proprietaire.query(texte)
  const lireDeuxFois = (maniere: { instantane?: boolean }) =>
    transaction(
      seule,
      'SELECT 1',
      async tx => {
        const avant = await compter(tx)
        await ailleurs('INSERT INTO public.compte_rendu VALUES (1)')
        return { resultat: [avant, await compter(tx)], fin: 'SELECT 1' }
      },
      maniere,
    )

  it('ne voit rien de ce que d’autres écrivent entre deux lectures ; sans le demander, on le voit', async () => {
    expect(await lireDeuxFois({ instantane: true })).toEqual([0, 0])
    expect(await lireDeuxFois({})).toEqual([1, 2])
  })
  it('est refait une fois, en entier, quand un autre a changé la ligne qu’il change ; une seconde fois, la faute est dite', async () => {
    const ajouter = (fois: number) => {
      let essais = 0
      const work = async (tx: Tx) => {
        essais += 1
        await compter(tx)
        if (essais <= fois) await ailleurs('UPDATE public.compte_rendu SET n = n + 10')
        await sql`UPDATE public.compte_rendu SET n = n + 1`.execute(db(tx))
        return { resultat: essais, fin: 'SELECT 1' }
      }
      return transaction(seule, 'SELECT 1', work, { instantane: true })
    }
    expect(await ajouter(1)).toBe(2)
    await expect(ajouter(2)).rejects.toMatchObject({ code: '40001' })
    expect((await ailleurs('SELECT DISTINCT n FROM public.compte_rendu')).rows).toEqual([{ n: 32 }])
  })
})

describe('Ce qui est lu pendant qu’un autre prend les mêmes tables dans l’autre ordre', () => {
  it('est relu une fois quand c’est lui que la base arrête ; ce qui écrit lui laisse la faute', async () => {
    await e.proprietaire.query('CREATE TABLE public.gauche (); CREATE TABLE public.droite ()')
    const lireLes = async (maniere: { lecture?: boolean }) => {
      const autre = await e.proprietaire.connect()
      let essais = 0
      const work = async (tx: Tx) => {
        essais += 1
        await sql`SELECT 1 FROM public.gauche`.execute(db(tx))
        // Whoever waits longest before they look is not the one who stops.
        if (essais === 1)
          await autre.query("BEGIN; SET LOCAL deadlock_timeout = '1min'; LOCK TABLE public.droite")
        const fini =
          essais === 1 ? autre.query('LOCK TABLE public.gauche; COMMIT') : Promise.resolve()
        await sql`SELECT 1 FROM public.droite`.execute(db(tx)).catch(async erreur => {
          await sql`ROLLBACK`.execute(db(tx))
          await fini
          throw erreur
        })
        return { resultat: essais, fin: 'SELECT 1' }
      }
      return transaction(seule, "SET LOCAL deadlock_timeout = '10ms'", work, maniere).finally(() =>
        autre.release(),
      )
    }
    expect(await lireLes({ lecture: true })).toBe(2)
    await expect(lireLes({})).rejects.toMatchObject({ code: '40P01' })
  })
})

describe('Ce que le rôle de l’application règle pour lui-même', () => {
  it('ne change rien aux connexions suivantes : la sécurité par ligne, le chemin, l’écriture et les textes sont dits à chaque ouverture', async () => {
    const { rows } = await e.proprietaire.query<{ nom: string }>('SELECT current_database() AS nom')
    const regles = {
      row_security: ['off', 'on'],
      search_path: ['pg_temp', 'public'],
      default_transaction_read_only: ['on', 'off'],
      default_transaction_isolation: ['serializable', 'read committed'],
      standard_conforming_strings: ['off', 'on'],
      transform_null_equals: ['on', 'off'],
      bytea_output: ['escape', 'hex'],
      statement_timeout: ['1', '0'],
      lock_timeout: ['1', '0'],
    }
    for (const [nom, [pire]] of Object.entries(regles))
      await e.base.pool.query(
        `ALTER ROLE fil_rouge_application IN DATABASE ${rows[0]?.nom} SET ${nom} = '${pire}'`,
      )
    const apres = ouvrirBase(
      e.url.replace('postgres://postgres@', 'postgres://fil_rouge_application@'),
      { max: 1 },
    )
    for (const [nom, [, attendu]] of Object.entries(regles)) {
      const lu = await apres.pool.query<Record<string, string>>(`SHOW ${nom}`)
      expect([nom, lu.rows[0]?.[nom]]).toEqual([nom, attendu])
    }
    await apres.fermer()
  })
})
