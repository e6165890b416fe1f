import { ChampCase, ChampChoix, ChampTexte, type FormState, Rangee, valeur } from '../platform/interface/index.ts'
import { faitsDeCondamnation, faitsDemandes } from './condamnation.rules.ts'

export type Choix = { value: string; label: string }[]
type Props = { state: FormState; natures: Choix; juridictions: Choix; paliers: Choix }
/** The facts of a measure, as they are recorded and as they are corrected. */
export const ChampsDeMesure = ({ state, natures, juridictions, paliers }: Props) => (
  <>
    <Rangee>
      <ChampChoix state={state} name="nature" label="Mesure" options={natures} required />
      <ChampChoix state={state} name="juridictionId" label="Juridiction" options={juridictions} required />
      <ChampTexte state={state} name="numeroParquet" label="N° de parquet" />
    </Rangee>
    <Rangee>
      <ChampTexte state={state} name="decisionLe" label="Date de la décision" type="date" required />
      <ChampTexte state={state} name="debutLe" label="Début" type="date" required />
      <ChampTexte state={state} name="finLe" label="Fin prévue" type="date" hint="Ou la durée : la fin est alors calculée." />
    </Rangee>
    <Rangee>
      <ChampTexte state={state} name="dureeMois" label="Durée prononcée, en mois" type="number" inputmode="numeric" min="1" />
      <ChampTexte state={state} name="heures" label="Heures de travail" type="number" inputmode="numeric" min="1" hint="TIG seulement." />
      {paliers.length > 0 && (
        <ChampChoix state={state} name="palier" label="Cas visé par la décision" vide="Aucun cas particulier" options={paliers} />
      )}
    </Rangee>
    <Condamnation state={state} />
    <Rangee>
      <ChampTexte state={state} name="notifieeLe" label="Date de notification" type="date" hint="Des délais en partent." />
      <ChampTexte
        state={state}
        name="faitsLe"
        label="Date des faits"
        type="date"
        hint="Elle choisit la loi applicable à certaines règles."
      />
    </Rangee>
    <ChampCase state={state} name="executionProvisoire" label="Exécution provisoire" hint="La décision s’applique sans attendre l’appel." />
  </>
)

/** What the decision says of the sentence and of the facts, for the kinds to which it matters. */
const Condamnation = ({ state }: { state: FormState }) => {
  const dits = Object.fromEntries(faitsDeCondamnation.map(fait => [fait, valeur(state, fait)]))
  const { peineMois, ...cases } = faitsDemandes(valeur(state, 'nature'), dits)
  return (
    <>
      {peineMois && (
        <Rangee>
          <ChampTexte state={state} name="peineMois" type="number" inputmode="numeric" min="1" {...peineMois} />
        </Rangee>
      )}
      {Object.entries(cases).map(([fait, demande]) => (
        <ChampCase state={state} name={fait} {...demande} />
      ))}
    </>
  )
}
