import { scaleBand, scaleLinear } from 'd3-scale'
import type { ComponentChildren } from 'preact'
import { part, premierJour, type Suite, suites } from './statistique.rules.ts'
import type { LigneDeDelai, LigneDeMois } from './statistique.views.tsx'

const mois = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]
/** « novembre 2026 » */
export const nomDuMois = (le: string): string =>
  `${mois[Number(le.slice(5, 7)) - 1]}\u00a0${le.slice(0, 4)}`
const court = (le: string) => `${le.slice(5, 7)}/${le.slice(2, 4)}`

const [LARGEUR, HAUTEUR, GAUCHE, BAS, HAUT] = [1000, 300, 50, 30, 16]
const bandes = (cles: string[]) =>
  scaleBand(cles.map(premierJour), [GAUCHE, LARGEUR - 10])
    .paddingInner(0.3)
    .paddingOuter(0.15)
type Ordonnee = { (nombre: number): number; ticks(nombre: number): number[] }

/** Axes of a drawing by month; it has a name, and the table that follows says the same. */
function Cadre({
  titre,
  dit,
  cles,
  y,
  children,
}: {
  titre: string
  dit: string
  cles: string[]
  y: Ordonnee
  children: ComponentChildren
}) {
  const x = bandes(cles)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section class="fil-dessin" tabIndex={0} aria-label={titre}>
      <svg
        viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`}
        role="img"
        aria-label={`${dit} Le tableau qui suit dit la même chose.`}
      >
        {y.ticks(5).map(tick => (
          <g>
            <line class="trait" x1={GAUCHE} x2={LARGEUR - 10} y1={y(tick)} y2={y(tick)} />
            <text class="discret" x={GAUCHE - 6} y={y(tick) + 4} text-anchor="end">
              {tick}
            </text>
          </g>
        ))}
        {cles.map((cle, i) =>
          cles.length <= 18 || i % 3 === 0 ? (
            <text
              class="discret"
              x={(x(premierJour(cle)) ?? 0) + x.bandwidth() / 2}
              y={HAUTEUR - 10}
              text-anchor="middle"
            >
              {court(cle)}
            </text>
          ) : null,
        )}
        {children}
      </svg>
    </section>
  )
}

const empilees: Suite[] = ['honoree', 'excusee', 'manquee', 'sans_suite']
/** A bar for each month, from the floor: came, excused, did not come, not said. */
export function DessinDesPresences({ lignes }: { lignes: LigneDeMois[] }) {
  const cles = lignes.map(ligne => ligne.mois)
  const max = Math.max(
    1,
    ...lignes.map(ligne => empilees.reduce((nombre, cle) => nombre + ligne.bilan[cle], 0)),
  )
  const [x, y] = [bandes(cles), scaleLinear([0, max], [HAUTEUR - BAS, HAUT]).nice(5)]
  const dit = lignes
    .map(
      ligne =>
        `${nomDuMois(ligne.mois)} : présence ${part(ligne.bilan.honoree, ligne.bilan.attendues) ?? 0} %`,
    )
    .join(', ')
  return (
    <figure>
      <Cadre titre="Convocations par mois, dessin" dit={`${dit}.`} cles={cles} y={y}>
        {lignes.map(ligne => {
          let sous = 0
          return (
            <g>
              {empilees.map(cle => {
                const nombre = ligne.bilan[cle]
                if (nombre === 0) return null
                sous += nombre
                return (
                  <rect
                    class={`barre-${cle}`}
                    x={x(premierJour(ligne.mois))}
                    y={y(sous)}
                    width={x.bandwidth()}
                    height={y(0) - y(nombre)}
                  >
                    <title>{`${nomDuMois(ligne.mois)}, ${suites[cle].toLowerCase()} : ${nombre}`}</title>
                  </rect>
                )
              })}
            </g>
          )
        })}
      </Cadre>
      <figcaption class="fil-discret">
        De bas en haut : honorées, excusées, manquées (trait épais), sans suite notée (trait
        interrompu).
      </figcaption>
    </figure>
  )
}

/**
 * For each month of hearing, the middle half of the delays as a band, and its median as a line
 * across it.
 */
export function DessinDesDelais({ lignes }: { lignes: LigneDeDelai[] }) {
  const cles = lignes.map(ligne => ligne.mois)
  const max = Math.max(1, ...lignes.map(ligne => ligne.delai?.quartile3 ?? 0))
  const [x, y] = [bandes(cles), scaleLinear([0, max], [HAUTEUR - BAS, HAUT]).nice(5)]
  const dit = lignes
    .flatMap(ligne =>
      ligne.delai ? [`${nomDuMois(ligne.mois)} : ${Math.round(ligne.delai.mediane)} jours`] : [],
    )
    .join(', ')
  return (
    <figure>
      <Cadre
        titre="Délais par mois d’audience, dessin"
        dit={`Médianes : ${dit}.`}
        cles={cles}
        y={y}
      >
        {lignes.flatMap(({ mois: unMois, delai }) => {
          if (!delai) return []
          const [gauche, largeur] = [x(premierJour(unMois)) ?? 0, x.bandwidth()]
          return (
            <g>
              <title>{`${nomDuMois(unMois)} : médiane ${Math.round(delai.mediane)} jours, ${delai.nombre} audiences`}</title>
              <rect
                class="bande"
                x={gauche}
                y={y(delai.quartile3)}
                width={largeur}
                height={Math.max(1, y(delai.quartile1) - y(delai.quartile3))}
              />
              <line
                class="mediane"
                x1={gauche}
                x2={gauche + largeur}
                y1={y(delai.mediane)}
                y2={y(delai.mediane)}
              />
            </g>
          )
        })}
      </Cadre>
      <figcaption class="fil-discret">
        En jours. La bande tient la moitié des convocations, le trait épais est la médiane.
      </figcaption>
    </figure>
  )
}
