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

/**
 * The acts that the law allows, from which state to which, by whom; the picture says the same as
 * its table.
 */
export function Deroulement({ entree, le, sous }: Props) {
  const definition = entree && definitionDe(entree.groupe as CleNature)
  if (!definition) return null
  const machine = machineLe(definition, sous, le)
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
        lignes={passages.map((passage, i) => ({ ...passage, numero: i + 1 }))}
        colonnes={[
          { label: 'N°', rendu: ligne => ligne.numero, nombre: true },
          { label: 'Acte', entete: true, rendu: ligne => ligne.libelle },
          { label: 'Depuis', rendu: ligne => ligne.de.map(etat).join(' ; ') },
          { label: 'Vers', rendu: ligne => (ligne.vers ? etat(ligne.vers) : 'le même état') },
          { label: 'Par', rendu: ligne => nomsDAuteurs(ligne.auteurs) },
          {
            label: 'Effet',
            rendu: ligne => (
              <>
                {ligne.effet && effets[ligne.effet]}{' '}
                {ligne.porteAuTotal && 'porte le terme à la durée totale'}{' '}
                {ligne.cause && <Pastille>{causesDeFin[ligne.cause]}</Pastille>}
                <TempsDeLActe passage={ligne} le={le} machine={machine} />
              </>
            ),
          },
          { label: 'Source', rendu: ligne => <Source source={ligne.source} le={le} /> },
        ]}
      />
      {entree && <Historique entree={entree} />}
    </section>
  )
}

/** When the act is too early, and how much a decision may add, each with its article. */
const TempsDeLActe = ({
  passage,
  le,
  machine,
}: {
  passage: referentiel.Passage
  le: Jour
  machine: Machine
}) => (
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
  ...(depuis.some(x => x < vers)
    ? [`M${vers - 11} ${y - 5} L${vers - 1} ${y} L${vers - 11} ${y + 5} z`]
    : []),
  ...(depuis.some(x => x > vers)
    ? [`M${vers + 11} ${y - 5} L${vers + 1} ${y} L${vers + 11} ${y + 5} z`]
    : []),
]
const Automate = ({
  dessin: { largeur, hauteur, tete, colonnes, rangees },
}: {
  dessin: Dessin
}) => (
  <figure class="fil-pile-serree" aria-label="Déroulement, dessin">
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
    <section class="fil-dessin" tabIndex={0} aria-label="États et actes, dessin">
      <svg
        viewBox={`0 0 ${largeur} ${hauteur}`}
        role="img"
        aria-label={`${colonnes.length} états en colonnes, ${rangees.length} actes en rangées. Le tableau qui suit dit la même chose.`}
      >
        {colonnes.map(colonne => (
          <g>
            <line
              class="trait"
              x1={colonne.x}
              x2={colonne.x}
              y1={tete}
              y2={hauteur - 4}
              stroke-dasharray={colonne.fin ? '3 4' : undefined}
            />
            {colonne.lignes.map((ligne, i) => (
              <text
                x={colonne.x}
                y={14 + i * 14}
                text-anchor="middle"
                font-weight={colonne.fin ? undefined : '650'}
              >
                {ligne}
              </text>
            ))}
          </g>
        ))}
        {rangees.map(rangee => (
          <g>
            <text x={0} y={rangee.y + 4}>
              {rangee.texte}
            </text>
            {rangee.vers !== null && (
              <line
                class="entretien"
                x1={Math.min(rangee.vers, ...rangee.depuis)}
                x2={Math.max(rangee.vers, ...rangee.depuis)}
                y1={rangee.y}
                y2={rangee.y}
                stroke="var(--fil-encre-2)"
              />
            )}
            {rangee.depuis.map(x => (
              <circle
                class={rangee.vers === null ? 'prevue' : 'entretien'}
                cx={x}
                cy={rangee.y}
                r={4.5}
              />
            ))}
            {rangee.vers !== null &&
              pointes(rangee.depuis, rangee.vers, rangee.y).map(pointe => (
                <path class="rapport" d={pointe} />
              ))}
          </g>
        ))}
      </svg>
    </section>
    <figcaption class="fil-discret">
      ● état de départ · flèche : état d’arrivée · ○ sans changer d’état · en pointillé : les fins.
      Les numéros sont ceux du tableau.
    </figcaption>
  </figure>
)
