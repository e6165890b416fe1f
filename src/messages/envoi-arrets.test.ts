import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, MATIN, nouvelEssai } from '../../tests/base.ts'
import { ecrireMessages, etats, ilEstEnBase, jusqua, ouvrirSmsc, type Smsc } from './envoi.builder.ts'

const racine = fileURLToPath(new URL('../../', import.meta.url))
const dossier = path.join(racine, '.cache', `worker-${process.pid}`)
const fichier = path.join(dossier, 'worker.cjs')
const MESSAGES = 1_000
const ARRETS = 50
/** A SIGKILL while the SMSC has submissions in hand is one in the middle; the others fall while taking or noting. */
const hasard = (min: number, max: number) => min + Math.random() * (max - min)

let e: Essai
let smsc: Smsc
beforeAll(async () => {
  e = await nouvelEssai()
  // It is the tests' morning: nothing leaves at night.
  await ilEstEnBase(e.proprietaire, `clock_timestamp() + ('${MATIN}'::timestamptz - '${new Date().toISOString()}'::timestamptz)`)
  smsc = await ouvrirSmsc()
  mkdirSync(dossier, { recursive: true })
  await build({
    entryPoints: [path.join(racine, 'src/worker.ts')],
    outfile: fichier,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['pg-native'],
    // A bundle has no address of its own: the process finds the migrations where the sources are.
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(path.join(racine, 'src/platform/db/migrateur.ts')).href) },
    target: 'node20',
    logLevel: 'warning',
  })
})
afterAll(async () => {
  await smsc.fermer()
  await e.fermer()
  rmSync(dossier, { recursive: true, force: true })
})

function lancer(): ChildProcess {
  const { port } = smsc.reglages
  return spawn(process.execPath, [fichier], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: e.url,
      FIL_ROUGE_SMS: `smpp://fil-rouge:secret@127.0.0.1:${port}?source=38123&fenetre=8&delai=5&doute=renvoyer&attente=4`,
    },
  })
}
/** How many messages the SMSC was given, and how many of them more than once. */
function compte(): { distincts: number; doublons: number } {
  const fois = new Map<string, number>()
  for (const { reference, texte, numero } of smsc.soumis) {
    const cle = `${reference} ${numero} ${texte}`
    fois.set(cle, (fois.get(cle) ?? 0) + 1)
  }
  return { distincts: fois.size, doublons: [...fois.values()].filter(n => n > 1).length }
}

/** Writes messages, kills the process so many times while it sends them, and gives how many kills fell on messages in flight. */
async function tuer(messages: number, arrets: number): Promise<number> {
  await e.proprietaire.query('TRUNCATE messages.evenement, messages.message')
  smsc.soumis.length = 0
  await ecrireMessages(e.proprietaire, { combien: messages })
  let enVol = 0
  for (let arret = 0; arret < arrets; arret += 1) {
    const avant = smsc.soumis.length
    const processus = lancer()
    const mort = once(processus, 'exit')
    // One in ten dies before it sends anything, the others after a share of what is left, at any moment of an exchange.
    const part = Math.ceil((messages - avant) / (arrets - arret))
    if (arret % 10 !== 9) await jusqua(() => smsc.soumis.length >= Math.min(avant + hasard(1, part), messages - 1), 30_000)
    await new Promise(r => setTimeout(r, hasard(0, 15)))
    processus.kill('SIGKILL')
    await mort
    if ((await etats(e.proprietaire)).en_cours) enVol += 1
  }
  return enVol
}
/** A process that is left alone, and stopped properly once everything is received. */
async function finir(messages: number): Promise<void> {
  const processus = lancer()
  await jusqua(async () => (await etats(e.proprietaire)).recu === messages, 30_000).catch(() => {})
  processus.kill('SIGTERM')
  expect((await once(processus, 'exit'))[0]).toBe(0)
}

describe('Le processus d’envoi tué 50 fois au milieu de 1 000 messages', () => {
  it('Chaque message est parti une fois : aucun perdu, aucun doublé, tous reçus', async () => {
    smsc.conduite.delaiMs = () => hasard(1, 60)
    smsc.conduite.accuseApresMs = () => hasard(1, 200)
    // How many kills fall on messages in flight is the machine's affair; that some do is what makes this a test.
    expect(await tuer(MESSAGES, ARRETS)).toBeGreaterThan(ARRETS / 10)
    // The queue was not empty at the last kill.
    expect(compte().distincts).toBeLessThan(MESSAGES)
    await finir(MESSAGES)
    expect(await etats(e.proprietaire)).toEqual({ recu: MESSAGES })
    expect(compte()).toEqual({ distincts: MESSAGES, doublons: 0 })
    expect(smsc.soumis).toHaveLength(MESSAGES)
    const { rows } = await e.proprietaire.query<{ n: number }>(
      "SELECT count(DISTINCT message_id)::int AS n FROM messages.evenement WHERE quoi = 'doute'",
    )
    expect(rows[0]?.n).toBeGreaterThan(ARRETS / 10)
  }, 180_000)
  it('Et ce contrôle voit les doublons d’une file qui renverrait ce qu’un processus mort tenait', async () => {
    const { rows } = await e.proprietaire.query<{ source: string }>(
      "SELECT pg_get_functiondef('messages.reprendre(text)'::regprocedure) AS source",
    )
    await e.proprietaire.query((rows[0]?.source ?? '').replace("etat = 'incertain'", "etat = 'a_envoyer'"))
    // Receipts come long after the next process has begun.
    smsc.conduite.delaiMs = () => 60
    smsc.conduite.accuseApresMs = () => 3_000
    await tuer(100, 5)
    await finir(100)
    expect(compte().distincts).toBe(100)
    expect(compte().doublons).toBeGreaterThan(0)
  }, 60_000)
})
