import { readFileSync, statSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Tete } from './sceau.gestes.ts'

const LIGNE = '{"journal":'
/**
 * Heads noted in a file, one a line; a line that is cut or foreign is a fault of the file, said as
 * such.
 */
export function lireTetes(fichier: string | null): Tete[] {
  // Of a terminal or a pipe nothing is read back.
  if (!fichier || !statSync(fichier, { throwIfNoEntry: false })?.isFile()) return []
  return tetesDe(readFileSync(fichier, 'utf8'), fichier)
}
const tetesDe = (texte: string, fichier: string) =>
  texte
    .split('\n')
    .flatMap((ligne, i) =>
      ligne.trim() === '' ? [] : [lireTete(ligne, `${fichier}, ligne ${i + 1}`)],
    )
function lireTete(ligne: string, ou: string): Tete {
  try {
    const { journal, rang, empreinte } = JSON.parse(ligne) as Partial<Tete>
    if (typeof journal === 'string' && typeof rang === 'number' && typeof empreinte === 'string')
      return { journal, rang, empreinte }
  } catch {}
  throw new Error(`${ou} : ce n’est pas un sceau noté par Fil rouge.`)
}

type Lu = { inode: number; octets: number; dernieres: Map<string, Tete> }
/** What this process has read of each file: the rest alone is read again, each minute. */
const lus = new Map<string, Lu>()

/**
 * The file of the heads, open, with the last head of each journal in it; what a crash had cut at
 * its end is taken off.
 */
export type Carnet = { dernieres: ReadonlyMap<string, Tete>; ajouter(texte: string): Promise<void> }
export async function avecLeCarnet<T>(
  fichier: string,
  work: (carnet: Carnet) => Promise<T>,
): Promise<T> {
  const ouvert = await open(fichier, 'a+', 0o600)
  try {
    const lu = await lireLaSuite(ouvert, fichier)
    return await work({ dernieres: lu.dernieres, ajouter: texte => ajouter(ouvert, lu, texte) })
  } catch (erreur) {
    // A disk that refuses does not say where.
    if ((erreur as NodeJS.ErrnoException).syscall)
      (erreur as NodeJS.ErrnoException).path ??= fichier
    throw erreur
  } finally {
    await ouvert.close()
  }
}

async function lireLaSuite(ouvert: FileHandle, fichier: string): Promise<Lu> {
  const { ino, size } = await ouvert.stat()
  const connu = lus.get(fichier)
  const lu =
    connu && connu.inode === ino && connu.octets <= size
      ? connu
      : { inode: ino, octets: 0, dernieres: new Map<string, Tete>() }
  const suite = Buffer.alloc(size - lu.octets)
  await ouvert.read(suite, 0, suite.length, lu.octets)
  const entier = suite.lastIndexOf('\n') + 1
  for (const tete of tetesDe(suite.toString('utf8', 0, entier), fichier))
    lu.dernieres.set(tete.journal, tete)
  lu.octets += entier
  lus.set(fichier, lu)
  const coupee = suite.toString('utf8', entier)
  if (coupee === '') return lu
  if (!LIGNE.startsWith(coupee.slice(0, LIGNE.length)))
    lireTete(coupee, `${fichier}, dernière ligne`)
  await ouvert.truncate(lu.octets)
  return lu
}

/** Whole and on the disk, or not at all. */
async function ajouter(ouvert: FileHandle, lu: Lu, texte: string): Promise<void> {
  const infos = await ouvert.stat()
  try {
    await ouvert.appendFile(texte)
    if (infos.isFile()) await ouvert.sync()
    else for (const tete of tetesDe(texte, '')) lu.dernieres.set(tete.journal, tete)
  } catch (erreur) {
    await ouvert.truncate(infos.size).catch(() => {})
    throw erreur
  }
}
