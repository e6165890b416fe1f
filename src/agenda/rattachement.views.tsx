import { Bandeau, type Identite } from '../dossiers/index.ts'
import {
  AUCUN_DEVOIR,
  AUCUNE_MESURE,
  devoirsDeConvocation,
  type MesureAChoisir,
  nomDeMesure,
} from '../mesures/index.ts'
import type { Jour } from '../platform/date.ts'
import {
  Actions,
  Bouton,
  ChampCases,
  ChampTexte,
  type FormState,
  Formulaire,
  Heure,
  LeJour,
  LienBouton,
  ResumeErreurs,
} from '../platform/interface/index.ts'
import { chemins } from './convocation.paths.ts'

/** One box a measure; where a convocation may serve several duties of it, one a duty. */
function choixDe(mesure: MesureAChoisir): { value: string; label: string }[] {
  const devoirs = devoirsDeConvocation(mesure.nature)
  if (devoirs.length < 2) return [{ value: mesure.mesureId, label: nomDeMesure(mesure) }]
  return [
    ...devoirs.map(devoir => ({
      value: `${mesure.mesureId}|${devoir.cle}`,
      label: `${nomDeMesure(mesure)} : ${devoir.libelle.toLowerCase()}`,
    })),
    {
      value: `${mesure.mesureId}|${AUCUN_DEVOIR}`,
      label: `${nomDeMesure(mesure)} : suivi courant`,
    },
    { value: mesure.mesureId, label: `${nomDeMesure(mesure)}, sans préciser` },
  ]
}

type Props = {
  identite: Identite
  state: FormState
  convocation: {
    dossierId: string
    id: string
    le: Jour
    heure: string
    mesuresDitesA: string | null
  }
  mesures: readonly MesureAChoisir[]
}
export const Rattacher = ({ identite, state, convocation, mesures }: Props) => (
  <Formulaire>
    <h1>
      Mesure concernée par la convocation du <LeJour le={convocation.le} /> à{' '}
      <Heure heure={convocation.heure} />
    </h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={state} />
    <ChampCases
      state={state}
      name="mesures"
      label="Mesure concernée"
      hint="Les échéances des mesures cochées tiennent compte de cette convocation."
      options={[
        ...mesures.flatMap(choixDe),
        { value: AUCUNE_MESURE, label: 'Aucune en particulier' },
      ]}
      plusieurs
      required
    />
    {convocation.mesuresDitesA && (
      <ChampTexte
        state={state}
        name="motif"
        label="Pourquoi changer"
        hint="Ce qui était dit reste dans l’historique."
        required
      />
    )}
    <Actions>
      <Bouton>Enregistrer</Bouton>
      <LienBouton
        href={chemins.convocation(convocation.dossierId, convocation.id)}
        variante="tertiaire"
      >
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)
