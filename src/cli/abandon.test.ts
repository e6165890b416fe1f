import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { jusqua } from '../messages/envoi.builder.ts'
import { commandes, lancer } from './commandes.ts'

const signaux = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const
let dit: string
let sorties: unknown[]
beforeEach(() => {
  dit = ''
  sorties = []
  vi.spyOn(console, 'log').mockImplementation(() => {})
  vi.spyOn(console, 'error').mockImplementation((texte: unknown) => {
    dit += `${texte}\n`
  })
  vi.spyOn(process, 'exit').mockImplementation(((code: unknown) => sorties.push(code)) as never)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})
/**
 * As the system does, for those who began to listen after `avant`: a real signal would end the
 * tests.
 */
const signaler = (signal: (typeof signaux)[number][0], avant: unknown[]) => {
  for (const ecoute of process.listeners(signal)) if (!avant.includes(ecoute)) ecoute(signal)
}

describe('Une commande que l’on abandonne', () => {
  it.each(
    Object.keys(commandes).flatMap(nom =>
      signaux.map(([signal, code]) => [nom, signal, code] as const),
    ),
  )(
    '%s, par %s : le dit, finit par %i, et n’écoute plus une fois faite',
    async (nom, signal, code) => {
      const avant = process.listeners(signal)
      const entree = commandes[nom]
      if (!entree) throw new Error(nom)
      const { default: vraie } = await entree.lire()
      const executer = async () => signaler(signal, avant)
      vi.spyOn(entree, 'lire').mockResolvedValue({ default: { ...vraie, executer } })
      await lancer([nom])
      expect([dit, sorties]).toEqual([expect.stringMatching(/^\nAbandonné\. \S.*\.\n$/), [code]])
      expect(process.listeners(signal)).toEqual(avant)
    },
  )
})

describe('Un export que l’on abandonne', () => {
  let e: Essai
  const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-abandon-'))
  beforeAll(async () => {
    e = await nouvelEssai()
  })
  afterAll(async () => {
    rmSync(dossier, { recursive: true, force: true })
    await e.fermer()
  })
  it.each(signaux)('par %s, ne laisse aucune donnée dans un fichier', async (signal, code) => {
    const avant = process.listeners(signal)
    const fichier = path.join(dossier, `${signal}.zip`)
    const DATABASE_URL = e.url.replace('postgres://postgres@', 'postgres://fil_rouge_application@')
    const secret = 'un secret d’au moins trente-deux caractères'
    const env = {
      NODE_ENV: 'production',
      FIL_ROUGE_SECRET: secret,
      FIL_ROUGE_ORIGINE: 'https://fil-rouge.example',
      DATABASE_URL,
    }
    for (const [nom, valeur] of Object.entries(env)) vi.stubEnv(nom, valeur)
    const tenant = await e.proprietaire.connect()
    await tenant.query('BEGIN; LOCK TABLE mesures.mesure IN ACCESS EXCLUSIVE MODE')
    const attendent = async () =>
      (
        await e.proprietaire.query(
          "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'mesures.mesure'::regclass",
        )
      ).rowCount === 1
    const fini = lancer([
      'exporter',
      fichier,
      '--compte',
      'dfspip.67@demo.example',
      '--motif',
      'essai',
    ])
    const reste = () => readdirSync(dossier).length
    await jusqua(async () => reste() === 1 && (await attendent()), 10_000)
    signaler(signal, avant)
    const laisse = reste()
    await tenant.query('ROLLBACK')
    tenant.release()
    await fini
    expect([laisse, sorties]).toEqual([0, [code]])
    expect(dit).toMatch(/^\nAbandonné\. Aucun export n’a été fait, et rien n’est changé\./)
  })
})
