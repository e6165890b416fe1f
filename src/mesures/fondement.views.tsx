import {
  ChampCase,
  ChampCases,
  ChampTexte,
  type FormState,
  Rangee,
} from '../platform/interface/index.ts'
import { fondements } from './fondement.rules.ts'

/**
 * A mistake of who copied, or a decision of who pronounced: asked where it is what was pronounced
 * that changes.
 */
export const DOuVientLaCorrection = ({
  state,
  toujours = false,
}: {
  state: FormState
  toujours?: boolean
}) => (
  <ChampCases
    state={state}
    name="fondement"
    label="D’où vient la correction"
    {...(toujours ? { required: true } : { quand: 'si ce que la décision a prononcé change' })}
    options={[
      {
        value: 'erreur_de_saisie',
        label: fondements.erreur_de_saisie,
        hint: 'La décision disait déjà ce que vous écrivez.',
      },
      {
        value: 'decision_rectificative',
        label: fondements.decision_rectificative,
        plus: <Rectification state={state} />,
      },
    ]}
  />
)
const Rectification = ({ state }: { state: FormState }) => (
  <div class="fil-pile">
    <Rangee>
      <ChampTexte
        state={state}
        name="rectificationNumero"
        label="Son numéro"
        quand="si elle en porte un"
      />
      <ChampTexte
        state={state}
        name="rectificationLe"
        label="Sa date"
        type="date"
        quand="si une décision rectifie"
      />
    </Rangee>
    <ChampCase state={state} name="rectificationSansNumero" label="Elle ne porte pas de numéro" />
  </div>
)
