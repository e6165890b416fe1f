import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as dormir } from 'node:timers/promises'

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
export async function reprendre(data: string, socket: string): Promise<void> {
  const fichier = path.join(data, 'postmaster.pid')
  if (!fs.existsSync(fichier)) return oterVerrousDuSocket(socket)
  const pid = Number(fs.readFileSync(fichier, 'utf8').split('\n')[0])
  const etat =
    Number.isInteger(pid) && pid > 1 && sertCetteBase(pid, data) ? etatDuProcessus(pid) : 'absent'
  if (etat === 'postgres') {
    process.kill(pid, 'SIGINT')
    for (let i = 0; i < 300 && etatDuProcessus(pid) === 'postgres'; i += 1) await dormir(50)
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
