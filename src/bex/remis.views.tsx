import type { ComponentChildren } from 'preact'
import {
  Bloc,
  ChampCase,
  ChampLong,
  ChampTexte,
  type FormState,
  Rangee,
} from '../platform/interface/index.ts'

/** What the hearing decided and what was handed over, the same wherever it is said or corrected. */
export const ChampsRemis = ({
  state,
  children,
}: {
  state: FormState
  children?: ComponentChildren
}) => (
  <Bloc legende="Audience et remise">
    <Rangee>
      <ChampTexte state={state} name="audienceLe" label="Jour de l’audience" type="date" required />
      <ChampTexte state={state} name="numeroParquet" label="N° parquet" />
      <ChampTexte
        state={state}
        name="decision"
        label="Décision"
        hint="En quelques mots : sursis probatoire 2 ans."
      />
    </Rangee>
    <ChampCase state={state} name="decisionRemise" label="Décision remise à la personne" />
    {children}
    <Rangee>
      <ChampTexte state={state} name="piecesManquantes" label="Pièces manquantes" />
      <ChampLong state={state} name="precisions" label="À dire au SPIP" rows={2} />
    </Rangee>
  </Bloc>
)
