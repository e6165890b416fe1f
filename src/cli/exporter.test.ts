import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Essai, nouvelEssai } from '../../tests/base.ts'
import { jusqua } from '../messages/envoi.builder.ts'
import { lancer } from './commandes.ts'

let e: Essai
let dossier: string
let dit: { log: string; error: string }
beforeAll(async () => {
  e = await nouvelEssai()
})
afterAll(() => e.fermer())
beforeEach(() => {
  dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-exporter-'))
  dit = { log: '', error: '' }
  for (const flux of ['log', 'error'] as const)
    vi.spyOn(console, flux).mockImplementation((texte: unknown) => {
      dit[flux] += `${texte}\n`
    })
  const env = {
    NODE_ENV: 'production',
    FIL_ROUGE_SECRET: 'un secret d’au moins trente-deux caractères',
    FIL_ROUGE_ORIGINE: 'https://fil-rouge.example',
    DATABASE_URL: e.url.replace('postgres://postgres@', 'postgres://fil_rouge_application@'),
  }
  for (const [nom, valeur] of Object.entries(env)) vi.stubEnv(nom, valeur)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  rmSync(dossier, { recursive: true })
})
const zip = () => path.join(dossier, 'export.zip')
const exporter = (...options: string[]) =>
  lancer(['exporter', zip(), '--compte', 'dfspip.67@demo.example', '--motif', 'Essai', ...options])
/** Two exports that meet: neither goes on before both have begun. */
async function deux(...options: string[]): Promise<number[]> {
  const tenant = await e.proprietaire.connect()
  await tenant.query('BEGIN; LOCK TABLE mesures.mesure IN ACCESS EXCLUSIVE MODE')
  const faits = Promise.all([exporter(...options), exporter(...options)])
  const attendent = `SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'mesures.mesure'::regclass`
  await jusqua(async () => (await e.proprietaire.query(attendent)).rowCount === 2, 10_000)
  await tenant.query('ROLLBACK')
  tenant.release()
  return faits
}
const entier = () => Object.keys(unzipSync(readFileSync(zip())))

describe('Deux exports vers le même fichier, au même moment', () => {
  it('Un seul y est, entier ; l’autre n’est pas gardé, et dit pourquoi', async () => {
    expect((await deux()).sort()).toEqual([0, 1])
    expect(dit.error).toMatch(
      /^« .*export\.zip » a été écrit par un autre pendant ce temps, et n’est pas remplacé/m,
    )
    expect([entier().includes('manifeste.json'), readdirSync(dossier)]).toEqual([
      true,
      ['export.zip'],
    ])
  })
  it('Avec --remplacer, les deux se font, et le dernier entier reste', async () => {
    writeFileSync(zip(), 'celui d’avant')
    expect(await deux('--remplacer')).toEqual([0, 0])
    expect([entier().includes('manifeste.json'), readdirSync(dossier)]).toEqual([
      true,
      ['export.zip'],
    ])
  })
})

describe('Ce qu’un export tué a laissé', () => {
  it.each(['hier.zip.0a1b2c3d.partiel', 'export.zip.partiel'])(
    '%s ne gêne pas le suivant, n’est pas touché, et est dit',
    async reste => {
      writeFileSync(path.join(dossier, reste), 'à moitié')
      expect(await exporter()).toBe(0)
      expect(dit.error).toMatch(
        new RegExp(`^« .*${reste} » est un export inachevé, .* effacez-le, il porte des données`),
      )
      expect(readdirSync(dossier).sort()).toEqual(['export.zip', reste].sort())
    },
  )
  it('Un export qui ne trouve pas la base ne laisse rien', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://x@127.0.0.1:1/fil_rouge')
    vi.stubEnv('FIL_ROUGE_ATTENTE_BASE', '0')
    expect(await exporter()).toBe(1)
    expect(readdirSync(dossier)).toEqual([])
  })
})

describe('Un export dont la liaison est coupée', () => {
  it('dit qu’aucun export n’a été fait, et ne laisse rien', async () => {
    const tenant = await e.proprietaire.connect()
    await tenant.query('BEGIN; LOCK TABLE mesures.mesure IN ACCESS EXCLUSIVE MODE')
    let fini = false
    const code = exporter().finally(() => {
      fini = true
    })
    const couper = `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation = 'mesures.mesure'::regclass`
    await jusqua(async () => {
      await e.proprietaire.query(couper)
      return fini
    }, 20_000)
    await tenant.query('ROLLBACK')
    tenant.release()
    expect(await code).toBe(1)
    expect(dit.error).toMatch(/\nAucun export n’a été fait, et rien n’est changé\.\n$/)
    expect(readdirSync(dossier)).toEqual([])
  })
})
