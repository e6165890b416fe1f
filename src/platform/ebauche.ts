import { randomUUID } from 'node:crypto'
import {
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
} from 'node:fs'
import path from 'node:path'

/** Beside the place of a file, where it is written until it is whole, under a name of its own. */
export type Ebauche = {
  chemin: string
  partiel: string
  /** Puts it in its place; throws where a file came meanwhile that it may not replace. */
  placer(): void
  oter(): void
}

/** Begins a file, which only one process writes; `remplacer`: over the one that is there. */
export function ebaucher(chemin: string, { remplacer = false } = {}): Ebauche {
  const partiel = `${chemin}.${randomUUID().slice(0, 8)}.partiel`
  closeSync(openSync(partiel, 'wx', 0o600))
  const oter = () => rmSync(partiel, { force: true })
  return {
    chemin,
    partiel,
    placer: () => (remplacer ? renameSync(partiel, chemin) : placerSansRemplacer(partiel, chemin)),
    oter,
  }
}

const SANS_LIEN = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'])
/** A disk that knows no second name for a file (a key): its place is taken first. */
function placerSansRemplacer(partiel: string, chemin: string): void {
  try {
    linkSync(partiel, chemin)
    rmSync(partiel)
  } catch (erreur) {
    const { code = '' } = erreur as NodeJS.ErrnoException
    if (code === 'EEXIST') throw new DejaLa(chemin)
    if (!SANS_LIEN.has(code)) throw erreur
    prendre(chemin)
    renameSync(partiel, chemin)
  }
}
function prendre(chemin: string): void {
  try {
    closeSync(openSync(chemin, 'wx', 0o600))
  } catch (erreur) {
    throw (erreur as NodeJS.ErrnoException).code === 'EEXIST' ? new DejaLa(chemin) : erreur
  }
}
/** A file came to the place while this one was written. */
export class DejaLa extends Error {
  constructor(chemin: string) {
    super(
      `« ${chemin} » a été écrit par un autre pendant ce temps, et n’est pas remplacé ; ce qui venait d’être fait n’est pas gardé. Recommencez sous un autre nom.`,
    )
  }
}

/** What runs that were killed, or that still go on, have left in the folder of a file. */
export function ebauchesACote(chemin: string): { nom: string; etat: Stats }[] {
  const dossier = path.dirname(path.resolve(chemin))
  return readdirSync(dossier)
    .filter(nom => nom.endsWith('.partiel'))
    .flatMap(nom => {
      const etat = statSync(path.join(dossier, nom), { throwIfNoEntry: false })
      return etat?.isFile() ? [{ nom: path.join(path.dirname(chemin), nom), etat }] : []
    })
}
