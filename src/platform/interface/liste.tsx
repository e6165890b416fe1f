import type { ComponentChildren } from 'preact'
import { type Liste, type Ordre, PAR_PAGE } from '../liste.ts'
import { Porte } from './porte.tsx'
import { adresse, type Colonne, Tableau } from './table.tsx'

const enChiffres = new Intl.NumberFormat('fr-FR')
type NomDeLigne = readonly [un: string, des: string]
/** « 12 dossiers », « 1 dossier », « plus de 10 000 lignes ». */
const combien = (total: number, [un, des]: NomDeLigne, plus = false) =>
  `${plus ? 'plus de ' : ''}${enChiffres.format(total)} ${total > 1 ? des : un}`
/** « 12 dossiers » where all are shown, « 26 à 50 sur 908 dossiers » where they are not. */
function etendue({ lignes, total, plus, page, par }: Liste<unknown>, nom: NomDeLigne): string {
  if (lignes.length === total && !plus) return combien(total, nom)
  const debut = (page - 1) * par + 1
  return `${enChiffres.format(debut)} à ${enChiffres.format(debut + lignes.length - 1)} sur ${combien(total, nom, plus)}`
}

/**
 * An address of a page that shows a list: its filters are kept, another filter or another order
 * begins at the first page.
 */
export const adresseDeListe = (
  chemin: string,
  { par }: { par: number },
  params: Record<string, string | number | undefined> = {},
) => adresse(chemin, { ...params, par: par === PAR_PAGE ? undefined : par })

type CadreProps<T> = {
  /** What the list is called within its page, and by its `data-liste`. */
  cle: string
  liste: Liste<T>
  nom: NomDeLigne
  /** Identity of a row: no two have the same. */
  ligne: (ligne: T) => string
  /** What stands in the place of a list without a row. */
  vide: ComponentChildren
  /** Address of the page with some parameters changed: the list has pages. */
  url?: ((params: Record<string, string>) => string) | undefined
  /** Where the whole list is, on a page that shows its first rows. */
  tout?: string | undefined
  ordre?: Ordre | undefined
  /** What is missing from the list because of rights, and why. */
  partielle?: string | undefined
}

/** A list, its total, which part of it is shown, and the way to the rest. */
export function CadreDeListe<T>({
  cle,
  liste,
  nom,
  vide,
  url,
  tout,
  ordre,
  partielle,
  children,
}: CadreProps<T> & { children: ComponentChildren }) {
  const pages = Math.max(1, Math.ceil(liste.total / liste.par))
  const coupee = liste.lignes.length < liste.total
  return (
    <section
      class="fil-cadre"
      data-liste={cle}
      data-total={liste.total}
      data-plus={liste.plus ? '' : undefined}
      data-page={liste.page}
      data-pages={url ? pages : undefined}
      data-tri={ordre?.tri}
      data-sens={ordre?.sens}
    >
      {liste.total === 0 ? (
        <div class="fil-vide">{vide}</div>
      ) : (
        <>
          <p class="fil-compte">
            <span>{etendue(liste, nom)}</span>{' '}
            {tout && coupee && (
              <Porte vers={tout}>
                <a href={tout}>Tout voir</a>
              </Porte>
            )}
          </p>
          {children}
        </>
      )}
      {partielle && <p class="fil-partielle">Liste partielle : {partielle}</p>}
      {url && pages > 1 && <Pages liste={liste} pages={pages} url={url} />}
    </section>
  )
}

const Pages = ({
  liste,
  pages,
  url,
}: {
  liste: Liste<unknown>
  pages: number
  url: (params: Record<string, string>) => string
}) => (
  <nav class="fil-pages" aria-label="Pages de la liste">
    {liste.page > 2 && <a href={url({ page: '1' })}>Première page</a>}
    {liste.page > 1 && (
      <a rel="prev" href={url({ page: String(liste.page - 1) })}>
        Page précédente
      </a>
    )}
    <span>
      Page {liste.page} sur {pages}
      {liste.plus && ' ou plus'}
    </span>
    {liste.page < pages && (
      <a rel="next" href={url({ page: String(liste.page + 1) })}>
        Page suivante
      </a>
    )}
    {liste.page < pages - 1 && !liste.plus && (
      <a href={url({ page: String(pages) })}>Dernière page</a>
    )}
  </nav>
)

type EnTableauProps<T> = CadreProps<T> & {
  legende: string
  colonnes: Colonne<T>[]
  dense?: boolean
  empile?: boolean
}
/** A list as a table: the header of a column that orders it says so. */
export const ListeEnTableau = <T,>({
  legende,
  colonnes,
  dense,
  empile,
  ...cadre
}: EnTableauProps<T>) => (
  <CadreDeListe {...cadre}>
    <Tableau
      legende={legende}
      legendeInvisible
      colonnes={colonnes}
      lignes={cadre.liste.lignes}
      cle={cadre.ligne}
      tri={cadre.ordre && { cle: cadre.ordre.tri, sens: cadre.ordre.sens }}
      {...(cadre.url ? { url: cadre.url } : {})}
      {...(dense ? { dense } : {})}
      {...(empile ? { empile } : {})}
    />
  </CadreDeListe>
)

/** A list as lines of text, on a page that shows several. */
export const ListeEnLignes = <T,>({
  rendu,
  ...cadre
}: CadreProps<T> & { rendu: (ligne: T) => ComponentChildren }) => (
  <CadreDeListe {...cadre}>
    <ul class="fil-liste">
      {cadre.liste.lignes.map(ligne => (
        <li data-ligne={cadre.ligne(ligne)}>{rendu(ligne)}</li>
      ))}
    </ul>
  </CadreDeListe>
)

/** The list is that of one agent: whose, and the way back to all. */
export const DUnAgent = ({ nom, tous }: { nom: string; tous: string }) => (
  <p>
    Dossiers de {nom}. <a href={tous}>Voir ceux de tous</a>
  </p>
)
