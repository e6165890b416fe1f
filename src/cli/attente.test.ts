import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { jusqua } from '../messages/envoi.builder.ts'
import { direLesAttentes, enCommande } from '../platform/db/attente.ts'
import { ouvrirBase } from '../platform/db/connexion.ts'
import { lancer } from './commandes.ts'

let e: Essai
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())

const ENTRE_SCEAUX = "hashtext('acces.sceller')"
/** Somebody who has been in a transaction for a while, with a lock in it. */
async function quiTient(ordre: string): Promise<{ pid: number; rendre(): Promise<void> }> {
  const client: pg.PoolClient = await e.proprietaire.connect()
  await client.query('BEGIN')
  await client.query(ordre)
  const { rows } = await client.query<{ pid: number }>(
    "SELECT pg_backend_pid() AS pid, 'Jeanne Martin' AS nom",
  )
  const rendre = async () => {
    await client.query('ROLLBACK')
    client.release()
  }
  return { pid: rows[0]?.pid ?? 0, rendre }
}
/**
 * A command on this base, and what it says; the lock is given back once it has said that it waits.
 */
async function lancerEnAttente(args: string[], tenant: { rendre(): Promise<void> }) {
  const DATABASE_URL = e.url.replace('postgres://postgres@', 'postgres://fil_rouge_application@')
  const secret = 'un secret d’au moins trente-deux caractères'
  const env = {
    NODE_ENV: 'production',
    FIL_ROUGE_SECRET: secret,
    FIL_ROUGE_ORIGINE: 'https://fil-rouge.example',
    DATABASE_URL,
  }
  for (const [nom, valeur] of Object.entries({ ...env, DATABASE_OWNER_URL: e.url }))
    vi.stubEnv(nom, valeur)
  let dit = ''
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation((texte: unknown) => {
    dit += `${texte}\n`
  })
  const code = lancer(args)
  await jusqua(() => dit !== '', 10_000)
  await tenant.rendre()
  const status = await code
  process.exitCode = undefined
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  return { status, dit }
}

describe('Une commande qui attend un verrou', () => {
  it.each([
    ['sceller', ['sceller'], `SELECT pg_advisory_xact_lock(${ENTRE_SCEAUX})`, 0, /^$/],
    [
      'effacer',
      ['effacer', 'FR-2026-0000001', '--motif', 'essai'],
      'LOCK TABLE dossiers.dossier IN ACCESS EXCLUSIVE MODE',
      1,
      /^Ce dossier est ouvert/,
    ],
  ] as [string, string[], string, number, RegExp][])(
    '%s dit qui le tient, jamais sa requête, attend, puis fait son travail',
    async (_nom, args, ordre, fini, suite) => {
      const tenant = await quiTient(ordre)
      const { status, dit } = await lancerEnAttente(args, tenant)
      const [attente = '', reste = ''] = dit.split('\n')
      expect(attente).toMatch(
        new RegExp(
          `^La commande attend depuis \\d+ s ce que tient le processus ${tenant.pid} de PostgreSQL`,
        ),
      )
      expect(attente).toMatch(/Ctrl-C l’abandonne, et ce qui attend ne change rien\.$/)
      expect([status, reste]).toEqual([fini, expect.stringMatching(suite)])
      expect(dit).not.toMatch(/Jeanne|SELECT/)
    },
  )
  it('à qui a les droits de le voir, dit l’état du tenant et depuis quand', async () => {
    const tenant = await quiTient('LOCK TABLE dossiers.dossier IN ACCESS EXCLUSIVE MODE')
    const { dit } = await lancerEnAttente(
      ['effacer', 'FR-2026-0000001', '--motif', 'essai'],
      tenant,
    )
    expect(dit).toMatch(
      /\(rôle postgres, dont une transaction ouverte ne fait rien, transaction ouverte depuis \d+ s\)/,
    )
  })
  it('dit aussi que l’attente est finie, une fois chacune', async () => {
    const tenant = await quiTient('LOCK TABLE dossiers.dossier IN ACCESS EXCLUSIVE MODE')
    const { url, nom } = enCommande(e.url)
    const base = ouvrirBase(url, { max: 1 })
    const dits: string[] = []
    const guet = direLesAttentes(url, nom, texte => dits.push(texte))
    const lue = base.pool.query('SELECT FROM dossiers.dossier LIMIT 1')
    await new Promise(suite => setTimeout(suite, 4_500))
    await tenant.rendre()
    await lue
    await jusqua(() => dits.length > 1)
    expect(dits).toEqual([
      expect.stringMatching(/^La commande attend/),
      'L’attente est finie, la commande reprend.',
    ])
    await guet.cesser()
    await base.fermer()
  })
  it('abandonnée pendant qu’elle attend, n’est plus rien pour la base, et ne fait rien', async () => {
    const tenant = await quiTient('LOCK TABLE dossiers.dossier IN ACCESS EXCLUSIVE MODE')
    const { url, nom } = enCommande(e.url)
    const base = ouvrirBase(url, { max: 1 })
    const client = await base.pool.connect()
    const vivantes = async () =>
      (
        await e.proprietaire.query('SELECT FROM pg_stat_activity WHERE application_name = $1', [
          nom,
        ])
      ).rowCount ?? 0
    client.on('error', () => {})
    const perdue = client.query('DELETE FROM dossiers.dossier').catch((erreur: Error) => erreur)
    await new Promise(suite => setTimeout(suite, 200))
    expect(await vivantes()).toBe(1)
    ;(
      client as unknown as { connection: { stream: { destroy(): void } } }
    ).connection.stream.destroy()
    await jusqua(async () => (await vivantes()) === 0, 5_000)
    expect(await perdue).toBeInstanceOf(Error)
    client.release(true)
    await base.fermer()
    await tenant.rendre()
  })
})
