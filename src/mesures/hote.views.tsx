import { ChampChoix, ChampTexte, type FormState, Rangee } from '../platform/interface/index.ts'
import { clesDHotes, typesDHotes } from './hote.rules.ts'

/**
 * Where the work is done, and the week that is planned: what the law bounds is refused in place.
 */
export const ChampsDAffectation = ({ state }: { state: FormState }) => (
  <>
    <Rangee>
      <ChampChoix
        state={state}
        name="hote"
        label="Structure d’accueil"
        vide="Non dite"
        options={clesDHotes.map(value => ({ value, label: typesDHotes[value] }))}
      />
      <ChampTexte
        state={state}
        name="habiliteeLe"
        label="Habilitation du"
        type="date"
        hint="Pour une structure privée."
      />
    </Rangee>
    <Rangee>
      <ChampTexte
        state={state}
        name="tigParSemaine"
        label="Heures de travail par semaine"
        type="number"
        inputmode="numeric"
        min="1"
      />
      <ChampTexte
        state={state}
        name="emploiParSemaine"
        label="Heures d’emploi par semaine"
        type="number"
        inputmode="numeric"
        min="0"
        hint="Si la personne a un emploi."
      />
    </Rangee>
  </>
)
