import { diffWords } from 'diff'

/** A text as it was written: its paragraphs and lines kept, its characters escaped. */
export const Texte = ({ children }: { children: string | null | undefined }) =>
  children ? (
    <div class="fil-texte">
      {children
        .split(/(?:\r?\n){2,}/)
        .filter(morceau => morceau.trim() !== '')
        .map(morceau => (
          <p>{morceau}</p>
        ))}
    </div>
  ) : null

/**
 * Beyond this many changed words, two texts have nothing in common that is worth the time it takes
 * to find.
 */
const CHANGEMENTS_MAX = 5000

/**
 * Two versions of a text side by side: what left is struck through on one side, what came is
 * underlined on the other.
 */
export function Comparaison({
  avant,
  apres,
  titres,
}: {
  avant: string
  apres: string
  titres: [string, string]
}) {
  const morceaux = diffWords(avant, apres, { maxEditLength: CHANGEMENTS_MAX }) ?? [
    { value: avant, removed: true, added: false },
    { value: apres, removed: false, added: true },
  ]
  return (
    <div class="fil-comparaison">
      <div class="fil-carte">
        <h2>{titres[0]}</h2>
        <p class="fil-lignes">
          {morceaux
            .filter(morceau => !morceau.added)
            .map(morceau => (morceau.removed ? <del>{morceau.value}</del> : morceau.value))}
        </p>
      </div>
      <div class="fil-carte">
        <h2>{titres[1]}</h2>
        <p class="fil-lignes">
          {morceaux
            .filter(morceau => !morceau.removed)
            .map(morceau => (morceau.added ? <ins>{morceau.value}</ins> : morceau.value))}
        </p>
      </div>
      <p class="fil-discret">
        {avant === apres
          ? 'Les deux textes sont identiques.'
          : 'Barré : ce qui a été retiré. Souligné : ce qui a été ajouté.'}
      </p>
    </div>
  )
}
