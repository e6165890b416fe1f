import { Bloc, ChampTexte, type FormState, Rangee } from '../platform/interface/index.ts'
import type { Transition } from './machine.rules.ts'

/** How long the decision has executed: months, days, or both. */
export const ChampsDeLaPartie = ({ state, t: transition }: { state: FormState; t: Transition }) => {
  const quand = transition.aExecuter === 'si_fixee' ? 's’il y en a' : 'l’un des deux au moins'
  return (
    <Bloc legende="Durée à exécuter">
      <p class="fil-discret">
        {transition.aExecuter === 'si_fixee'
          ? 'Si la décision met un emprisonnement à exécution : la durée'
          : 'Celle'}{' '}
        que la décision dit, en mois, en jours, ou les deux.
      </p>
      <Rangee>
        <ChampTexte
          state={state}
          name="partieMois"
          label="Mois"
          quand={quand}
          type="number"
          inputmode="numeric"
          min="0"
        />
        <ChampTexte
          state={state}
          name="partieJours"
          label="Jours"
          quand={quand}
          type="number"
          inputmode="numeric"
          min="0"
        />
      </Rangee>
    </Bloc>
  )
}
