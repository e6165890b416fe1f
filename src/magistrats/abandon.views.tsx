import {
  Actions,
  Bouton,
  ChampLong,
  type FormState,
  Formulaire,
} from '../platform/interface/index.ts'
import { chemins } from './magistrats.paths.ts'

type Props = {
  r: { dossierId: string; id: string }
  state: FormState
  abandonner: boolean
  reprendre: boolean
}

/** What ends a report that will not be finished, and what takes it up again. */
export const AbandonOuReprise = ({ r: rapport, state, abandonner, reprendre }: Props) => (
  <>
    {abandonner && (
      <Formulaire
        action={chemins.abandonner(rapport.dossierId, rapport.id)}
        etiquette="Abandonner le rapport"
      >
        <h2>Abandonner le rapport</h2>
        <ChampLong
          state={state}
          name="motif"
          label="Pourquoi il ne sera pas terminé"
          hint="Ce qui est enregistré reste lisible ici. Vous pourrez le reprendre."
          rows={2}
          maxlength={500}
          required
        />
        <Actions>
          <Bouton variante="secondaire">Abandonner</Bouton>
        </Actions>
      </Formulaire>
    )}
    {reprendre && (
      <Formulaire
        action={chemins.reprendre(rapport.dossierId, rapport.id)}
        etiquette="Reprendre le rapport"
      >
        <p>Ce rapport est abandonné : il se lit, et rien n’en est attendu.</p>
        <Actions>
          <Bouton>Reprendre l’écriture</Bouton>
        </Actions>
      </Formulaire>
    )}
  </>
)
