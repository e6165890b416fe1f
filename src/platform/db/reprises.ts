import { enClair } from '../systeme.ts'
import type { Base } from './connexion.ts'

/** A work that is begun again and again whatever happens to it, and what the log says of that. */
export type Reprises = {
  /** It could not be done: why, once while it lasts; that the base is away, once for all works. */
  echoue(quoi: string, erreur: unknown): void
  /** It was done, by the base. */
  abouti(quoi: string): void
}
/** `direLeBon`: what is no fault any more. */
export function direLesReprises(
  base: Pick<Base, 'enJournal'>,
  dire: (texte: string) => void,
  direLeBon = dire,
): Reprises {
  const dites = new Map<string, string>()
  let fermee = false
  return {
    echoue(quoi, erreur) {
      const pourquoi = base.enJournal(erreur)
      const texte = `${quoi} : ${pourquoi?.mots ?? duProgramme(erreur)}`
      if (pourquoi?.fermee ? fermee : dites.get(quoi) === texte) return
      if (pourquoi?.fermee) fermee = true
      else dites.set(quoi, texte)
      dire(texte)
    },
    abouti(quoi) {
      if (fermee) direLeBon('La base répond de nouveau.')
      if (dites.delete(quoi)) direLeBon(`${quoi} : de nouveau possible.`)
      fermee = false
    },
  }
}
/**
 * What the system refuses is said in French; of a fault of ours, no word that may be a person's.
 */
function duProgramme(erreur: unknown): string {
  const { code, name } = erreur as NodeJS.ErrnoException
  return code ? enClair(erreur) : `une faute du programme (${name}), à signaler.`
}
