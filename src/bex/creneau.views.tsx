import type { Creneau } from '../creneaux/index.ts'
import type { FenetreDAudience } from '../mesures/index.ts'
import { afficherHeure, afficherJour, afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Alerte,
  EtatVide,
  type FormState,
  Geste,
  Pastille,
  valeur,
} from '../platform/interface/index.ts'
import { cleDuCreneau, TYPE_SPIP } from './audience.rules.ts'

type Libre = Creneau & { type: string }
export type Liste = {
  creneaux: Libre[]
  /** Nothing is read beyond that day. */
  jusquAu: Jour
  /** The list begins with the first free slot of all. */
  debut: boolean
  suite: Jour | null
  types: Map<string, string>
  lieux: Map<string, string>
  /** The delay of the law, none where it has none. */
  fenetre: FenetreDAudience | null
}
type CreneauxProps = {
  legende: string
  name: string
  geste: string
  liste: Liste
  state: FormState
  avecType?: boolean
  choisi?: boolean
  /** One is needed: « Aucun » is not offered. */
  requis?: boolean
}

/**
 * Free slots by day; one group of radio buttons, so one stop of the keyboard. A late one is
 * offered, and says that it is late.
 */
export function Creneaux({
  legende,
  name,
  geste,
  liste,
  state,
  avecType,
  choisi: ou = true,
  requis,
}: CreneauxProps) {
  const choisi = valeur(state, name)
  // At the court each agenda is a cabinet; at the SPIP it is an agent's, which the court has no
  // need to know.
  const cabinets =
    !liste.types.has(TYPE_SPIP) && new Set(liste.creneaux.map(creneau => creneau.agendaId)).size > 1
  /**
   * « lundi 30 novembre 2026, Antenne de Saverne »: the type and the place are said where there are
   * several; two cabinets of a court may be free at one hour.
   */
  const titre = (libre: Libre) =>
    [
      afficherJour(libre.le),
      avecType && liste.types.get(libre.type),
      liste.lieux.size > 1 && liste.lieux.get(libre.lieuId),
      cabinets && libre.agendaNom,
    ]
      .filter(Boolean)
      .join(', ')
  const groupes = [...new Map(liste.creneaux.map(creneau => [titre(creneau), creneau.le]))]
  return (
    <fieldset class="fil-bloc" id={`champ-${name}`} tabIndex={-1}>
      <legend>{legende}</legend>
      {ou && <Delai liste={liste} />}
      {!requis && (
        <label class="fil-creneau">
          <input type="radio" name={name} value="" checked={choisi === ''} /> Aucun
        </label>
      )}
      {liste.creneaux.length === 0 && (
        <EtatVide>
          {ou
            ? `Aucun créneau libre d’ici le ${afficherJourCourt(liste.jusquAu)}.`
            : 'Choisissez le SPIP, puis « Voir les créneaux de ce choix ».'}
        </EtatVide>
      )}
      {groupes.map(([groupe, le]) => (
        <div>
          <strong>{groupe}</strong>{' '}
          {enRetard(liste, le) && <Pastille genre="attention">après le délai</Pastille>}
          <div class="fil-cases-en-ligne">
            {liste.creneaux
              .filter(creneau => titre(creneau) === groupe)
              .map(creneau => {
                const cle = avecType
                  ? `${creneau.type}|${cleDuCreneau(creneau)}`
                  : cleDuCreneau(creneau)
                return (
                  <label class="fil-creneau">
                    <input type="radio" name={name} value={cle} checked={choisi === cle} />
                    <span class="fil-invisible">{groupe} à </span>
                    {afficherHeure(creneau.heure)}
                    {creneau.capacite > 1 && (
                      <span class="fil-discret"> ({creneau.libres} pl.)</span>
                    )}
                  </label>
                )
              })}
          </div>
        </div>
      ))}
      {(state.errors[name] ?? []).map(e => (
        <p class="ds-validation-message">{e}</p>
      ))}
      {liste.suite && (
        <Geste geste={`${geste}:${liste.suite}`} etiquette={`${legende} : jours suivants`}>
          Jours suivants
        </Geste>
      )}
    </fieldset>
  )
}
const enRetard = ({ fenetre }: Liste, le: Jour) => fenetre !== null && le > fenetre.au

/** Until when, by which article; and that nothing is free before, with the first that is. */
function Delai({ liste }: { liste: Liste }) {
  const { fenetre, creneaux, debut } = liste
  if (!fenetre) return null
  const premier = creneaux[0]
  return (
    <>
      <p class="fil-discret">
        Au plus tard le {afficherJourCourt(fenetre.au)} : {fenetre.jours} jours depuis l’audience (
        {fenetre.citation}).
      </p>
      {debut && premier && enRetard(liste, premier.le) && (
        <Alerte genre="attention">
          Aucun créneau libre dans ce délai. Le premier est le {afficherJour(premier.le)} à{' '}
          {afficherHeure(premier.heure)}.
        </Alerte>
      )}
    </>
  )
}
