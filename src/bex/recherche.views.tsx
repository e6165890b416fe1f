import {
  Actions,
  Bouton,
  ChampCases,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  Rangee,
  ResumeErreurs,
  Titre,
} from '../platform/interface/index.ts'
import { situations } from './audience.rules.ts'
import { chemins } from './bex.paths.ts'

/** First screen: who is there, and where they live. */
export const ChercherALAudience = ({ state }: { state: FormState }) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={chemins.remisesHorsOutil}>Remises hors de l’outil</LienBouton>
          <LienBouton href={chemins.tableau}>Sorties d’audience</LienBouton>
        </>
      }
    >
      Convoquer à l’audience
    </Titre>
    <Formulaire>
      <ResumeErreurs
        state={state}
        libelles={{
          nom: 'Nom',
          prenoms: 'Prénoms',
          naissanceLe: 'Naissance',
          situation: 'Où vit la personne',
          commune: 'Commune',
          domicilieChez: 'Domiciliée chez',
        }}
      />
      <Rangee>
        <ChampTexte state={state} name="nom" label="Nom de naissance" required />
        <ChampTexte state={state} name="prenoms" label="Prénoms" required />
        <ChampTexte
          state={state}
          name="naissanceLe"
          label="Date de naissance"
          type="date"
          required
        />
      </Rangee>
      <ChampTexte
        state={state}
        name="commune"
        label="Commune ou code postal"
        hint="Où la personne vit ou, sans domicile, où elle est domiciliée : le SPIP et le tribunal compétents en viennent."
      />
      <ChampCases
        state={state}
        name="situation"
        label="Où vit la personne"
        required
        enLigne
        options={options(situations)}
      />
      <ChampTexte
        state={state}
        name="domicilieChez"
        label="Domiciliée chez"
        hint="Sans domicile seulement : CCAS ou association qui reçoit son courrier, si elle en a une."
      />
      <Actions>
        <Bouton>Chercher dans le pays</Bouton>
      </Actions>
    </Formulaire>
    <p class="fil-discret">
      La recherche porte sur tout le pays et ne montre que l’identité et le service. Elle est
      inscrite au journal de chaque dossier montré.
    </p>
  </div>
)

const options = (objet: Record<string, string>) =>
  Object.entries(objet).map(([value, label]) => ({ value, label }))
