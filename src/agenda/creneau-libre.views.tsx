import type { Creneau } from '../creneaux/index.ts'
import { afficherHeure, afficherJour } from '../platform/date.ts'
import { Bloc, type FormState, Geste, valeur } from '../platform/interface/index.ts'
import type { MomentProps } from './convoquer.views.tsx'
import { cleDe, GrilleDesCreneaux } from './recherche.views.tsx'

type Props = Pick<MomentProps, 'sansType' | 'agents' | 'lieux' | 'semaine' | 'garde'> & {
  state: FormState
}
/** The free slots of the week; the one that was ticked stays so, here or from another week. */
export const CreneauLibre = ({ state, sansType, agents, lieux, semaine, garde }: Props) => {
  const { creneaux, jours, prochain } = semaine
  const choisi = valeur(state, 'creneau')
  const perdu = choisi !== '' && !garde && !creneaux.some(creneau => cleDe(creneau) === choisi)
  return (
    <Bloc legende="Créneau libre">
      <p>
        <label class="fil-creneau">
          <input type="radio" name="creneau" value="" checked={choisi === ''} autocomplete="off" />{' '}
          Autre heure, à écrire ci-dessous
        </label>
        {garde && (
          <label class="fil-creneau">
            <input type="radio" name="creneau" value={cleDe(garde)} checked autocomplete="off" />{' '}
            Créneau choisi : {afficherJour(garde.le)} à {afficherHeure(garde.heure)},{' '}
            {avecQui(garde, agents)}
          </label>
        )}
      </p>
      <GrilleDesCreneaux
        creneaux={creneaux}
        jours={jours}
        prochain={prochain}
        allerA={le => <Geste geste={`semaine:${le}`}>Voir cette semaine</Geste>}
        sansType={sansType}
        agentChoisi={valeur(state, 'agentId') !== ''}
        noms={Object.fromEntries(agents.map(agent => [agent.value, agent.label]))}
        lieux={Object.fromEntries(lieux.map(lieu => [lieu.value, lieu.label]))}
        state={state}
      />
      <span id="champ-creneau" tabIndex={-1}>
        {perdu && !state.errors.creneau && (
          <span class="ds-validation-message">
            Le créneau choisi n’est plus libre, pour ce type et cet agent : choisissez-en un autre.
          </span>
        )}
        {(state.errors.creneau ?? []).map(erreur => (
          <span class="ds-validation-message">{erreur}</span>
        ))}
      </span>
    </Bloc>
  )
}

const avecQui = (creneau: Creneau, agents: MomentProps['agents']) =>
  agents.find(agent => agent.value === creneau.agentId)?.label ??
  creneau.intitule ??
  creneau.agendaNom
