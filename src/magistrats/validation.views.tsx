import {
  Actions,
  Bouton,
  ChampChoix,
  ChampLong,
  type FormState,
  Formulaire,
} from '../platform/interface/index.ts'
import { chemins } from './magistrats.paths.ts'

type Props = { r: { dossierId: string; id: string }; state: FormState }

/** Read and not validated: its writer takes it again. */
export const RenvoyerAuRedacteur = ({ r: rapport, state }: Props) => (
  <Formulaire
    action={chemins.renvoyer(rapport.dossierId, rapport.id)}
    etiquette="Renvoyer au rédacteur"
  >
    <h2>Renvoyer au rédacteur</h2>
    <ChampLong state={state} name="motif" label="Ce qu’il faut reprendre" rows={2} required />
    <Actions>
      <Bouton variante="secondaire">Renvoyer</Bouton>
    </Actions>
  </Formulaire>
)

/** Validated, not sent yet: its direction opens it again. */
export const RetirerLaValidation = ({ r: rapport, state }: Props) => (
  <Formulaire
    action={chemins.retirerValidation(rapport.dossierId, rapport.id)}
    etiquette="Retirer la validation"
  >
    <h2>Retirer la validation</h2>
    <ChampLong
      state={state}
      name="motifDeReprise"
      label="Pourquoi la validation est retirée"
      hint="Le rapport n’est pas parti. Le rédacteur en est prévenu ; la prochaine validation fera un nouveau PDF."
      rows={2}
      maxlength={500}
      required
    />
    <ChampChoix
      state={state}
      name="vers"
      label="Ce que devient le rapport"
      required
      options={[
        { value: 'renvoye', label: 'Le rédacteur le reprend' },
        { value: 'soumis', label: 'La direction le relit' },
      ]}
    />
    <Actions>
      <Bouton variante="secondaire">Retirer la validation</Bouton>
    </Actions>
  </Formulaire>
)
