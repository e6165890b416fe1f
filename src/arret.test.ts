import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ecouterLesSignaux, siAbandonnee } from './arret.ts'

const racine = fileURLToPath(new URL('../', import.meta.url))
const SIGNAUX = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
/** A command as the operator runs it, on a base that is stopped; all that it says. */
function lancer(nom: string): { processus: ChildProcess; dit(): string } {
  const processus = spawn(process.execPath, ['--import', 'tsx', 'src/cli/fil-rouge.ts', nom], {
    cwd: racine,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      FIL_ROUGE_SECRET: 'un secret d’au moins trente-deux caractères',
      FIL_ROUGE_ORIGINE: 'https://fil-rouge.example',
      DATABASE_URL: 'postgres://x:y@127.0.0.1:1/fil_rouge',
      // What no program reads is said before anything begins.
      FIL_ROUGE_INCONNU: '1',
    },
  })
  let dit = ''
  for (const flux of [processus.stdout, processus.stderr])
    flux.on('data', (octets: Buffer) => {
      dit += octets.toString()
    })
  return { processus, dit: () => dit }
}
/** Its end once signalled, or null when it goes on. */
async function signaler(processus: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const fin = once(processus, 'exit', { signal: AbortSignal.timeout(10_000) })
  processus.kill(signal)
  try {
    return (await fin)[0]
  } catch {
    processus.kill('SIGKILL')
    return null
  }
}
const CODES = { SIGTERM: 143, SIGINT: 130, SIGHUP: 129 }

describe('Un signal au site ou à l’envoi qui démarre', () => {
  it.each(
    ['web', 'worker'].flatMap(nom => [
      ...SIGNAUX.map(signal => [nom, signal, /FIL_ROUGE_INCONNU/] as const),
      [nom, 'SIGTERM', /Rien ne répond à 127\.0\.0\.1:1/] as const,
    ]),
  )('%s, %s dès qu’il a dit %s : il finit, et le dit', async (nom, signal, moment) => {
    const { processus, dit } = lancer(nom)
    await vi.waitUntil(() => moment.test(dit()), 20_000)
    expect(await signaler(processus, signal), dit()).toBe(CODES[signal])
    expect(dit()).toMatch(/Abandonné\. \S.*\.\n$/)
  })
})

describe('Un processus qui sert, et que l’on arrête', () => {
  afterEach(() => {
    vi.restoreAllMocks()
    vi.useRealTimers()
  })
  const servir = (fini: Promise<void>) => {
    vi.useFakeTimers()
    const avant = process.listeners('SIGTERM')
    const cesser = ecouterLesSignaux()
    const sorties: unknown[] = []
    let dit = ''
    vi.spyOn(process, 'exit').mockImplementation(((code: unknown) => sorties.push(code)) as never)
    vi.spyOn(console, 'error').mockImplementation((texte: unknown) => {
      dit += `${texte}\n`
    })
    siAbandonnee(() => ({ fini, reste: 'Une page n’était pas rendue.' }))
    const terminer = () => {
      for (const ecoute of process.listeners('SIGTERM'))
        if (!avant.includes(ecoute)) ecoute('SIGTERM')
    }
    return { cesser, terminer, sorties, dit: () => dit }
  }
  it('finit à sa façon, par 0, sans rien dire', async () => {
    const { cesser, terminer, sorties, dit } = servir(Promise.resolve())
    terminer()
    await vi.advanceTimersByTimeAsync(10)
    cesser()
    expect([sorties, dit()]).toEqual([[0], ''])
  })
  it.each([
    ['à un second signal, aussitôt', 143, 0],
    ['au bout de vingt secondes', 1, 20_000],
  ])('%s, dit ce qui reste et finit par %i', async (_quand, code, ms) => {
    const { cesser, terminer, sorties, dit } = servir(new Promise(() => {}))
    terminer()
    await vi.advanceTimersByTimeAsync(ms)
    if (ms === 0) terminer()
    cesser()
    expect([sorties, dit()]).toEqual([[code], '\nAbandonné. Une page n’était pas rendue.\n'])
  })
})
