import type { Creneau } from '../creneaux/index.ts'
import { Bandeau, type Identite, SeraDit } from '../dossiers/index.ts'
import type { Joignabilite } from '../messages/index.ts'
import { ChampMesures, type MesureAChoisir } from '../mesures/index.ts'
import { ajouterJours, type Jour } from '../platform/date.ts'
import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  ChampCase,
  ChampChoix,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  Geste,
  LienBouton,
  Rangee,
  ResumeErreurs,
  valeur,
} from '../platform/interface/index.ts'
import { AutreHeure } from './autre-heure.views.tsx'
import { refusDUneMorte } from './convocation.rules.ts'
import { CreneauLibre } from './creneau-libre.views.tsx'
import { Prevenir } from './prevenir.views.tsx'
import type { occupationsDuJour } from './recherche.store.ts'

type Choix = { value: string; label: string; group?: string }[]

export type MomentProps = {
  types: Choix
  sansType: boolean
  agents: Choix
  lieux: Choix
  semaine: { du: Jour; creneaux: Creneau[]; jours: Jour[]; prochain: Creneau | null }
  /** The ticked slot, when the week on the screen is another. */
  garde: Creneau | null
  pris: Awaited<ReturnType<typeof occupationsDuJour>>
  joignable: Joignabilite
  mesures: readonly MesureAChoisir[]
  /** The day that says which measures are live. */
  concerneLe: Jour
  /** The text that would leave, when a moment is chosen. */
  apercu: string | null
}
type FormulaireProps = MomentProps & {
  identite: Identite
  state: FormState
  titre: string
  bouton: string
  version?: number
  motif?: boolean
  serie?: boolean
  retour: string
}

/** One screen to convoke, to change, to move: the same fields. */
export const FormulaireConvocation = (formulaire: FormulaireProps) =>
  formulaire.identite.decedeLe ? <NeSeConvoquePlus {...formulaire} /> : <Champs {...formulaire} />

/** Nothing to fill in that would be refused. */
const NeSeConvoquePlus = ({ identite, titre, retour }: FormulaireProps) => (
  <div class="fil-pile">
    <h1>{titre}</h1>
    <Bandeau identite={identite} />
    {refusDUneMorte(identite.decedeLe).map(refus => (
      <Alerte genre="attention">{refus.message}</Alerte>
    ))}
    <LienBouton href={retour}>Revenir</LienBouton>
  </div>
)

const Champs = ({
  identite,
  titre,
  bouton,
  version,
  motif,
  serie,
  retour,
  ...reste
}: FormulaireProps) => (
  <Formulaire large>
    <h1>{titre}</h1>
    <Bandeau identite={identite} />
    <ResumeErreurs state={reste.state} />
    {version !== undefined && <ChampCache name="version" value={version} />}
    <Quand {...reste} />
    {serie && <ChampMesures state={reste.state} mesures={reste.mesures} le={reste.concerneLe} />}
    {serie && (
      <details open={Number(valeur(reste.state, 'fois')) > 1}>
        <summary>Répéter</summary>
        <Rangee>
          <ChampTexte
            state={reste.state}
            name="chaque"
            label="Toutes les (semaines)"
            type="number"
            min="1"
            max="8"
          />
          <ChampTexte
            state={reste.state}
            name="fois"
            label="Nombre de convocations"
            type="number"
            min="1"
            max="26"
          />
        </Rangee>
        <ChampCase state={reste.state} name="sauter" label="Sauter les jours impossibles" />
      </details>
    )}
    {motif && <ChampTexte state={reste.state} name="motif" label="Pourquoi" required />}
    <Prevenir {...reste} />
    <MalgreTout state={reste.state} />
    {(version !== undefined || motif) && <SeraDit effet="convocation_deplacee" />}
    <Actions>
      <Bouton>{bouton}</Bouton>
      <LienBouton href={retour} variante="tertiaire">
        Annuler
      </LienBouton>
    </Actions>
  </Formulaire>
)

const Quand = ({ state, types, semaine, pris, ...ou }: MomentProps & { state: FormState }) => {
  const { du, creneaux } = semaine
  return (
    <>
      <Rangee>
        <ChampChoix
          state={state}
          name="type"
          label="Type"
          options={types}
          relire="creneaux"
          required
        />
        <ChampChoix
          state={state}
          name="agentId"
          label="Avec"
          options={ou.agents}
          vide="Tous les agents"
        />
        <ChampTexte state={state} name="semaine" label="Semaine du" type="date" />
      </Rangee>
      <Actions>
        {!ou.sansType && <ChampCache name="typeMontre" value={valeur(state, 'type')} />}
        <Geste geste="creneaux">Voir les créneaux</Geste>
        <Geste geste={`semaine:${ajouterJours(du, -7)}`}>Semaine précédente</Geste>
        <Geste geste={`semaine:${ajouterJours(du, 7)}`}>Semaine suivante</Geste>
      </Actions>
      <CreneauLibre state={state} semaine={semaine} {...ou} />
      <AutreHeure state={state} creneaux={creneaux} lieux={ou.lieux} pris={pris} />
      <details open={valeur(state, 'consigne') !== ''}>
        <summary>Consigne de la lettre</summary>
        <ChampLong
          state={state}
          name="consigne"
          label="À dire dans la lettre"
          hint="Pièces à apporter, accès."
          rows={2}
        />
      </details>
    </>
  )
}

/**
 * Offered for what it lifts, a conflict, and for nothing else: a closed day or a full slot stays
 * refused.
 */
export const MalgreTout = ({ state }: { state: FormState }) =>
  state.errors.malgre || valeur(state, 'malgre') === 'oui' ? (
    <ChampCase state={state} name="malgre" label="Convoquer malgré ce qui précède" />
  ) : null
