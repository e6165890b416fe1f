import { scaleLinear } from 'd3-scale'
import { chemins as creneaux } from '../creneaux/calendrier.paths.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Alerte,
  EtatVide,
  LeJour,
  LienBouton,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './calendrier.paths.ts'
import type { Disponibilite } from './disponibilites.rules.ts'

type Props = { disponibilites: Disponibilite[]; ouvrir: boolean; tenir: boolean }

/**
 * Free places of the next four weeks against what each type needs; and what to do when they are too
 * few.
 */
export const Disponibilites = ({ disponibilites, ouvrir, tenir }: Props) => {
  const manquent = disponibilites.filter(disponibilite => disponibilite.manque > 0)
  return (
    <div class="fil-pile">
      <Titre actions={<LienBouton href={chemins.semaine()}>Voir la semaine</LienBouton>}>
        Places libres et besoins
      </Titre>
      {disponibilites.length === 0 ? (
        <EtatVide
          titre="Aucun besoin n’est encore indiqué"
          action={
            tenir ? <LienBouton href={creneaux.types}>Indiquer les besoins</LienBouton> : undefined
          }
        >
          <p>
            Un type de convocation dont le service dit combien de places il lui faut par semaine est
            surveillé ici.
          </p>
        </EtatVide>
      ) : (
        <>
          {manquent.length === 0 ? (
            <Alerte genre="ok">
              <p>Chaque type a au moins les places qu’il lui faut, chaque semaine.</p>
            </Alerte>
          ) : (
            <Alerte genre="attention">
              <p>
                <strong>
                  {manquent.length === 1
                    ? 'Un type manque de places'
                    : `${manquent.length} types manquent de places`}{' '}
                  dans les quatre semaines qui viennent.
                </strong>{' '}
                {ouvrir
                  ? 'Ouvrez des plages, ou ajoutez le type à des plages déjà ouvertes.'
                  : 'Signalez-le à qui ouvre les plages de votre service.'}
              </p>
              {ouvrir && (
                <p class="fil-actions">
                  <LienBouton href={creneaux.ouvrirPlage}>Ouvrir des plages</LienBouton>
                </p>
              )}
            </Alerte>
          )}
          <Dessin disponibilites={disponibilites} />
          <EnTableau disponibilites={disponibilites} />
          <p class="fil-discret">
            Une place qui sert plusieurs types est comptée pour chacun d’eux. Les semaines sont de
            sept jours, à partir d’aujourd’hui ; ce qu’une semaine a de trop ne comble pas la
            suivante.
          </p>
        </>
      )}
    </div>
  )
}
const court = (le: Jour) => afficherJourCourt(le).slice(0, 5)

const EnTableau = ({ disponibilites }: { disponibilites: Disponibilite[] }) => (
  <Tableau
    legende="Places libres par type et par semaine"
    lignes={disponibilites}
    colonnes={[
      { label: 'Type', rendu: disponibilite => disponibilite.libelle, entete: true },
      {
        label: 'Besoin par semaine',
        rendu: disponibilite => disponibilite.besoinParSemaine,
        nombre: true,
      },
      ...(disponibilites[0]?.semaines ?? []).map((service, i) => ({
        label: `Du ${court(service.du)} au ${court(service.au)}`,
        nombre: true,
        rendu: (disponibilite: Disponibilite) => {
          const semaine = disponibilite.semaines[i]
          return (
            <>
              {semaine?.libres}{' '}
              {semaine && semaine.manque > 0 && (
                <Pastille genre="attention">il en manque {semaine.manque}</Pastille>
              )}
            </>
          )
        },
      })),
      {
        label: 'Première place',
        rendu: disponibilite =>
          disponibilite.prochaine ? <LeJour le={disponibilite.prochaine} /> : 'aucune',
      },
    ]}
  />
)

const [LARGEUR, GAUCHE, HAUT, RANG] = [1000, 330, 30, 46]
/** Four bars for each type, and the line of its need across them. */
function Dessin({ disponibilites }: { disponibilites: Disponibilite[] }) {
  const max = Math.max(
    1,
    ...disponibilites.flatMap(disponibilite => [
      disponibilite.besoinParSemaine,
      ...disponibilite.semaines.map(semaine => semaine.libres),
    ]),
  )
  const x = scaleLinear([0, max], [GAUCHE, LARGEUR - 60])
  const hauteur = HAUT + disponibilites.length * RANG + 10
  const dit = disponibilites
    .map(
      disponibilite =>
        `${disponibilite.libelle} : besoin ${disponibilite.besoinParSemaine}, libres ${disponibilite.semaines.map(semaine => semaine.libres).join(', ')}`,
    )
    .join(' ; ')
  return (
    <figure aria-label="Places libres et besoins, dessin">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section class="fil-dessin" tabIndex={0} aria-label="Places libres et besoins, dessin">
        <svg
          viewBox={`0 0 ${LARGEUR} ${hauteur}`}
          role="img"
          aria-label={`${dit}. Le tableau qui suit dit la même chose.`}
        >
          {x.ticks(6).map(tick => (
            <g>
              <line class="trait" x1={x(tick)} x2={x(tick)} y1={HAUT - 8} y2={hauteur - 6} />
              <text class="discret" x={x(tick)} y={14} text-anchor="middle">
                {tick}
              </text>
            </g>
          ))}
          {disponibilites.map((disponibilite, rang) => {
            const y = HAUT + rang * RANG
            return (
              <g>
                <text x={GAUCHE - 10} y={y + 24} text-anchor="end">
                  {disponibilite.libelle.length > 44
                    ? `${disponibilite.libelle.slice(0, 43)}…`
                    : disponibilite.libelle}
                </text>
                {disponibilite.semaines.map((semaine, i) => (
                  <rect
                    class={semaine.manque > 0 ? 'barre-manquee' : 'mesure'}
                    x={GAUCHE}
                    y={y + i * 9 + 2}
                    width={Math.max(1.5, x(semaine.libres) - GAUCHE)}
                    height={7}
                  />
                ))}
                <line
                  class="besoin"
                  x1={x(disponibilite.besoinParSemaine)}
                  x2={x(disponibilite.besoinParSemaine)}
                  y1={y - 2}
                  y2={y + 40}
                />
              </g>
            )
          })}
        </svg>
      </section>
      <figcaption class="fil-discret">
        Une barre par semaine, la plus proche en haut ; trait interrompu : le besoin.
      </figcaption>
    </figure>
  )
}
