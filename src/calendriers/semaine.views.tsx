import { etats, genreDEtat } from '../agenda/index.ts'
import { afficherHeure, afficherJour, heureDe, type Jour } from '../platform/date.ts'
import {
  Bouton,
  EtatVide,
  type Genre,
  Icone,
  LeJour,
  LienBouton,
  Pastille,
  Titre,
} from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { chemins } from './calendrier.paths.ts'
import type { Cible, Organisation } from './cible.rules.ts'
import { type Case, caseDe, type Fermee, type Libre, type Prise } from './semaine.rules.ts'

export type Contenu = { libres: Libre[]; prises: Prise[]; fermees: Fermee[] }
type Communs = { lundi: Jour; avant: Jour; apres: Jour; organisation: Organisation; flux: boolean }
type Props = Communs &
  (
    | { cible: null }
    | {
        cible: Cible
        contenu: Contenu
        jours: { le: Jour; ferie: string | null; aujourdhui: boolean }[]
        heures: number[]
      }
  )
const parametre = { agent: 'agentId', agenda: 'agendaId', lieu: 'lieuId' } as const
const vers = (du: Jour, cible: Cible | null) =>
  chemins.semaine({ du, ...(cible ? { [parametre[cible.genre]]: cible.id } : {}) })

/** The week of an agent, of an agenda or of a place: what is held, what is free, what is closed. */
export const SemaineDe = (props: Props) => {
  const { lundi, avant, apres, organisation, cible } = props
  return (
    <div class="fil-pile fil-paysage">
      <Titre
        actions={
          <>
            <LienBouton href={vers(avant, cible)}>Semaine précédente</LienBouton>
            <LienBouton href={vers(apres, cible)}>Semaine suivante</LienBouton>
            <Bouton type="button" variante="primaire" imprimer>
              <Icone nom="printer" /> Imprimer
            </Bouton>
          </>
        }
      >
        {cible ? cible.nom : 'Semaine'}, semaine du <LeJour le={lundi} long />
      </Titre>
      <Choisir lundi={lundi} cible={cible} organisation={organisation} />
      {props.cible ? (
        <Grille {...props} />
      ) : (
        <EtatVide>Votre service n’a encore ni lieu ni agenda.</EtatVide>
      )}
      <p class="fil-actions">
        <a href={chemins.jour({ le: lundi })}>Le service, jour par jour</a>{' '}
        <a href={chemins.disponibilites}>Places libres et besoins</a>{' '}
        {props.flux && (
          <a href={chemins.calendriers}>Suivre ces convocations dans un autre calendrier</a>
        )}
      </p>
    </div>
  )
}

const Choisir = ({
  lundi,
  cible,
  organisation: { agents, agendas, lieux },
}: {
  lundi: Jour
  cible: Cible | null
  organisation: Organisation
}) => {
  const groupes: [string, { genre: Cible['genre']; id: string; nom: string }[]][] = [
    [
      'Agents',
      agents.map(agent => ({ genre: 'agent' as const, id: agent.agentId, nom: agent.nomComplet })),
    ],
    [
      'Agendas partagés',
      agendas
        .filter(agenda => agenda.agentId === null)
        .map(agenda => ({ genre: 'agenda' as const, id: agenda.agendaId, nom: agenda.nom })),
    ],
    ['Lieux', lieux.map(lieu => ({ genre: 'lieu' as const, id: lieu.lieuId, nom: lieu.nom }))],
  ]
  return (
    <form
      class="fil-actions"
      method="get"
      action={chemins.semaine()}
      aria-label="Choisir la semaine"
      data-sans-impression
    >
      <label for="vue">De qui, ou de quel lieu</label>
      <select class="ds-input" data-width="auto" id="vue" name="vue">
        {groupes.map(([label, choix]) =>
          choix.length === 0 ? null : (
            <optgroup label={label}>
              {choix.map(ligne => (
                <option
                  value={`${ligne.genre}:${ligne.id}`}
                  selected={cible?.genre === ligne.genre && cible.id === ligne.id}
                >
                  {ligne.nom}
                </option>
              ))}
            </optgroup>
          ),
        )}
      </select>
      <label for="du">Semaine du</label>
      <input class="ds-input" size={12} type="date" id="du" name="du" value={lundi} />
      <Bouton variante="secondaire">Afficher</Bouton>
    </form>
  )
}

function Grille({ cible, contenu, jours, heures }: Extract<Props, { cible: Cible }>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1).
    <section class="fil-defile" aria-label={`Semaine de ${cible.nom}`} tabIndex={0}>
      <table class="fil-table fil-semaine">
        <caption>{`${convocations(total(contenu.prises))}, ${placesLibres(contenu.libres.reduce((nombre, libre) => nombre + libre.libres, 0))}`}</caption>
        <thead>
          <tr>
            <th scope="col">Heure</th>
            {jours.map(jour => (
              <th scope="col" aria-current={jour.aujourdhui ? 'date' : undefined}>
                {afficherJour(jour.le).replace(/ \d{4}$/, '')}
                {jour.ferie && <span class="fil-ferie">{jour.ferie}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heures.map(heure => (
            <tr>
              <th scope="row">{afficherHeure(heureDe(heure * 60))}</th>
              {jours.map(jour => (
                <Cellule case={caseDe(contenu, jour.le, heure)} ferie={jour.ferie !== null} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
const convocations = (nombre: number) => {
  if (nombre === 0) return 'Aucune convocation'
  return nombre === 1 ? 'Une convocation' : `${nombre} convocations`
}
const placesLibres = (nombre: number) => {
  if (nombre === 0) return 'aucune place libre à venir'
  return nombre === 1 ? 'une place libre à venir' : `${nombre} places libres à venir`
}
const total = (prises: Prise[]) => prises.reduce((nombre, prise) => nombre + prise.combien, 0)

/**
 * One hour: convocations with the name where it may be read, then what is free. Hatched when
 * closed, and it says so in words.
 */
export const Cellule = ({
  case: calendrier,
  ferie,
  sansHeure,
}: {
  case: Case
  ferie: boolean
  sansHeure?: boolean
}) => (
  <td data-ferme={ferie || calendrier.entiere ? '' : undefined}>
    {calendrier.fermees.length > 0 && (
      <span class="fil-ferme">{calendrier.fermees.join(', ')}</span>
    )}
    {calendrier.prises.length + calendrier.libres.length > 0 && (
      <ul class="fil-moments">
        {calendrier.prises.map(prise => (
          <li data-pris="">
            <HeureCourte debut={prise.debut} />{' '}
            {prise.href ? <a href={prise.href}>{intitule(prise)}</a> : intitule(prise)}{' '}
            {(prise.nom || prise.avec) && (
              <small>
                {[prise.nom ? prise.titre : null, prise.avec].filter(Boolean).join(', ')}
              </small>
            )}
            {prise.etat !== 'prevue' && ' '}
            {prise.etat !== 'prevue' && (
              <Pastille genre={genreDEtat(prise.etat) as Genre}>
                {direDe(etats, prise.etat)}
              </Pastille>
            )}
          </li>
        ))}
        {calendrier.libres.map(l => (
          <li data-libre="">
            {!sansHeure && <HeureCourte debut={l.debut} />}{' '}
            {l.href ? <a href={l.href}>{libre(l)}</a> : libre(l)}
          </li>
        ))}
      </ul>
    )}
  </td>
)
const HeureCourte = ({ debut }: { debut: number }) => (
  <time dateTime={heureDe(debut)}>{afficherHeure(heureDe(debut))}</time>
)
const intitule = (prise: Prise) =>
  prise.nom ??
  `${prise.titre}${prise.combien > 1 || prise.titre === 'Séance' ? ` (${prise.combien})` : ''}`
const libre = (libre: Libre) =>
  libre.capacite === 1 ? 'libre' : `${libre.libres} ${libre.libres > 1 ? 'libres' : 'libre'}`
