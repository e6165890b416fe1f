import {
  ChampChoix,
  ChampTexte,
  type FormState,
  Heure,
  Rangee,
  valeur,
} from '../platform/interface/index.ts'
import { clesModalites, modalites } from './convocation.rules.ts'
import type { MomentProps } from './convoquer.views.tsx'

type Props = Pick<MomentProps, 'lieux' | 'pris'> & {
  state: FormState
  creneaux: MomentProps['semaine']['creneaux']
}
/** Outside every range: open where no slot is free, and where something is written already. */
export const AutreHeure = ({ state, creneaux, lieux, pris }: Props) => (
  <details
    open={
      creneaux.length === 0 ||
      ['le', 'heure'].some(cle => valeur(state, cle) !== '' || state.errors[cle])
    }
  >
    <summary>Autre heure, autre lieu</summary>
    <Rangee>
      <ChampTexte state={state} name="le" label="Jour" type="date" />
      <ChampTexte state={state} name="heure" label="Heure" type="time" />
      <ChampTexte
        state={state}
        name="dureeMinutes"
        label="Durée (minutes)"
        type="number"
        min="5"
        max="480"
      />
    </Rangee>
    {pris.length > 0 && (
      <p class="fil-discret">
        Déjà pris ce jour-là :{' '}
        {pris.map((ligne, i) => [
          i > 0 ? ', ' : '',
          <Heure heure={ligne.heure} />,
          ` (${ligne.dureeMinutes} min)`,
        ])}
      </p>
    )}
    <Rangee>
      <ChampChoix
        state={state}
        name="lieuId"
        label="Lieu"
        options={lieux}
        vide="Autre lieu, à écrire"
      />
      <ChampChoix
        state={state}
        name="modalite"
        label="Comment"
        options={clesModalites.map(value => ({ value, label: modalites[value] }))}
        vide="Comme le type le prévoit"
      />
    </Rangee>
    <Rangee>
      <ChampTexte state={state} name="lieu" label="Autre lieu" />
      <ChampTexte
        state={state}
        name="adresse"
        label="Adresse complète"
        hint="Vide pour un appel ou une visio ; vide pour une visite à domicile : l’adresse de la fiche."
      />
    </Rangee>
  </details>
)
