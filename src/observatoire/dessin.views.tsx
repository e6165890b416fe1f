import { scaleBand, scaleLinear } from 'd3-scale'
import type { ComponentChildren } from 'preact'
import { part, premierJour, type Suite, suites } from './statistique.rules.ts'
import type { LigneDeDelai, LigneDeMois } from './statistique.views.tsx'

const mois = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre']
/** « novembre 2026 » */
export const nomDuMois = (m: string): string => `${mois[Number(m.slice(5, 7)) - 1]}\u00a0${m.slice(0, 4)}`
const court = (m: string) => `${m.slice(5, 7)}/${m.slice(2, 4)}`

const [LARGEUR, HAUTEUR, GAUCHE, BAS, HAUT] = [1000, 300, 50, 30, 16]
const bandes = (cles: string[]) =>
  scaleBand(cles.map(premierJour), [GAUCHE, LARGEUR - 10])
    .paddingInner(0.3)
    .paddingOuter(0.15)
type Ordonnee = { (n: number): number; ticks(n: number): number[] }

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
      <svg viewBox={`0 0 ${LARGEUR} ${HAUTEUR}`} role="img" aria-label={`${dit} Le tableau qui suit dit la même chose.`}>
        {y.ticks(5).map(t => (
          <g>
            <line class="trait" x1={GAUCHE} x2={LARGEUR - 10} y1={y(t)} y2={y(t)} />
            <text class="discret" x={GAUCHE - 6} y={y(t) + 4} text-anchor="end">
              {t}
            </text>
          </g>
        ))}
        {cles.map((m, i) =>
          cles.length <= 18 || i % 3 === 0 ? (
            <text class="discret" x={(x(premierJour(m)) ?? 0) + x.bandwidth() / 2} y={HAUTEUR - 10} text-anchor="middle">
              {court(m)}
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
  const cles = lignes.map(l => l.mois)
  const max = Math.max(1, ...lignes.map(l => empilees.reduce((n, cle) => n + l.bilan[cle], 0)))
  const [x, y] = [bandes(cles), scaleLinear([0, max], [HAUTEUR - BAS, HAUT]).nice(5)]
  const dit = lignes.map(l => `${nomDuMois(l.mois)} : présence ${part(l.bilan.honoree, l.bilan.attendues) ?? 0} %`).join(', ')
  return (
    <figure>
      <Cadre titre="Convocations par mois, dessin" dit={`${dit}.`} cles={cles} y={y}>
        {lignes.map(l => {
          let sous = 0
          return (
            <g>
              {empilees.map(cle => {
                const n = l.bilan[cle]
                if (n === 0) return null
                sous += n
                return (
                  <rect class={`barre-${cle}`} x={x(premierJour(l.mois))} y={y(sous)} width={x.bandwidth()} height={y(0) - y(n)}>
                    <title>{`${nomDuMois(l.mois)}, ${suites[cle].toLowerCase()} : ${n}`}</title>
                  </rect>
                )
              })}
            </g>
          )
        })}
      </Cadre>
      <figcaption class="fil-discret">
        De bas en haut : honorées, excusées, manquées (trait épais), sans suite notée (trait interrompu).
      </figcaption>
    </figure>
  )
}

/** For each month of hearing, the middle half of the delays as a band, and its median as a line across it. */
export function DessinDesDelais({ lignes }: { lignes: LigneDeDelai[] }) {
  const cles = lignes.map(l => l.mois)
  const max = Math.max(1, ...lignes.map(l => l.delai?.quartile3 ?? 0))
  const [x, y] = [bandes(cles), scaleLinear([0, max], [HAUTEUR - BAS, HAUT]).nice(5)]
  const dit = lignes.flatMap(l => (l.delai ? [`${nomDuMois(l.mois)} : ${Math.round(l.delai.mediane)} jours`] : [])).join(', ')
  return (
    <figure>
      <Cadre titre="Délais par mois d’audience, dessin" dit={`Médianes : ${dit}.`} cles={cles} y={y}>
        {lignes.flatMap(({ mois: m, delai: d }) => {
          if (!d) return []
          const [g, l] = [x(premierJour(m)) ?? 0, x.bandwidth()]
          return (
            <g>
              <title>{`${nomDuMois(m)} : médiane ${Math.round(d.mediane)} jours, ${d.nombre} audiences`}</title>
              <rect class="bande" x={g} y={y(d.quartile3)} width={l} height={Math.max(1, y(d.quartile1) - y(d.quartile3))} />
              <line class="mediane" x1={g} x2={g + l} y1={y(d.mediane)} y2={y(d.mediane)} />
            </g>
          )
        })}
      </Cadre>
      <figcaption class="fil-discret">En jours. La bande tient la moitié des convocations, le trait épais est la médiane.</figcaption>
    </figure>
  )
}
