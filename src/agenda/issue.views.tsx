import { SeraDit } from '../dossiers/index.ts'
import {
  Actions,
  Bouton,
  ChampCase,
  ChampCases,
  ChampTexte,
  type FormState,
  Formulaire,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { chemins } from './convocation.paths.ts'
import type { Convocation } from './convocation.store.ts'
import { etats, suitesPossibles } from './etat.rules.ts'

type Props = { convocation: Convocation; state: FormState }
/** What may follow is offered, and nothing when nothing may. */
export const CeQuiSEstPasse = ({ convocation, state }: Props) => {
  const suites = suitesPossibles(convocation.etat).filter(etat => etat !== 'reportee')
  if (suites.length === 0) return null
  return (
    <Formulaire
      action={chemins.etat(convocation.dossierId, convocation.id)}
      etiquette="Noter ce qui s’est passé"
    >
      <h2>Ce qui s’est passé</h2>
      <ResumeErreurs state={state} />
      <ChampCases
        state={state}
        name="etat"
        label="La convocation a été"
        options={suites.map(value => ({ value, label: etats[value] }))}
        required
        enLigne
      />
      <ChampTexte state={state} name="motif" label="Motif" />
      {suites.some(etat => etat === 'annulee' || etat === 'manquee') && (
        <ChampCases
          state={state}
          name="prevenir"
          label="Annulée ou manquée : envoyer un message"
          options={[
            { value: 'oui', label: 'Oui' },
            { value: 'non', label: 'Non' },
          ]}
          enLigne
        />
      )}
      {convocation.serieId && convocation.etat === 'prevue' && (
        <ChampCase
          state={state}
          name="serie"
          label="Si annulée : annuler aussi la suite de la série"
        />
      )}
      {suites.includes('annulee') && <SeraDit effet="convocation_annulee" />}
      <Actions>
        <Bouton>Noter</Bouton>
      </Actions>
    </Formulaire>
  )
}
