import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { seConnecter } from '../src/platform/db/client.ts'

export type Mesures = { sql: number; requetes: number; total: number }
export type Agent = { ouvrir(url: string): Promise<Mesures> }
export type Version = {
  nom: string
  /** Of the base, as its owner. */
  url: string
  entrer(identifiant: string, motDePasse: string): Promise<Agent>
  /** Statistics and visibility as after a night, so that neither pays for its migration. */
  ranger(): Promise<void>
  arreter(): Promise<void>
}

let port = Number(process.env.PORT ?? 3200)
/** The application of a checkout, as `npm start` starts it, on a base of its own. */
export async function demarrer(depot: string, dossier: string, dossiers = 0): Promise<Version> {
  port += 1
  const origine = `http://localhost:${port}`
  const processus = spawn(process.execPath, ['dist/main.js'], {
    cwd: depot,
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      FIL_ROUGE_DIR: dossier,
      FIL_ROUGE_DEMO_DOSSIERS: String(dossiers),
      FIL_ROUGE_LOG: 'error',
      FIL_ROUGE_WORKER: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((prete, echec) => {
    processus.stdout.on('data', (texte: Buffer) => texte.includes(origine) && prete())
    processus.once('exit', code =>
      echec(new Error(`${depot} stopped before it listened (${code})`)),
    )
  })
  // Its fifth line is the folder of the socket.
  const socket =
    readFileSync(path.join(dossier, 'pg', 'postmaster.pid'), 'utf8').split('\n')[4] ?? ''
  const url = `postgres://postgres@localhost/fil_rouge?host=${encodeURIComponent(socket)}`
  return {
    nom: execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: depot,
      encoding: 'utf8',
    }).trim(),
    url,
    entrer: (identifiant, motDePasse) =>
      entrer(origine, { identifiant: `${identifiant}@demo.example`, motDePasse }),
    async ranger() {
      const client = await seConnecter(url)
      await client.query('VACUUM ANALYZE')
      await client.query('CHECKPOINT')
      await client.end()
    },
    async arreter() {
      if (processus.exitCode !== null) return
      processus.kill('SIGTERM')
      await once(processus, 'exit')
    },
  }
}

async function entrer(
  origine: string,
  compte: { identifiant: string; motDePasse: string },
): Promise<Agent> {
  const cookies = new Map<string, string>()
  const demander = async (url: string, champs?: Record<string, string>) => {
    const cookie = [...cookies].map(([nom, valeur]) => `${nom}=${valeur}`).join('; ')
    const reponse = await fetch(`${origine}${url}`, {
      redirect: 'manual',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      ...(champs ? { method: 'POST', body: new URLSearchParams(champs) } : {}),
    })
    for (const [paire = ''] of reponse.headers.getSetCookie().map(cle => cle.split(';'))) {
      const [nom = '', ...valeur] = paire.split('=')
      cookies.set(nom, valeur.join('='))
    }
    return { reponse, texte: await reponse.text() }
  }
  const { texte } = await demander('/connexion')
  const cache = (nom: string) => new RegExp(`name="${nom}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
  const { reponse } = await demander('/connexion', {
    ...compte,
    retour: '/',
    _jeton: cache('_jeton'),
    _cle: cache('_cle'),
  })
  if (reponse.status !== 303)
    throw new Error(`sign-in of ${compte.identifiant} answered ${reponse.status}`)
  return {
    async ouvrir(url) {
      const lue = (await demander(url)).reponse
      const temps = /sql;dur=([\d.]+);desc="(\d+)", total;dur=([\d.]+)/.exec(
        lue.headers.get('server-timing') ?? '',
      )
      if (lue.status !== 200 || !temps) throw new Error(`${url} answered ${lue.status}`)
      return { sql: Number(temps[1]), requetes: Number(temps[2]), total: Number(temps[3]) }
    },
  }
}
