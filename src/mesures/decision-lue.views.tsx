import {
  Bloc,
  ChampCase,
  ChampChoix,
  ChampTexte,
  type FormState,
  Rangee,
  valeur,
} from '../platform/interface/index.ts'
import { estUneDecision, pourquoiConfirmer } from './decision-lue.rules.ts'
import type { Auteur } from './definition.rules.ts'
import type { Transition } from './machine.rules.ts'
import type { Mesure } from './mesure.store.ts'

type ChampsDeDecisionProps = {
  state: FormState
  possibles: readonly Auteur[]
  juridictions: readonly { juridictionId: string; nom: string }[]
  t: Transition
  m: Mesure
}
/**
 * What says that the decision was read: copied from it, never from the measure. Where somebody else
 * than a juridiction may have acted, it says when it is asked.
 */
export const ChampsDeDecision = ({
  state,
  t: transition,
  m: mesure,
  possibles,
  juridictions,
}: ChampsDeDecisionProps) => {
  const toujours = possibles.every(un => estUneDecision(transition, un))
  const choisie = valeur(state, 'decisionJuridictionId')
  return (
    <Bloc legende={juridictions.length > 0 ? 'La décision reçue' : 'La décision'}>
      {!toujours && (
        <p class="fil-discret">À remplir si un juge, une juridiction ou le parquet a décidé.</p>
      )}
      <Rangee>
        <ChampTexte
          state={state}
          name="numero"
          label="Numéro de la décision"
          quand="si elle en porte un"
          hint="Minute ou ordonnance. Ce n’est pas le numéro de parquet."
        />
        <ChampTexte
          state={state}
          name="decisionLe"
          label="Date de la décision"
          type="date"
          hint="Vide : celle de l’acte."
        />
      </Rangee>
      <ChampCase state={state} name="sansNumero" label="La décision ne porte pas de numéro" />
      {juridictions.length > 0 && (
        <ChampChoix
          state={state}
          name="decisionJuridictionId"
          label="Juridiction qui a décidé"
          vide="Choisir"
          options={juridictions.map(juridiction => ({
            value: juridiction.juridictionId,
            label: juridiction.nom,
          }))}
        />
      )}
      {juridictions.length > 0 &&
        mesure.juridictionId &&
        choisie !== '' &&
        choisie !== mesure.juridictionId && (
          <ChampCase
            state={state}
            name="autreJuridiction"
            label="C’est bien elle qui a décidé"
            hint={`La mesure relève de : ${mesure.juridictionNom}.`}
          />
        )}
      <ChampCase
        state={state}
        name="decisionVue"
        label="J’ai la décision sous les yeux"
        hint={`${pourquoiConfirmer(transition)}.`}
        required={toujours}
      />
    </Bloc>
  )
}
