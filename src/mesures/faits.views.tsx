import { estJour, type Jour } from '../platform/date.ts'
import {
  Alerte,
  ChampCase,
  ChampChoix,
  ChampTexte,
  type FormState,
  Rangee,
  valeur,
} from '../platform/interface/index.ts'
import { estUnSursisProbatoire, faitsDeCondamnation, faitsDemandes } from './condamnation.rules.ts'
import {
  casPermisDe,
  comporteUnTig,
  type Dossier,
  mentionsDuDossier,
  type Prononcee,
} from './cumul.rules.ts'
import { mentionsDuTravail } from './hote.rules.ts'

/**
 * The next step where the decision itself goes beyond the law: the service records no such measure,
 * and does not mend it.
 */
export const SI_LA_DECISION_LE_DIT =
  'Si la décision dit bien cela, cette erreur de droit ne se corrige que par la juridiction qui l’a rendue : son magistrat, ou son parquet, doit la connaître. Ce que vous avez saisi reste sur cette page.'

export type Choix = { value: string; label: string }[]
/**
 * `dossier`: what it says besides the measure. `le`: the day of the decision, or today until one is
 * typed.
 */
type Props = {
  state: FormState
  natures: Choix
  juridictions: Choix
  paliers: Choix
  dossier: Dossier
  le: Jour
}
/** The facts of a measure, as they are recorded and as they are corrected. */
export const ChampsDeMesure = ({ state, natures, juridictions, paliers, dossier, le }: Props) => (
  <>
    <Rangee>
      <ChampChoix state={state} name="nature" label="Mesure" options={natures} required />
      <ChampChoix
        state={state}
        name="juridictionId"
        label="Juridiction"
        options={juridictions}
        required
      />
      <ChampTexte state={state} name="numeroParquet" label="N° de parquet" />
    </Rangee>
    <Rangee>
      <ChampTexte
        state={state}
        name="decisionLe"
        label="Date de la décision"
        type="date"
        required
      />
      <ChampTexte state={state} name="debutLe" label="Début" type="date" required />
      <ChampTexte
        state={state}
        name="finLe"
        label="Fin prévue"
        type="date"
        hint="Ou la durée : la fin est alors calculée."
      />
    </Rangee>
    <Rangee>
      <ChampTexte
        state={state}
        name="dureeMois"
        label="Durée prononcée, en mois"
        type="number"
        inputmode="numeric"
        min="1"
      />
      <ChampTexte
        state={state}
        name="heures"
        label="Heures de travail"
        type="number"
        inputmode="numeric"
        min="1"
        hint="TIG seulement."
      />
      {paliers.length > 0 && (
        <ChampChoix
          state={state}
          name="palier"
          label="Cas visé par la décision"
          vide="Aucun cas particulier"
          options={paliers}
        />
      )}
    </Rangee>
    <Condamnation state={state} dossier={dossier} le={le} />
    <Rangee>
      <ChampTexte
        state={state}
        name="notifieeLe"
        label="Date de notification"
        type="date"
        hint="Des délais en partent."
      />
      <ChampTexte
        state={state}
        name="faitsLe"
        label="Date des faits"
        type="date"
        hint="Elle choisit la loi applicable à certaines règles."
      />
    </Rangee>
    <ChampCase
      state={state}
      name="executionProvisoire"
      label="Exécution provisoire"
      hint="La décision s’applique sans attendre l’appel."
    />
  </>
)

/** What the decision says of the sentence and of the facts, for the kinds to which it matters. */
const Condamnation = ({ state, dossier, le }: Pick<Props, 'state' | 'dossier' | 'le'>) => {
  const dits = Object.fromEntries(faitsDeCondamnation.map(fait => [fait, valeur(state, fait)]))
  const { peineMois, ...cases } = faitsDemandes(valeur(state, 'nature'), dits)
  const typee = prononceeTypee(state, le)
  const cas = casPermisDe(typee, dossier.autres)
  const mentions = [
    ...mentionsDuDossier(typee, dossier),
    ...(comporteUnTig(typee) ? mentionsDuTravail(le) : []),
  ]
  return (
    <>
      {mentions.length > 0 && (
        <Alerte>
          {mentions.map(mention => (
            <p>{mention}</p>
          ))}
        </Alerte>
      )}
      {(peineMois || cas.length > 0) && (
        <Rangee>
          {peineMois && (
            <ChampTexte
              state={state}
              name="peineMois"
              type="number"
              inputmode="numeric"
              min="1"
              {...peineMois}
            />
          )}
          {cas.length > 0 && (
            <ChampChoix
              state={state}
              name="casPermis"
              label={libelleDuCas(typee.nature)}
              vide="Aucun"
              options={cas}
            />
          )}
        </Rangee>
      )}
      {Object.keys(cases).length > 0 && (
        <Rangee>
          {Object.entries(cases).map(([fait, demande]) => (
            <ChampCase state={state} name={fait} {...demande} />
          ))}
        </Rangee>
      )}
    </>
  )
}

const libelleDuCas = (nature: string) =>
  estUnSursisProbatoire(nature) ? 'Cas où la loi permet un nouveau sursis' : 'Cas prévu par la loi'

/** What is typed, as far as it can be read yet. */
function prononceeTypee(state: FormState, le: Jour): Prononcee {
  const faitsLe = valeur(state, 'faitsLe')
  return {
    nature: valeur(state, 'nature'),
    decisionLe: le,
    juridictionId: valeur(state, 'juridictionId') || null,
    heures: Number(valeur(state, 'heures')) || undefined,
    faitsLe: estJour(faitsLe) ? faitsLe : undefined,
    casPermis: valeur(state, 'casPermis') || undefined,
  }
}
