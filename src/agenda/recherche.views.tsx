import type { ComponentChildren } from 'preact'
import type { Creneau } from '../creneaux/index.ts'
import { afficherHeure, afficherJour, afficherJourCourt, type Jour } from '../platform/date.ts'
import { EtatVide, type FormState, LeJour, Tableau, Titre, valeur } from '../platform/interface/index.ts'
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
  /** Without a type there is nothing to look for: that is said, rather than that nothing is free. */
  sansType: boolean
  agentChoisi: boolean
  /** With a form, each slot is a choice; without, it is only said. */
  state?: FormState
}
export const cleDe = (c: Creneau) => `${c.plageId}|${c.le}|${c.heure}`

/** Free slots of one week: a line per agent or agenda, a column per day. */
export const GrilleDesCreneaux = ({ creneaux, jours, prochain, allerA, noms, lieux = {}, sansType, agentChoisi, state }: Grille) => {
  const agendas = [...new Map(creneaux.map(c => [c.agendaId, c])).values()]
  const nomDe = (a: Creneau) => (a.agentId && noms[a.agentId]) || a.intitule || a.agendaNom
  const memeNom = (a: Creneau) => agendas.filter(x => nomDe(x) === nomDe(a)).length > 1
  if (sansType)
    return (
      <EtatVide>
        <p>Choisissez le type de convocation, puis « {state ? 'Voir les créneaux' : 'Afficher'} ».</p>
      </EtatVide>
    )
  if (creneaux.length === 0)
    return (
      <EtatVide>
        <p>
          Aucun créneau libre cette semaine-là.{' '}
          {prochain ? (
            <>
              Le prochain est le {afficherJour(prochain.le)} à {afficherHeure(prochain.heure)}.
            </>
          ) : agentChoisi ? (
            'Cet agent n’en a aucun dans les douze mois : cherchez parmi tous les agents.'
          ) : (
            'Il n’y en a aucun dans les douze mois : ouvrez des plages dans le calendrier.'
          )}
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
          rendu: a => (
            <>
              {nomDe(a)}
              {memeNom(a) && lieux[a.lieuId] && <span class="fil-discret"> {lieux[a.lieuId]}</span>}
            </>
          ),
        },
        ...jours.map(j => ({
          label: afficherJour(j).replace(/ \d{4}$/, ''),
          rendu: (a: Creneau) => (
            <Heures creneaux={creneaux.filter(c => c.agendaId === a.agendaId && c.le === j)} {...(state ? { state } : {})} />
          ),
        })),
      ]}
      lignes={agendas}
    />
  )
}

const Heures = ({ creneaux, state }: { creneaux: Creneau[]; state?: FormState }) => {
  const choisi = state ? valeur(state, 'creneau') : ''
  const places = (c: Creneau) => c.capacite > 1 && <span class="fil-discret"> ({c.libres} pl.)</span>
  const un = (c: Creneau) =>
    state ? (
      <label class="fil-creneau">
        <input type="radio" name="creneau" value={cleDe(c)} checked={choisi === cleDe(c)} autocomplete="off" /> {afficherHeure(c.heure)}
        {places(c)}
      </label>
    ) : (
      <div class="fil-creneau">
        {afficherHeure(c.heure)}
        {places(c)}
      </div>
    )
  const [debut, suite] = plier(creneaux)
  return (
    <>
      {debut.map(un)}
      {suite.length > 0 && (
        <details open={suite.some(c => cleDe(c) === choisi)}>
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
export const CreneauxLibres = ({ type, types, agentId, agents, du, avant, apres, ...grille }: Ecran) => (
  <div class="fil-pile">
    <Titre>
      Créneaux libres, semaine du <LeJour le={du} long />
    </Titre>
    <form class="fil-actions" method="get" action={chemins.creneaux} aria-label="Choisir le type, l’agent et la semaine">
      <label for="type">Type</label>
      <select class="ds-input" data-width="auto" id="type" name="type">
        {types.map(t => (
          <option value={t.value} selected={t.value === type}>
            {t.label}
          </option>
        ))}
      </select>
      <label for="agentId">Avec</label>
      <select class="ds-input" data-width="auto" id="agentId" name="agentId">
        <option value="">Tous</option>
        {agents.map(a => (
          <option value={a.value} selected={a.value === agentId}>
            {a.label}
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
      <a href={chemins.creneauxDu({ type, du: avant, agentId })}>Semaine du {afficherJourCourt(avant)}</a>
      <a href={chemins.creneauxDu({ type, du: apres, agentId })}>Semaine du {afficherJourCourt(apres)}</a>
    </nav>
    <GrilleDesCreneaux {...grille} allerA={le => <a href={chemins.creneauxDu({ type, du: le, agentId })}>Voir cette semaine</a>} />
  </div>
)
