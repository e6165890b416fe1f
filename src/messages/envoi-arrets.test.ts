import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, MATIN, nouvelEssai } from '../../tests/base.ts'
import { ecrireMessages, etats, ilEstEnBase, jusqua } from './envoi.builder.ts'
import { ouvrirSmsc, type Smsc } from './smsc.builder.ts'

const racine = fileURLToPath(new URL('../../', import.meta.url))
const dossier = path.join(racine, '.cache', `worker-${process.pid}`)
const fichier = path.join(dossier, 'worker.cjs')
/**
 * Fifty take a minute: `ARRETS=50 npx vitest run --project unite
 * src/messages/envoi-arrets.test.ts`.
 */
const ARRETS = Number(process.env.ARRETS ?? 12)
const MESSAGES = 20 * ARRETS
/**
 * A SIGKILL while the SMSC has submissions in hand is one in the middle; the others fall while
 * taking or noting.
 */
const hasard = (min: number, max: number) => min + Math.random() * (max - min)

let e: Essai
let smsc: Smsc
beforeAll(async () => {
  e = await nouvelEssai()
  // It is the tests' morning: nothing leaves at night.
  await ilEstEnBase(
    e.proprietaire,
    `clock_timestamp() + ('${MATIN}'::timestamptz - '${new Date().toISOString()}'::timestamptz)`,
  )
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
    define: {
      'import.meta.url': JSON.stringify(
        pathToFileURL(path.join(racine, 'src/platform/db/migrateur.ts')).href,
      ),
    },
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
      FIL_ROUGE_SMS: `smpp://fil-rouge:secret@127.0.0.1:${port}?source=38123&fenetre=8&delai=5&doute=renvoyer&attente=2`,
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

/**
 * Writes messages, and kills so many processes while they send them. Two live at any time: the one
 * that is killed has had the time to start, and what it held is found by the one that is left.
 * Nobody lives at the end, and some messages are still to be sent.
 */
async function tuer(messages: number, arrets: number): Promise<void> {
  await e.proprietaire.query('TRUNCATE messages.evenement, messages.message')
  smsc.soumis.length = 0
  await ecrireMessages(e.proprietaire, { combien: messages })
  const vivants = [lancer(), lancer()]
  for (let arret = 0; arret < arrets; arret += 1) {
    const avant = smsc.soumis.length
    // One in ten dies before it sends anything, the others after a share of what is left, at any
    // moment of an exchange.
    const part = Math.ceil((messages - avant) / (arrets - arret + 2))
    if (arret % 10 !== 9) await jusqua(() => smsc.soumis.length >= avant + hasard(1, part), 30_000)
    await new Promise(r => setTimeout(r, hasard(0, 15)))
    const aine = vivants.shift()
    if (aine) await achever(aine)
    if (arret < arrets - 2) vivants.push(lancer())
  }
}
async function achever(processus: ChildProcess): Promise<void> {
  const mort = once(processus, 'exit')
  processus.kill('SIGKILL')
  await mort
}
/** A process that is left alone, and stopped properly once everything is received. */
async function finir(messages: number): Promise<void> {
  const processus = lancer()
  await jusqua(async () => (await etats(e.proprietaire)).recu === messages, 30_000).catch(() => {})
  processus.kill('SIGTERM')
  expect((await once(processus, 'exit'))[0]).toBe(0)
}

describe('Le processus d’envoi tué sans prévenir au milieu de ses messages', () => {
  it('Chaque message est parti une fois : aucun perdu, aucun doublé, tous reçus', async () => {
    smsc.conduite.delaiMs = () => hasard(1, 60)
    smsc.conduite.accuseApresMs = () => hasard(1, 200)
    await tuer(MESSAGES, ARRETS)
    // The queue was not empty at the last kill.
    expect(compte().distincts).toBeLessThan(MESSAGES)
    await finir(MESSAGES)
    expect(await etats(e.proprietaire)).toEqual({ recu: MESSAGES })
    expect(compte()).toEqual({ distincts: MESSAGES, doublons: 0 })
    expect(smsc.soumis).toHaveLength(MESSAGES)
    const { rows } = await e.proprietaire.query<{ n: number }>(
      "SELECT count(DISTINCT message_id)::int AS n FROM messages.evenement WHERE quoi = 'doute'",
    )
    // How many kills fall on messages in flight is the machine's affair; that some do is what makes
    // this a test.
    expect(rows[0]?.n).toBeGreaterThan(ARRETS / 10)
  }, 180_000)
  it('Et ce contrôle voit les doublons d’une file qui renverrait ce qu’un processus mort tenait', async () => {
    const { rows } = await e.proprietaire.query<{ source: string }>(
      "SELECT pg_get_functiondef('messages.reprendre(text)'::regprocedure) AS source",
    )
    await e.proprietaire.query(
      (rows[0]?.source ?? '').replace("etat = 'incertain'", "etat = 'a_envoyer'"),
    )
    // Receipts come long after the next process has begun.
    smsc.conduite.delaiMs = () => 60
    smsc.conduite.accuseApresMs = () => 1_500
    await tuer(60, 4)
    await finir(60)
    expect(compte().distincts).toBe(60)
    expect(compte().doublons).toBeGreaterThan(0)
  }, 60_000)
})
