import { afficherJourCourt } from '../platform/date.ts'
import { ChampCases, type FormState } from '../platform/interface/index.ts'
import type { Deplacement } from './debut.rules.ts'
import type { Mesure } from './mesure.store.ts'

export const ChampDuDebut = ({
  state,
  m: mesure,
  deplacement,
}: {
  state: FormState
  m: Mesure
  deplacement: Deplacement
}) => (
  <ChampCases
    state={state}
    name="debut"
    label="Le début et le terme"
    required
    options={[
      {
        value: 'deplacer',
        label: `Les déplacer : du ${afficherJourCourt(deplacement.debutLe)}${deplacement.termeLe ? ` au ${afficherJourCourt(deplacement.termeLe)}` : ''}`,
        hint: 'La durée prononcée ne change pas.',
      },
      {
        value: 'garder',
        label: `Les garder : du ${afficherJourCourt(mesure.debutLe)}${mesure.finInitialeLe ? ` au ${afficherJourCourt(mesure.finInitialeLe)}` : ''}`,
      },
    ]}
  />
)
