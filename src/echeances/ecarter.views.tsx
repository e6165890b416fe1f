import { Bandeau, type Identite } from '../dossiers/index.ts'
import { nomDEcheance } from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Bouton,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { chemins } from './echeance.paths.ts'

type EcarterProps = {
  identite: Identite
  state: FormState
  echeance: { cle: string; le: Jour; aVerifier: boolean }
  nature: string
}
export const Ecarter = ({ identite, state, echeance, nature }: EcarterProps) => (
  <Formulaire>
    <h1>Ne pas poursuivre une échéance</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      {nomDEcheance({ ...echeance, nature })}, pour le <LeJour le={echeance.le} />. La date ne
      change pas : elle vient des faits et de la loi. L’échéance quitte les listes, avec votre
      motif. Elle peut être reprise.
    </p>
    <ChampTexte state={state} name="motif" label="Pourquoi" required />
    <Actions>
      <Bouton>Ne pas poursuivre</Bouton>
      <LienBouton href={chemins.dossier(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

/** Asked on its own page where the button of the list did not go through. */
export const Reprendre = ({ identite, state, echeance, nature }: EcarterProps) => (
  <Formulaire>
    <h1>Reprendre une échéance</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      {nomDEcheance({ ...echeance, nature })}, pour le <LeJour le={echeance.le} />, revient dans les
      listes.
    </p>
    <Actions>
      <Bouton>Reprendre</Bouton>
      <LienBouton href={chemins.dossier(identite.dossierId)} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
