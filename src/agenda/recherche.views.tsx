import type { ComponentChildren } from 'preact'
import type { Creneau } from '../creneaux/index.ts'
import { afficherHeure, afficherJour, afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  EtatVide,
  type FormState,
  LeJour,
  Tableau,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { chemins } from './convocation.paths.ts'
import { plier } from './convocation.rules.ts'

type Choix = { value: string; label: string; group?: string }[]
type Grille = {
  creneaux: Creneau[]
  jours: Jour[]
  /** The first free slot after a week that has none, and how to go there. */
  prochain: Creneau | null
  allerA: (le: Jour) => ComponentChildren
  noms: Record<string, string>
  /** Names of the places, for agendas that have the same name. */
  lieux?: Record<string, string>
  /**
   * Without a type there is nothing to look for: that is said, rather than that nothing is free.
   */
  sansType: boolean
  agentChoisi: boolean
  /** With a form, each slot is a choice; without, it is only said. */
  state?: FormState
}
export const cleDe = (creneau: Creneau) => `${creneau.plageId}|${creneau.le}|${creneau.heure}`

/** Free slots of one week: a line per agent or agenda, a column per day. */
export const GrilleDesCreneaux = ({
  creneaux,
  jours,
  prochain,
  allerA,
  noms,
  lieux = {},
  sansType,
  agentChoisi,
  state,
}: Grille) => {
  const agendas = [...new Map(creneaux.map(creneau => [creneau.agendaId, creneau])).values()]
  const nomDe = (creneau: Creneau) =>
    (creneau.agentId && noms[creneau.agentId]) || creneau.intitule || creneau.agendaNom
  const memeNom = (creneau: Creneau) => agendas.filter(x => nomDe(x) === nomDe(creneau)).length > 1
  if (sansType)
    return (
      <EtatVide>
        <p>
          Choisissez le type de convocation, puis « {state ? 'Voir les créneaux' : 'Afficher'} ».
        </p>
      </EtatVide>
    )
  const aucun = agentChoisi
    ? 'Cet agent n’en a aucun dans les douze mois : cherchez parmi tous les agents.'
    : 'Il n’y en a aucun dans les douze mois : ouvrez des plages dans le calendrier.'
  if (creneaux.length === 0)
    return (
      <EtatVide>
        <p>
          Aucun créneau libre cette semaine-là.{' '}
          {prochain
            ? `Le prochain est le ${afficherJour(prochain.le)} à ${afficherHeure(prochain.heure)}.`
            : aucun}
        </p>
        {prochain && allerA(prochain.le)}
      </EtatVide>
    )
  return (
    <Tableau
      legende="Créneaux libres, par agent et par jour"
      legendeInvisible
      dense
      colonnes={[
        {
          label: 'Avec',
          entete: true,
          rendu: creneau => (
            <>
              {nomDe(creneau)}
              {memeNom(creneau) && lieux[creneau.lieuId] && (
                <span class="fil-discret"> {lieux[creneau.lieuId]}</span>
              )}
            </>
          ),
        },
        ...jours.map(jour => ({
          label: afficherJour(jour).replace(/ \d{4}$/, ''),
          rendu: (creneau: Creneau) => (
            <Heures
              creneaux={creneaux.filter(
                convocation => convocation.agendaId === creneau.agendaId && convocation.le === jour,
              )}
              {...(state ? { state } : {})}
            />
          ),
        })),
      ]}
      lignes={agendas}
    />
  )
}

const Heures = ({ creneaux, state }: { creneaux: Creneau[]; state?: FormState }) => {
  const choisi = state ? valeur(state, 'creneau') : ''
  const places = (creneau: Creneau) =>
    creneau.capacite > 1 && <span class="fil-discret"> ({creneau.libres} pl.)</span>
  const un = (creneau: Creneau) =>
    state ? (
      <label class="fil-creneau">
        <input
          type="radio"
          name="creneau"
          value={cleDe(creneau)}
          checked={choisi === cleDe(creneau)}
          autocomplete="off"
        />{' '}
        {afficherHeure(creneau.heure)}
        {places(creneau)}
      </label>
    ) : (
      <div class="fil-creneau">
        {afficherHeure(creneau.heure)}
        {places(creneau)}
      </div>
    )
  const [debut, suite] = plier(creneaux)
  return (
    <>
      {debut.map(un)}
      {suite.length > 0 && (
        <details open={suite.some(creneau => cleDe(creneau) === choisi)}>
          <summary>{suite.length} autres heures</summary>
          {suite.map(un)}
        </details>
      )}
    </>
  )
}

type Ecran = Omit<Grille, 'state' | 'allerA'> & {
  type: string
  types: Choix
  agentId: string
  agents: Choix
  du: Jour
  avant: Jour
  apres: Jour
}
/** Free slots of the whole entité, for who answers the telephone: by type, week and agent. */
export const CreneauxLibres = ({
  type,
  types,
  agentId,
  agents,
  du,
  avant,
  apres,
  ...grille
}: Ecran) => (
  <div class="fil-pile">
    <Titre>
      Créneaux libres, semaine du <LeJour le={du} long />
    </Titre>
    <form
      class="fil-actions"
      method="get"
      action={chemins.creneaux}
      aria-label="Choisir le type, l’agent et la semaine"
    >
      <label for="type">Type</label>
      <select class="ds-input" data-width="auto" id="type" name="type">
        {types.map(ligne => (
          <option value={ligne.value} selected={ligne.value === type}>
            {ligne.label}
          </option>
        ))}
      </select>
      <label for="agentId">Avec</label>
      <select class="ds-input" data-width="auto" id="agentId" name="agentId">
        <option value="">Tous</option>
        {agents.map(agent => (
          <option value={agent.value} selected={agent.value === agentId}>
            {agent.label}
          </option>
        ))}
      </select>
      <label for="du">Semaine du</label>
      <input class="ds-input" size={12} type="date" id="du" name="du" value={du} />
      <button class="ds-button" data-variant="secondary" type="submit">
        Afficher
      </button>
    </form>
    <nav class="fil-actions" aria-label="Semaines">
      <a href={chemins.creneauxDu({ type, du: avant, agentId })}>
        Semaine du {afficherJourCourt(avant)}
      </a>
      <a href={chemins.creneauxDu({ type, du: apres, agentId })}>
        Semaine du {afficherJourCourt(apres)}
      </a>
    </nav>
    <GrilleDesCreneaux
      {...grille}
      allerA={le => <a href={chemins.creneauxDu({ type, du: le, agentId })}>Voir cette semaine</a>}
    />
  </div>
)
