import { ChampCases, ChampLong, type FormState } from '../platform/interface/index.ts'
import { motsComplets } from './obligation.rules.ts'
import type { Obligation } from './obligation.store.ts'
import { LesObligations } from './obligation.views.tsx'
import type { ListeACocher } from './regime.rules.ts'

export const ChampsDuContenu = ({
  state,
  levables,
  liste,
}: {
  state: FormState
  levables: Obligation[]
  liste: ListeACocher
}) => (
  <>
    <ChampLong
      state={state}
      name="avisPersonne"
      label="Ce qu’en dit la personne"
      hint="Ses mots, son accord ou son désaccord."
      rows={3}
    />
    {levables.length > 0 && (
      <ChampCases
        state={state}
        name="levees"
        label="Obligations levées"
        plusieurs
        options={levables.map(levable => ({
          value: levable.obligationId,
          label: motsComplets(levable),
        }))}
      />
    )}
    <LesObligations
      state={state}
      liste={liste}
      titre={levables.length > 0 ? 'Obligations ajoutées' : 'Obligations'}
      enVigueur={levables}
    />
  </>
)
