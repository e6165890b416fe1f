import { scaleTime } from 'd3-scale'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { LeJour, Lien, Porte, Tableau } from '../platform/interface/index.ts'
import { type Bande, etendue, type Fil, graduations, type Point, rangees } from './fil.rules.ts'

const LARGEUR = 1000
const MARGE = 20
const utc = (le: Jour) => new Date(`${le}T00:00:00Z`)
const court = (le: Jour) => afficherJourCourt(le)

const HAUT_DES_BANDES = 24
const HAUTEUR_DE_BANDE = 26
/** Where each day and each line falls on the drawing. */
type Plan = {
  debut: Jour
  fin: Jour
  aujourdhui: Jour
  abscisse: (le: Jour) => number
  yFil: number
  hauteur: number
}

/**
 * The whole path in one drawing: measures as bands, the follow-up as one red thread, what happened
 * as points. Its table says the same.
 */
export function LeFil({ fil, aujourdhui }: { fil: Fil; aujourdhui: Jour }) {
  const { debut, fin, hors } = etendue(fil, aujourdhui)
  const x = scaleTime([utc(debut), utc(fin)], [MARGE, LARGEUR - MARGE]).clamp(true)
  const bandes = rangees(fil.bandes)
  const yFil =
    HAUT_DES_BANDES + Math.max(1, ...bandes.map(bande => bande.rangee + 1)) * HAUTEUR_DE_BANDE + 26
  const plan: Plan = {
    debut,
    fin,
    aujourdhui,
    abscisse: le => Math.round(x(utc(le)) * 10) / 10,
    yFil,
    hauteur: yFil + 56,
  }
  return (
    <figure class="fil-pile-serree" aria-label="Le fil">
      <a class="fil-saut" href="#fil-en-tableau">
        Passer le dessin : le même fil en tableau
      </a>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section class="fil-dessin" tabIndex={0} aria-label="Le fil, dessin">
        <Dessin fil={fil} bandes={bandes} plan={plan} />
      </section>
      <figcaption class="fil-discret">
        ● entretien · ■ rapport · ○ convocation · ✕ convocation manquée · ▲ demande d’une
        juridiction ou échéance · ┆ aujourd’hui
      </figcaption>
      {hors > 0 && (
        <p class="fil-discret">
          {hors === 1 ? 'Une date est' : `${hors} dates sont`} si loin d’aujourd’hui que le dessin
          s’arrête avant : sans doute une faute de frappe. Le tableau la montre, la page de la
          mesure la corrige.
        </p>
      )}
      <EnTableau fil={fil} />
    </figure>
  )
}

type Rangees = ReturnType<typeof rangees>
const Dessin = ({ fil, bandes, plan }: { fil: Fil; bandes: Rangees; plan: Plan }) => {
  const { debut, fin, aujourdhui, abscisse, yFil, hauteur } = plan
  return (
    <svg
      viewBox={`0 0 ${LARGEUR} ${hauteur}`}
      role="group"
      aria-label={`Du ${court(debut)} au ${court(fin)} : ${fil.bandes.length} mesures, ${fil.liens.length} prises en charge, ${fil.points.length} événements. Le tableau qui suit les détaille.`}
    >
      {graduations(debut, fin).map(le => (
        <g>
          <line class="trait" x1={abscisse(le)} x2={abscisse(le)} y1={18} y2={hauteur - 6} />
          <text class="discret" x={abscisse(le) + 3} y={14}>
            {court(le).slice(3)}
          </text>
        </g>
      ))}
      {bandes.map(({ bande, rangee }) => (
        <UneBande bande={bande} y={HAUT_DES_BANDES + rangee * HAUTEUR_DE_BANDE} plan={plan} />
      ))}
      {fil.liens.map(lien => (
        <UnLien lien={lien} plan={plan} />
      ))}
      {fil.points.map(point => (
        <UnPoint point={point} x={abscisse(point.le)} y={yFil} />
      ))}
      <line
        class="jour"
        x1={abscisse(aujourdhui)}
        x2={abscisse(aujourdhui)}
        y1={18}
        y2={hauteur - 6}
      />
    </svg>
  )
}
type BandeProps = { bande: Bande; y: number; plan: Plan }
const UneBande = ({ bande, y, plan: { abscisse, fin } }: BandeProps) => (
  <a href={bande.href}>
    <title>{`${bande.libelle}, du ${court(bande.debutLe)} au ${bande.finLe ? court(bande.finLe) : 'terme à préciser'}`}</title>
    <rect
      class="mesure"
      x={abscisse(bande.debutLe)}
      y={y}
      width={Math.max(4, abscisse(bande.finLe ?? fin) - abscisse(bande.debutLe))}
      height={20}
      rx={4}
    />
    <text x={abscisse(bande.debutLe) + 5} y={y + 14}>
      {bande.libelle}
    </text>
  </a>
)
const UnLien = ({ lien, plan }: { lien: Fil['liens'][number]; plan: Plan }) => {
  const { abscisse, fin, aujourdhui, yFil } = plan
  return (
    <g>
      <line
        class="fil"
        x1={abscisse(lien.debutLe)}
        x2={abscisse(lien.finLe ?? (fin > aujourdhui ? aujourdhui : fin))}
        y1={yFil}
        y2={yFil}
        stroke-width="5"
        stroke-linecap="round"
      />
      <circle class="noeud" cx={abscisse(lien.debutLe)} cy={yFil} r={6} stroke-width="3">
        <title>{`${lien.libelle}, depuis le ${court(lien.debutLe)}`}</title>
      </circle>
    </g>
  )
}

const EnTableau = ({ fil }: { fil: Fil }) => (
  <details id="fil-en-tableau">
    <summary>Le fil en tableau</summary>
    <Tableau
      legende="Le fil en tableau"
      legendeInvisible
      colonnes={[
        { label: 'Du', rendu: ligne => <LeJour le={ligne.debutLe} />, entete: true },
        { label: 'Au', rendu: ligne => (ligne.finLe ? <LeJour le={ligne.finLe} /> : '') },
        {
          label: 'Quoi',
          rendu: ligne =>
            ligne.href ? <Lien href={ligne.href}>{ligne.libelle}</Lien> : ligne.libelle,
        },
      ]}
      lignes={[
        ...fil.bandes,
        ...fil.liens.map(lien => ({ ...lien, libelle: `Suivi : ${lien.libelle}`, href: null })),
        ...fil.points.map(point => ({
          debutLe: point.le,
          finLe: point.le,
          libelle: point.libelle,
          href: point.href,
        })),
      ].sort((un, autre) => un.debutLe.localeCompare(autre.debutLe))}
    />
  </details>
)

type PointProps = { point: Point; x: number; y: number }
/**
 * Entretiens above the thread, convocations below, reports as squares: the shape tells the kind,
 * not the colour alone.
 */
function Forme({ point, x, y }: PointProps) {
  const titre = <title>{`${point.libelle}, le ${court(point.le)}`}</title>
  if (point.genre === 'entretien')
    return (
      <circle class="entretien" cx={x} cy={y - 16} r={4.5}>
        {titre}
      </circle>
    )
  if (point.genre === 'rapport')
    return (
      <rect class="rapport" x={x - 5} y={y - 34} width={10} height={10}>
        {titre}
      </rect>
    )
  if (point.genre === 'jalon')
    return (
      <path class="rapport" d={`M${x} ${y + 38}l6 10h-12z`}>
        {titre}
      </path>
    )
  if (point.etat === 'manquee')
    return (
      <path class="manquee" d={`M${x - 5} ${y + 12}l10 10m0 -10l-10 10`} stroke-width="2.5">
        {titre}
      </path>
    )
  return (
    <circle class={point.etat} cx={x} cy={y + 17} r={5} stroke-width="2">
      {titre}
    </circle>
  )
}
function UnPoint(place: PointProps) {
  const { point } = place
  const forme = <Forme {...place} />
  return point.href ? (
    <Porte vers={point.href} sinon={forme}>
      <a href={point.href} aria-label={`${point.libelle}, le ${court(point.le)}`}>
        {forme}
      </a>
    </Porte>
  ) : (
    forme
  )
}
