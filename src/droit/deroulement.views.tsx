import {
  type CleNature,
  causesDeFin,
  citationMarquee,
  definitionDe,
  type Machine,
  machineLe,
  type Referentiel,
  referentiel,
} from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import { Pastille, Tableau } from '../platform/interface/index.ts'
import { type Dessin, dessiner } from './automate.rules.ts'
import { type Entree, Historique, nomsDAuteurs, Source } from './regle.panels.tsx'

type Props = { entree: Entree | undefined; le: Jour; sous: Referentiel }
const effets = {
  suspend: 'suspend le terme',
  reprend: 'fait repartir le terme',
  prolonge: 'fixe un nouveau terme',
  fin: 'met fin à la mesure',
  contenu: 'fixe le contenu',
} as const

/** The acts that the law allows, from which state to which, by whom; the picture says the same as its table. */
export function Deroulement({ entree, le, sous }: Props) {
  const d = entree && definitionDe(entree.groupe as CleNature)
  if (!d) return null
  const machine = machineLe(d, sous, le)
  const passages = referentiel.passagesDe(machine)
  const dessin = dessiner(machine, passages)
  const etat = (cle: string) => machine.etats[cle]?.libelle ?? cle
  return (
    <section id="deroulement" class="fil-pile-serree">
      <h2>Déroulement</h2>
      <p>
        Au départ : {etat(machine.initial)}. Fins possibles :{' '}
        {Object.values(machine.etats)
          .filter(e => e.fin)
          .map(e => e.libelle)
          .join(', ')}
        .
      </p>
      {dessin && <Automate dessin={dessin} />}
      <Tableau
        legende="Actes possibles"
        lignes={passages.map((p, i) => ({ ...p, numero: i + 1 }))}
        colonnes={[
          { label: 'N°', rendu: p => p.numero, nombre: true },
          { label: 'Acte', entete: true, rendu: p => p.libelle },
          { label: 'Depuis', rendu: p => p.de.map(etat).join(' ; ') },
          { label: 'Vers', rendu: p => (p.vers ? etat(p.vers) : 'le même état') },
          { label: 'Par', rendu: p => nomsDAuteurs(p.auteurs) },
          {
            label: 'Effet',
            rendu: p => (
              <>
                {p.effet && effets[p.effet]} {p.porteAuTotal && 'porte le terme à la durée totale'}{' '}
                {p.cause && <Pastille>{causesDeFin[p.cause]}</Pastille>}
                <TempsDeLActe passage={p} le={le} machine={machine} />
              </>
            ),
          },
          { label: 'Source', rendu: p => <Source source={p.source} le={le} /> },
        ]}
      />
      {entree && <Historique entree={entree} />}
    </section>
  )
}

/** When the act is too early, and how much a decision may add, each with its article. */
const TempsDeLActe = ({ passage, le, machine }: { passage: referentiel.Passage; le: Jour; machine: Machine }) => (
  <>
    {referentiel.tempsEnMots(passage, le, machine).map(({ mots, source }) => (
      <div class="fil-discret">
        {mots} ({citationMarquee(source, le)})
      </div>
    ))}
  </>
)

/** An arrow head on each side from which the act comes. */
const pointes = (depuis: number[], vers: number, y: number): string[] => [
  ...(depuis.some(x => x < vers) ? [`M${vers - 11} ${y - 5} L${vers - 1} ${y} L${vers - 11} ${y + 5} z`] : []),
  ...(depuis.some(x => x > vers) ? [`M${vers + 11} ${y - 5} L${vers + 1} ${y} L${vers + 11} ${y + 5} z`] : []),
]
const Automate = ({ dessin: { largeur, hauteur, tete, colonnes, rangees } }: { dessin: Dessin }) => (
  <figure class="fil-pile-serree" aria-label="Déroulement, dessin">
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
    <section class="fil-dessin" tabIndex={0} aria-label="États et actes, dessin">
      <svg
        viewBox={`0 0 ${largeur} ${hauteur}`}
        role="img"
        aria-label={`${colonnes.length} états en colonnes, ${rangees.length} actes en rangées. Le tableau qui suit dit la même chose.`}
      >
        {colonnes.map(c => (
          <g>
            <line class="trait" x1={c.x} x2={c.x} y1={tete} y2={hauteur - 4} stroke-dasharray={c.fin ? '3 4' : undefined} />
            {c.lignes.map((ligne, i) => (
              <text x={c.x} y={14 + i * 14} text-anchor="middle" font-weight={c.fin ? undefined : '650'}>
                {ligne}
              </text>
            ))}
          </g>
        ))}
        {rangees.map(r => (
          <g>
            <text x={0} y={r.y + 4}>
              {r.texte}
            </text>
            {r.vers !== null && (
              <line
                class="entretien"
                x1={Math.min(r.vers, ...r.depuis)}
                x2={Math.max(r.vers, ...r.depuis)}
                y1={r.y}
                y2={r.y}
                stroke="var(--fil-encre-2)"
              />
            )}
            {r.depuis.map(x => (
              <circle class={r.vers === null ? 'prevue' : 'entretien'} cx={x} cy={r.y} r={4.5} />
            ))}
            {r.vers !== null && pointes(r.depuis, r.vers, r.y).map(d => <path class="rapport" d={d} />)}
          </g>
        ))}
      </svg>
    </section>
    <figcaption class="fil-discret">
      ● état de départ · flèche : état d’arrivée · ○ sans changer d’état · en pointillé : les fins. Les numéros sont ceux du tableau.
    </figcaption>
  </figure>
)
