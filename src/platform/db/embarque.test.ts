import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type BaseEmbarquee, demarrerBase } from './embarque.ts'
import { prendreVerrou } from './embarque-verrou.ts'

const sansFsync = { reglages: { fsync: 'off' } }
const attendre = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))
let racine = ''
let dossier = ''
const enfants: ChildProcess[] = []
beforeEach(() => {
  racine = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-embarque-'))
  chmodSync(racine, 0o755)
  dossier = path.join(racine, 'donnees')
})
afterEach(async () => {
  for (const e of enfants.splice(0)) e.kill('SIGKILL')
  await attendre(300)
  rmSync(racine, { recursive: true, force: true })
})

async function interroger(base: Pick<BaseEmbarquee, 'urlFor'>, sql: string) {
  const client = new pg.Client({ connectionString: base.urlFor('postgres', 'postgres') })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/**
 * The launcher in a process of its own, which can be killed: it says « prêt » and the server's
 * number.
 */
async function dansUnProcessus(
  devant: string[] = [],
): Promise<{ enfant: ChildProcess; postgres: number }> {
  const code = `import { demarrerBase } from ${JSON.stringify(path.join(import.meta.dirname, 'embarque.ts'))}
    const b = await demarrerBase(${JSON.stringify(dossier)}, { reglages: { fsync: 'off' } }); console.log('prêt ' + b.pid); setInterval(() => {}, 1000)`
  const fichier = path.join(racine, `lanceur-${enfants.length}.mts`)
  writeFileSync(fichier, code)
  const [programme = '', ...args] = [...devant, process.execPath, '--import', 'tsx', fichier]
  const enfant = spawn(programme, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: path.join(import.meta.dirname, '../../..'),
  })
  enfants.push(enfant)
  let texte = ''
  enfant.stdout?.on('data', d => (texte += d))
  enfant.stderr?.on('data', d => (texte += d))
  for (let i = 0; i < 400 && !texte.includes('prêt'); i += 1) await attendre(50)
  const postgres = Number(/prêt (\d+)/.exec(texte)?.[1])
  if (!postgres) throw new Error(texte)
  return { enfant, postgres }
}

describe('La base embarquée', () => {
  it('Ce que dit le serveur n’est lu de personne d’autre sur la machine, même d’un journal et d’un dossier laissés ouverts', async () => {
    mkdirSync(dossier)
    writeFileSync(path.join(dossier, 'postgres.log'), '', { mode: 0o644 })
    chmodSync(dossier, 0o755)
    const base = await demarrerBase(dossier, sansFsync)
    await base.arreter()
    expect([
      statSync(path.join(dossier, 'postgres.log')).mode & 0o077,
      statSync(dossier).mode & 0o066,
    ]).toEqual([0, 0])
  })
  it('Se crée, répond en français par le seul socket Unix, s’arrête et se relance', async () => {
    const base = await demarrerBase(dossier, sansFsync)
    await interroger(
      base,
      "CREATE TABLE mot (m text); INSERT INTO mot VALUES ('élan'), ('eau'), ('étang')",
    )
    expect((await interroger(base, 'SELECT m FROM mot ORDER BY m')).map(r => r.m)).toEqual([
      'eau',
      'élan',
      'étang',
    ])
    expect((await interroger(base, 'SHOW listen_addresses'))[0]).toEqual({ listen_addresses: '' })
    await base.arreter()
    await base.arreter()
    const encore = await demarrerBase(dossier, sansFsync)
    expect(await interroger(encore, 'SELECT count(*)::int AS n FROM mot')).toEqual([{ n: 3 }])
    await encore.arreter()
  })
  it('Un second démarrage sur le même dossier le dit, et ne touche à rien', async () => {
    const base = await demarrerBase(dossier, sansFsync)
    await expect(demarrerBase(dossier, sansFsync)).rejects.toThrow(
      `Fil rouge tourne déjà dans ce dossier (processus ${process.pid}). Arrêtez-le, ou choisissez un autre dossier avec FIL_ROUGE_DIR.`,
    )
    expect(await interroger(base, 'SELECT 1 AS un')).toEqual([{ un: 1 }])
    await base.arreter()
  })
  it('Après kill -9 de l’application, la base meurt avec elle ou est reprise, et les données sont là', async () => {
    const { enfant } = await dansUnProcessus()
    enfant.kill('SIGKILL')
    await attendre(200)
    const base = await demarrerBase(dossier, sansFsync)
    expect(await interroger(base, 'SELECT 1 AS un')).toEqual([{ un: 1 }])
    await base.arreter()
  })
  it('Après kill -9 de la base, puis des deux, on redémarre', async () => {
    const premier = await dansUnProcessus()
    process.kill(premier.postgres, 'SIGKILL')
    premier.enfant.kill('SIGKILL')
    await attendre(500)
    const base = await demarrerBase(dossier, sansFsync)
    const messages: string[] = []
    expect(await interroger(base, 'SELECT 1 AS un')).toEqual([{ un: 1 }])
    await base.arreter()
    expect(messages).toEqual([])
  })
  it('Un arrêt inattendu de la base est signalé', async () => {
    const messages: string[] = []
    const base = await demarrerBase(dossier, { ...sansFsync, surMessage: m => messages.push(m) })
    process.kill(base.pid, 'SIGQUIT')
    for (let i = 0; i < 100 && messages.length === 0; i += 1) await attendre(50)
    expect(messages.join()).toContain('PostgreSQL s’est arrêté sans qu’on le lui demande')
    await base.arreter()
  })
  it('Une création interrompue est refaite proprement', async () => {
    mkdirSync(path.join(dossier, 'pg.creation'), { recursive: true })
    writeFileSync(path.join(dossier, 'pg.creation/PG_VERSION'), '18')
    const base = await demarrerBase(dossier, sansFsync)
    expect(existsSync(path.join(dossier, 'pg.creation'))).toBe(false)
    await base.arreter()
  })
  it('Un chemin trop long pour un socket Unix en reçoit un court et privé', async () => {
    dossier = path.join(racine, 'a'.repeat(60), 'b'.repeat(60))
    const base = await demarrerBase(dossier, sansFsync)
    expect(Buffer.byteLength(base.socket)).toBeLessThan(90)
    expect(await interroger(base, 'SELECT 1 AS un')).toEqual([{ un: 1 }])
    await base.arreter()
    rmSync(base.socket, { recursive: true, force: true })
  })
  it('Un dossier que personne d’autre ne peut traverser convient aussi', async () => {
    chmodSync(racine, 0o700)
    const base = await demarrerBase(dossier, sansFsync)
    expect(await interroger(base, 'SELECT 1 AS un')).toEqual([{ un: 1 }])
    await base.arreter()
  })
  it('Une base d’une autre version de PostgreSQL est refusée en clair', async () => {
    mkdirSync(path.join(dossier, 'pg'), { recursive: true })
    writeFileSync(path.join(dossier, 'pg/PG_VERSION'), '17\n')
    await expect(demarrerBase(dossier, sansFsync)).rejects.toThrow('a été créée par PostgreSQL 17')
    expect(readFileSync(path.join(dossier, 'pg/PG_VERSION'), 'utf8')).toBe('17\n')
  })
  it('Un verrou que plus personne ne tient ne bloque personne, et de dix qui le prennent à la fois un seul l’a', async () => {
    mkdirSync(dossier, { recursive: true })
    for (const reste of ['verrou.3', 'verrou.7']) writeFileSync(path.join(dossier, reste), '')
    for (let tour = 0; tour < 3; tour += 1) {
      const pris = await Promise.allSettled(
        Array.from({ length: 10 }, () => prendreVerrou(dossier, 0)),
      )
      const tenants = pris.flatMap(p => (p.status === 'fulfilled' ? [p.value] : []))
      expect(tenants).toHaveLength(1)
      tenants[0]?.rendre()
    }
    expect(readdirSync(dossier)).toEqual(['verrou.10'])
  })
  it('Le serveur qui survit à son application tient encore le dossier ; dès qu’il s’arrête, on le reprend', async () => {
    mkdirSync(dossier, { recursive: true })
    const { descripteur, rendre } = await prendreVerrou(dossier)
    const enfant = spawn('sleep', ['60'], { stdio: ['ignore', 'ignore', 'ignore', descripteur] })
    enfants.push(enfant)
    rendre()
    await expect(prendreVerrou(dossier, 0)).rejects.toThrow(
      /tourne déjà dans ce dossier, ou sa base finit de s’arrêter/,
    )
    setTimeout(() => enfant.kill('SIGKILL'), 300)
    const repris = await prendreVerrou(dossier, 20_000)
    repris.rendre()
    expect(enfant.killed).toBe(true)
  })
  /**
   * As in two containers on one volume: the number that the other holds means nothing here, or
   * means somebody else.
   */
  const separable = spawnSync('unshare', ['--pid', '--fork', 'true']).status === 0
  it.runIf(separable)(
    'D’un autre espace de processus aussi, le dossier est pris, et la base reste à qui la tient',
    async () => {
      const { enfant } = await dansUnProcessus([
        'unshare',
        '--pid',
        '--fork',
        '--kill-child',
        '--mount-proc',
      ])
      await expect(demarrerBase(dossier, sansFsync)).rejects.toThrow(
        /Fil rouge tourne déjà dans ce dossier \(processus \d+\)/,
      )
      const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(path.join(dossier, 'run'))}`
      expect(await interroger({ urlFor: () => url }, 'SELECT 1 AS un')).toEqual([{ un: 1 }])
      enfant.kill('SIGKILL')
      // What it had started dies after it.
      const base = await vi.waitFor(() => demarrerBase(dossier, sansFsync), {
        timeout: 10_000,
        interval: 100,
      })
      expect(await interroger(base, 'SELECT 1 AS un')).toEqual([{ un: 1 }])
      await base.arreter()
    },
  )
})
