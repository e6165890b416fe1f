import { enClair } from '../systeme.ts'
import type { Base } from './connexion.ts'

/** A work that is begun again and again whatever happens to it, and what the log says of that. */
export type Reprises = {
  /**
   * It could not be done: why, once while it lasts; that the base is away, once for all works.
   * `mots`: of an error that the log may not quote.
   */
  echoue(quoi: string, erreur: unknown, mots?: string): void
  /** It was done, by the base. */
  abouti(quoi: string): void
}
export function direLesReprises(
  base: Pick<Base, 'pourquoiFermee'>,
  dire: (texte: string) => void,
): Reprises {
  const dites = new Map<string, string>()
  let fermee = false
  return {
    echoue(quoi, erreur, mots = enClair(erreur)) {
      const pourquoi = base.pourquoiFermee(erreur)
      const texte = `${quoi} : ${pourquoi ?? mots}`
      if (pourquoi ? fermee : dites.get(quoi) === texte) return
      if (pourquoi) fermee = true
      else dites.set(quoi, texte)
      dire(texte)
    },
    abouti(quoi) {
      if (fermee) dire('La base répond de nouveau.')
      if (dites.delete(quoi)) dire(`${quoi} : de nouveau possible.`)
      fermee = false
    },
  }
}
