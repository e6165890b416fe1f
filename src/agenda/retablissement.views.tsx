import { Bandeau, type Identite } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  ChampTexte,
  type FormState,
  Formulaire,
  Heure,
  LeJour,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { chemins } from './convocation.paths.ts'
import type { Convocation } from './convocation.store.ts'

type Props = { identite: Identite; convocation: Convocation; state: FormState }
/** The way back from a cancellation that was a mistake. */
export const RetablirConvocation = ({ identite, convocation, state }: Props) => (
  <Formulaire>
    <h1>Rétablir la convocation</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      Annulée, elle était prévue le <LeJour le={convocation.le} long /> à{' '}
      <Heure heure={convocation.heure} />, {convocation.lieu}. Rétablie, la personne est de nouveau
      attendue : si l’annulation lui a été annoncée, un message lui dit de venir ; sinon, il n’est
      pas envoyé.
    </p>
    <ChampTexte state={state} name="motif" label="Pourquoi la rétablir" required />
    <Actions>
      <Bouton>Rétablir la convocation</Bouton>
      <LienBouton
        href={chemins.convocation(convocation.dossierId, convocation.id)}
        variante="tertiaire"
      >
        Revenir à la convocation
      </LienBouton>
    </Actions>
  </Formulaire>
)
