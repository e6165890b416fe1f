import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  ChampCache,
  ChampCases,
  ChampChoix,
  type FormState,
  valeurs,
} from '../platform/interface/index.ts'
import { AUCUNE_MESURE, estVivante, type Proposee } from './concerne.rules.ts'
import { libelleDeNature } from './nature.rules.ts'

export type MesureAChoisir = {
  mesureId: string
  nature: string
  decisionLe: Jour
  finieLe: Jour | null
}
/** « Sursis probatoire, décision du 12/03/2026 » */
export const nomDeMesure = (donnees: { nature: string; decisionLe: Jour }): string =>
  `${libelleDeNature(donnees.nature, donnees.decisionLe)}, décision du ${afficherJourCourt(donnees.decisionLe)}`
const aucune = { value: AUCUNE_MESURE, label: 'Aucune en particulier' }

type Props = { state: FormState; mesures: readonly MesureAChoisir[]; le: Jour; hint?: string }
const aMontrer = ({ state, mesures, le }: Props, champ: string) => {
  const vivantes = mesures.filter(mesure => estVivante(mesure, le))
  if (vivantes.length > 1) return vivantes
  return state.errors[champ] ? mesures : []
}

/** Boxes, none ticked, when several measures are live: one that is alone is not asked. */
export const ChampMesures = (props: Props) => {
  const choix = aMontrer(props, 'mesures')
  if (choix.length === 0) return null
  return (
    <ChampCases
      state={props.state}
      name="mesures"
      label="Mesure concernée"
      hint={
        props.hint ??
        'Plusieurs mesures sont en cours : les échéances de celles que vous cochez en tiennent compte.'
      }
      options={[
        ...choix.map(mesure => ({ value: mesure.mesureId, label: nomDeMesure(mesure) })),
        aucune,
      ]}
      plusieurs
      required
    />
  )
}

/** The same for what is about one measure only, a report. */
export const ChampUneMesure = (props: Props) => {
  const choix = aMontrer(props, 'mesureId')
  if (choix.length === 0) return null
  return (
    <ChampChoix
      state={props.state}
      name="mesureId"
      label="Mesure concernée"
      hint={props.hint ?? 'Plusieurs mesures sont en cours : le rapport compte pour celle-là.'}
      options={[
        ...choix.map(mesure => ({ value: mesure.mesureId, label: nomDeMesure(mesure) })),
        aucune,
      ]}
      required
    />
  )
}

/**
 * Ticked, then no longer offered: it stays on the page, said, until whoever ticked it takes it off.
 */
const PARTIE = 'Une convocation que vous aviez cochée n’est plus à rattacher : décochez-la'

/**
 * Convocations of which nobody knows the measure: those made at the hearing for this very decision
 * are ticked, no other.
 */
export const ChampConvocations = ({
  state,
  proposees,
}: {
  state: FormState
  proposees: readonly Proposee[]
}) => {
  const parties = valeurs(state, 'convocations').filter(
    id => id !== AUCUNE_MESURE && !proposees.some(proposee => proposee.convocationId === id),
  )
  if (proposees.length + parties.length === 0) return null
  const siennes = proposees
    .filter(proposee => proposee.sienne)
    .map(proposee => proposee.convocationId)
  const values = { ...state.values, convocations: state.values.convocations ?? siennes }
  return (
    <>
      <ChampCache name="convocationsMontrees" value="oui" />
      <ChampCases
        state={{ ...state, values }}
        name="convocations"
        label="Convocations qui sont pour cette mesure"
        hint={`Celles que vous cochez comptent pour ses échéances.${siennes.length > 0 ? ' Celle remise à l’audience de cette décision est cochée.' : ''}`}
        options={[
          ...proposees.map(proposee => ({
            value: proposee.convocationId,
            label: proposee.libelle,
          })),
          ...parties.map(id => ({ value: id, label: PARTIE })),
          { value: AUCUNE_MESURE, label: 'Aucune n’est pour cette mesure' },
        ]}
        plusieurs
      />
    </>
  )
}
