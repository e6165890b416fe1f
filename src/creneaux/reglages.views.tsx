import {
  ChampCase,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  type FormState,
  LienBouton,
  Pastille,
  Rangee,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import { direDe } from '../platform/mots.ts'
import { chemins } from './calendrier.paths.ts'
import { type ACorriger, modalites } from './calendrier.rules.ts'
import { Fiche, MotsACorriger } from './fiche.views.tsx'
import type { TypeDeConvocation } from './lecture.store.ts'
import { OngletsDuCalendrier } from './onglets.views.tsx'

type Option = { value: string; label: string }
type TypesProps = {
  types: TypeDeConvocation[]
  aCorriger: ACorriger[]
  plages: Map<string, number>
  libelleFonction: (fonction: string) => string
  tenir: boolean
}
/** Types of convocation of the entité: what each is, who may use it, what is told. */
export const TypesDeConvocation = ({
  types,
  aCorriger,
  plages,
  libelleFonction,
  tenir,
}: TypesProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        tenir && (
          <LienBouton variante="primaire" href={chemins.nouveauType}>
            Ajouter un type
          </LienBouton>
        )
      }
    >
      Types de convocation
    </Titre>
    <OngletsDuCalendrier ici={chemins.types} />
    <MotsACorriger liste={aCorriger} tenir={tenir} />
    <p class="fil-discret">
      Un type ne s’efface pas : mis de côté, il n’est plus proposé, et ce qui a été convoqué garde
      son nom.
    </p>
    <Tableau
      legende="Types de convocation du service"
      colonnes={[
        {
          label: 'Type',
          entete: true,
          rendu: ligne =>
            tenir ? <a href={chemins.modifierType(ligne.cle)}>{ligne.libelle}</a> : ligne.libelle,
        },
        {
          label: 'Forme',
          rendu: ligne =>
            `${ligne.collectif ? 'Collective' : 'Individuelle'}, ${direDe(modalites, ligne.modalite).toLowerCase()}`,
        },
        { label: 'Durée', nombre: true, rendu: ligne => `${ligne.dureeMinutes} min` },
        { label: 'Qui convoque', rendu: ligne => ligne.fonctions.map(libelleFonction).join(', ') },
        {
          label: 'Rappels',
          rendu: ligne =>
            ligne.rappelsHeures.length > 0
              ? ligne.rappelsHeures.map(rappelHeure => `${rappelHeure} h avant`).join(', ')
              : 'aucun',
        },
        { label: 'Places par semaine', nombre: true, rendu: ligne => ligne.besoinParSemaine ?? '' },
        { label: 'Plages', nombre: true, rendu: ligne => plages.get(ligne.cle) ?? 0 },
        {
          label: 'État',
          rendu: ligne => (ligne.actif ? 'En usage' : <Pastille>Mis de côté</Pastille>),
        },
      ]}
      lignes={types}
      vide={<p>Aucun type : les convocations ne peuvent pas être créées.</p>}
    />
  </div>
)

const libellesDeType = {
  libelle: 'Nom',
  fonctions: 'Qui convoque',
  dureeMinutes: 'Durée',
  collectif: 'Forme',
  modalite: 'Modalité',
  annonce: 'Ce qui est dit',
  pieces: 'Pièces',
  rappel1: 'Premier rappel',
  rappel2: 'Deuxième rappel',
  rappel3: 'Troisième rappel',
  besoinParSemaine: 'Places par semaine',
}
type FicheTypeProps = {
  titre: string
  state: FormState
  version: number | null
  fonctions: Option[]
}
export const FicheType = ({ titre, state, version, fonctions }: FicheTypeProps) => (
  <Fiche
    titre={titre}
    state={state}
    version={version}
    retour={chemins.types}
    libelles={libellesDeType}
  >
    <ChampTexte
      state={state}
      name="libelle"
      label="Nom du type"
      required
      maxlength={80}
      hint="Il reste au service : la personne ne le lit pas."
    />
    <FormeDuType state={state} />
    <ChampCases
      state={state}
      name="fonctions"
      label="Qui peut convoquer avec ce type"
      plusieurs
      enLigne
      required
      options={fonctions}
    />
    <ChampTexte
      state={state}
      name="annonce"
      label="Ce qui est dit à la personne"
      maxlength={300}
      hint="Une phrase simple, dans la lettre seulement : les messages ne la disent pas."
    />
    <ChampLong
      state={state}
      name="pieces"
      label="Pièces à apporter"
      rows={2}
      maxlength={500}
      hint="Par exemple : pièce d’identité, justificatif de domicile. Dites dans les messages : aucun mot de justice."
    />
    <RappelsDuType state={state} />
    <ChampTexte
      state={state}
      name="besoinParSemaine"
      label="Places attendues par semaine"
      type="number"
      min="1"
      hint="Une alerte paraît quand les places libres sont moins nombreuses."
    />
    {version !== null && (
      <ChampCase
        state={state}
        name="ecarte"
        label="Mettre de côté"
        hint="Il n’est plus proposé. Les convocations déjà faites le gardent."
      />
    )}
  </Fiche>
)

/** How long it lasts, how and with how many it is held. */
const FormeDuType = ({ state }: { state: FormState }) => (
  <Rangee>
    <ChampTexte
      state={state}
      name="dureeMinutes"
      label="Durée, en minutes"
      type="number"
      min="5"
      max="480"
      required
    />
    <ChampChoix
      state={state}
      name="modalite"
      label="Modalité"
      vide={null}
      required
      options={Object.entries(modalites).map(([value, label]) => ({ value, label }))}
    />
    <ChampChoix
      state={state}
      name="collectif"
      label="Forme"
      vide={null}
      required
      options={[
        { value: 'non', label: 'Individuelle' },
        { value: 'oui', label: 'Collective' },
      ]}
    />
  </Rangee>
)
/** When the person is reminded, up to three times. */
const RappelsDuType = ({ state }: { state: FormState }) => (
  <Rangee>
    <ChampTexte
      state={state}
      name="rappel1"
      label="Premier rappel, en heures avant"
      type="number"
      min="1"
      max="720"
    />
    <ChampTexte
      state={state}
      name="rappel2"
      label="Deuxième rappel"
      type="number"
      min="1"
      max="720"
    />
    <ChampTexte
      state={state}
      name="rappel3"
      label="Troisième rappel"
      type="number"
      min="1"
      max="720"
    />
  </Rangee>
)
