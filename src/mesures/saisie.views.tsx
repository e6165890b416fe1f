import { Bandeau, type Identite } from '../dossiers/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Bouton,
  ChampCase,
  ChampCases,
  ChampLong,
  type FormState,
  Formulaire,
  Geste,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { ChampConvocations } from './concerne.panels.tsx'
import type { Proposee } from './concerne.rules.ts'
import type { Dossier } from './cumul.rules.ts'
import { ChampsDeMesure, type Choix, SI_LA_DECISION_LE_DIT } from './faits.views.tsx'
import { chemins } from './mesure.paths.ts'
import { piecesHabituelles } from './mesure.rules.ts'
import { LesObligations } from './obligation.views.tsx'
import type { ListeACocher } from './regime.rules.ts'

type SaisirProps = {
  identite: Identite
  state: FormState
  natures: Choix
  juridictions: Choix
  paliers: Choix
  liste: ListeACocher
  proposees: readonly Proposee[]
  dossier: Dossier
  le: Jour
  /** The dossier has a measure that looks like this one. */
  double: boolean
}
export const SaisirMesure = ({
  identite,
  state,
  liste,
  proposees,
  double,
  ...champs
}: SaisirProps) => (
  <Formulaire large>
    <h1>Saisir une mesure</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} suite={SI_LA_DECISION_LE_DIT} />
    {double && (
      <ChampCase state={state} name="confirme" label="C’est une autre mesure, du même jour" />
    )}
    <ChampsDeMesure state={state} {...champs} />
    <div>
      <Geste geste="montrer">Afficher les obligations de cette mesure, à ce jour</Geste>
    </div>
    <LesObligations state={state} liste={liste} />
    <ChampCases
      state={state}
      name="pieces"
      label="Pièces qui manquent encore"
      plusieurs
      options={piecesHabituelles.map(pieceHabituelle => ({
        value: pieceHabituelle,
        label: pieceHabituelle,
      }))}
    />
    <ChampConvocations state={state} proposees={proposees} />
    <ChampLong state={state} name="precisions" label="Précisions" rows={3} />
    <Actions>
      <Bouton>Enregistrer la mesure</Bouton>
      <LienBouton href={chemins.mesures(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
