import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import fs from 'node:fs'

/** When a process began, so that a number reused by the system is not taken for ours. */
function naissance(pid: number): string | null {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8')
    const champs = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return champs[0] === 'Z' ? null : (champs[19] ?? null)
  } catch {
    if (fs.existsSync('/proc/self')) return null
  }
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return ps.status === 0 ? ps.stdout.trim() : null
}

/**
 * Takes the lock of a data folder and returns how to give it back; throws, in French, while another living process holds it.
 * The file is linked into place, which the system does for one process only.
 */
export function prendreVerrou(fichier: string): () => void {
  const moi = `${process.pid} ${naissance(process.pid)}`
  const brouillon = `${fichier}.${randomUUID()}`
  fs.writeFileSync(brouillon, moi)
  try {
    for (let essai = 0; essai < 100; essai += 1) {
      try {
        fs.linkSync(brouillon, fichier)
        return () => {
          if (lire(fichier) === moi) fs.rmSync(fichier, { force: true })
        }
      } catch (erreur) {
        if ((erreur as NodeJS.ErrnoException).code !== 'EEXIST') throw erreur
      }
      ecarterSiMort(fichier)
    }
    throw dejaTenu(0)
  } finally {
    fs.rmSync(brouillon, { force: true })
  }
}

const lire = (fichier: string): string => {
  try {
    return fs.readFileSync(fichier, 'utf8')
  } catch {
    return ''
  }
}

/** Throws while the holder lives; takes away the lock of one that is gone. */
function ecarterSiMort(fichier: string): void {
  const tenu = lire(fichier)
  const [pid = '0', ne = ''] = tenu.split(/ (.*)/s)
  if (tenu !== '' && naissance(Number(pid)) === ne) throw dejaTenu(Number(pid))
  // One at a time takes a dead holder's lock away, and only if it is still that one: a folder is made by one process only.
  const garde = `${fichier}.reprise`
  try {
    fs.mkdirSync(garde)
  } catch {
    if (ageMs(garde) > 5000) fs.rmSync(garde, { recursive: true, force: true })
    return
  }
  try {
    if (lire(fichier) === tenu) fs.rmSync(fichier, { force: true })
  } finally {
    fs.rmSync(garde, { recursive: true, force: true })
  }
}

function ageMs(chemin: string): number {
  try {
    return Date.now() - fs.statSync(chemin).mtimeMs
  } catch {
    return 0
  }
}

const dejaTenu = (pid: number) =>
  new Error(`Fil rouge tourne déjà dans ce dossier (processus ${pid}). Arrêtez-le, ou choisissez un autre dossier avec FIL_ROUGE_DIR.`)
