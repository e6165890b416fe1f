import type { ComponentChildren } from 'preact'
import { Carte, ListeEnLignes } from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'

type RubriqueProps<T> = {
  cle: string
  titre: string
  liste: Liste<T>
  ligne: (l: T) => string
  rendu: (l: T) => ComponentChildren
  nom: readonly [string, string]
  /** Where the whole list is. */
  tout?: string
  vide?: string
}
/** First lines of a list under a heading; a heading with nothing under it is not shown, unless it says so. */
export function Rubrique<T>({ titre, vide, ...liste }: RubriqueProps<T>) {
  if (liste.liste.total === 0 && !vide) return null
  return (
    <Carte titre={titre}>
      <ListeEnLignes {...liste} vide={vide} />
    </Carte>
  )
}
