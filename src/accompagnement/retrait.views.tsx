import { type Etat, etats } from '../agenda/index.ts'
import { Bandeau, type Identite, SeraDit } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  ChampCase,
  ChampTexte,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import type { Entretien } from './entretien.store.ts'

type Props = {
  identite: Identite
  state: FormState
  entretien: Entretien
  /** Another wrote it. */
  dUnAutre: boolean
  repondue: { etat: Etat; devient: Etat | null } | undefined
}
/** Withdrawing says why; the convocation that it answered may go back to what it was. */
export const RetirerEntretien = ({ identite, state, entretien, dUnAutre, repondue }: Props) => (
  <Formulaire>
    <h1>
      Retirer l’entretien du <LeJour le={entretien.le} />
    </h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <p>
      L’entretien ne comptera plus, ni dans le fil, ni dans les échéances. Ses versions restent
      lisibles, et il peut être rétabli.
    </p>
    <ChampTexte state={state} name="motif" label="Pourquoi le retirer" required />
    {repondue?.devient && (
      <ChampCase
        state={state}
        name="remettre"
        label={`Remettre aussi la convocation comme avant : « ${etats[repondue.devient]} »`}
        hint="Elle avait été notée honorée avec cet entretien. Décochez si la personne est bien venue : elle reste alors « Honorée »."
      />
    )}
    {repondue && !repondue.devient && (
      <p>
        La convocation à laquelle il répond reste « {etats[repondue.etat]} » : cela a été noté à
        part, et se corrige sur la page de la convocation.
      </p>
    )}
    {dUnAutre && <SeraDit effet="entretien_retire" />}
    <Actions>
      <Bouton>Retirer l’entretien</Bouton>
      <LienBouton
        href={chemins.entretien(entretien.dossierId, entretien.entretienId)}
        variante="tertiaire"
      >
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
