import type { ComponentChildren } from 'preact'

const sensDit = {
  asc: { aria: 'ascending', signe: ' ↑' },
  desc: { aria: 'descending', signe: ' ↓' },
} as const

export type Tri = { cle: string; sens: 'asc' | 'desc' }
export type Colonne<T> = {
  label: string
  rendu: (ligne: T) => ComponentChildren
  tri?: string
  nombre?: boolean
  entete?: boolean
}
type TableauProps<T> = {
  legende: string
  colonnes: Colonne<T>[]
  lignes: T[]
  /** Identity of a row. */
  cle?: (ligne: T) => string
  tri?: Tri | undefined
  url?: (params: Record<string, string>) => string
  legendeInvisible?: boolean
  /** What is missing from the list, and why: « Liste partielle : … ». */
  partielle?: string
  /** What stands in the place of a table without a line. */
  vide?: ComponentChildren
  dense?: boolean
  /**
   * On a narrow screen each row is a block, each cell beside its heading: nothing is off the
   * screen.
   */
  empile?: boolean
}

/**
 * A table whose order is in its address; it scrolls inside its own region when the screen is
 * narrow.
 */
export function Tableau<T>({
  legende,
  colonnes,
  lignes,
  cle,
  tri,
  url,
  legendeInvisible,
  partielle,
  vide,
  dense,
  empile,
}: TableauProps<T>) {
  if (lignes.length === 0 && vide !== undefined) return <div class="fil-vide">{vide}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section class="fil-defile" aria-label={legende} tabIndex={0}>
      <table
        class="fil-table"
        data-dense={dense ? '' : undefined}
        data-empile={empile ? '' : undefined}
      >
        <caption class={legendeInvisible && !partielle ? 'fil-invisible' : undefined}>
          {legende}
          {partielle && <span class="fil-partielle">Liste partielle : {partielle}</span>}
        </caption>
        <thead>
          <tr>
            {colonnes.map(colonne => (
              <th
                scope="col"
                data-tri={colonne.tri}
                data-nombre={colonne.nombre ? '' : undefined}
                aria-sort={tri && colonne.tri === tri.cle ? sensDit[tri.sens].aria : undefined}
              >
                {colonne.tri && url ? (
                  <EnteteTriee colonne={colonne.tri} label={colonne.label} tri={tri} url={url} />
                ) : (
                  colonne.label
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lignes.map(ligne => (
            <tr data-ligne={cle?.(ligne)}>
              {colonnes.map(colonne =>
                colonne.entete ? (
                  <th scope="row">{colonne.rendu(ligne)}</th>
                ) : (
                  <td
                    data-nombre={colonne.nombre ? '' : undefined}
                    data-label={empile ? colonne.label : undefined}
                  >
                    {colonne.rendu(ligne)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function EnteteTriee({
  colonne,
  label,
  tri,
  url,
}: {
  colonne: string
  label: string
  tri: Tri | undefined
  url: (params: Record<string, string>) => string
}) {
  const actif = tri?.cle === colonne
  const sens = actif && tri.sens === 'asc' ? 'desc' : 'asc'
  return (
    <a href={url({ tri: colonne, sens })}>
      {label}
      <span aria-hidden="true">{actif ? sensDit[tri.sens].signe : ' ↕'}</span>
      <span class="fil-invisible">
        {sens === 'asc' ? ' : trier par ordre croissant' : ' : trier par ordre décroissant'}
      </span>
    </a>
  )
}

/**
 * An address with some parameters changed and the rest kept; going to another order returns to the
 * first page.
 */
export const adresse =
  (chemin: string, params: Record<string, string | number | undefined>) =>
  (changes: Record<string, string>): string => {
    const tous = { ...params, ...('page' in changes ? {} : { page: undefined }), ...changes }
    const texte = new URLSearchParams(
      Object.entries(tous).flatMap(([cle, valeur]) =>
        valeur === undefined || valeur === '' ? [] : [[cle, String(valeur)]],
      ),
    )
    return `${chemin}?${texte}`
  }
