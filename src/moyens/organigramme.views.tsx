import {
  Actions,
  Alerte,
  Bouton,
  ChampCache,
  ChampCase,
  ChampChoix,
  ChampTexte,
  type FormState,
  Formulaire,
  LienBouton,
  Porte,
  Rangee,
  ResumeErreurs,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import { chemins as equipe } from '../synthese/synthese.paths.ts'
import { milieux } from './organigramme.rules.ts'

type Option = { value: string; label: string }
type Props = { titre: string; state: FormState; retour: string }
const libelles = {
  disp: 'Direction interrégionale',
  nom: 'Nom',
  prenom: 'Prénom',
  departement: 'Département',
  telephone: 'Téléphone',
  courriel: 'Courriel',
  milieu: 'Milieu',
  adresse: 'Adresse',
  codePostal: 'Code postal',
  commune: 'Commune',
  horaires: 'Accueil',
  ouvreA: 'Ouvre à',
  fermeA: 'Ferme à',
  ville: 'Ville',
  fonction: 'Fonction',
  arriveLe: 'Arrivée',
  partiLe: 'Départ',
  confirme: 'Confirmation',
}
const Fiche = ({
  titre,
  state,
  retour,
  children,
}: Props & { children: preact.ComponentChildren }) => (
  <div class="fil-pile">
    <Titre>{titre}</Titre>
    <Formulaire>
      <ResumeErreurs state={state} libelles={libelles} />
      {valeur(state, 'empreinte') && (
        <ChampCache name="empreinte" value={valeur(state, 'empreinte')} />
      )}
      {children}
      <Actions>
        <Bouton>Enregistrer</Bouton>
        <LienBouton href={retour}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
  </div>
)

export const FicheService = ({ state, ...reste }: Props) => (
  <Fiche state={state} {...reste}>
    <ChampTexte
      state={state}
      name="nom"
      label="Nom du service"
      required
      hint="Par exemple SPIP du Bas-Rhin."
    />
    <Rangee>
      <ChampTexte
        state={state}
        name="departement"
        label="Département"
        required
        hint="67, 2A ou 974"
      />
      <ChampTexte state={state} name="disp" label="Direction interrégionale" required />
    </Rangee>
    <Rangee>
      <ChampTexte state={state} name="telephone" label="Téléphone" type="tel" />
      <ChampTexte state={state} name="courriel" label="Courriel" type="email" />
    </Rangee>
  </Fiche>
)

export const FicheAntenne = ({
  state,
  etablissements,
  ...reste
}: Props & { etablissements: Option[] }) => (
  <Fiche state={state} {...reste}>
    <ChampTexte state={state} name="nom" label="Nom de l’antenne" required />
    <Rangee>
      <ChampChoix
        state={state}
        name="milieu"
        label="Milieu"
        required
        options={Object.entries(milieux).map(([value, label]) => ({ value, label }))}
      />
      <ChampChoix
        state={state}
        name="etablissementId"
        label="Établissement"
        vide="Aucun"
        options={etablissements}
      />
    </Rangee>
    <ChampTexte
      state={state}
      name="adresse"
      label="Adresse"
      required
      hint="Imprimée sur les convocations."
    />
    <Rangee>
      <ChampTexte
        state={state}
        name="codePostal"
        label="Code postal"
        required
        inputmode="numeric"
      />
      <ChampTexte state={state} name="commune" label="Commune" required />
    </Rangee>
    <Rangee>
      <ChampTexte state={state} name="telephone" label="Téléphone" type="tel" required />
      <ChampTexte state={state} name="courriel" label="Courriel" type="email" />
    </Rangee>
    <ChampTexte
      state={state}
      name="horaires"
      label="Accueil"
      required
      hint="Comme on le dit au public : du lundi au vendredi, 9 h à 12 h et 13 h 30 à 17 h."
    />
    <p class="fil-discret">
      Aucune convocation n’est possible à l’antenne hors de ces heures, ni après sa fermeture.
    </p>
    <Rangee>
      <ChampTexte state={state} name="ouvreA" label="Ouvre à" type="time" required />
      <ChampTexte state={state} name="fermeA" label="Ferme à" type="time" required />
      <ChampTexte state={state} name="fermeeLe" label="Fermée définitivement le" type="date" />
    </Rangee>
  </Fiche>
)

export const FicheEtablissement = ({ state, ...reste }: Props) => (
  <Fiche state={state} {...reste}>
    <Rangee>
      <ChampTexte state={state} name="nom" label="Nom de l’établissement" required />
      <ChampTexte state={state} name="commune" label="Commune" required />
    </Rangee>
  </Fiche>
)

export const FicheJuridiction = ({ state, ...reste }: Props) => (
  <Fiche state={state} {...reste}>
    <Rangee>
      <ChampTexte
        state={state}
        name="nom"
        label="Nom de la juridiction"
        required
        hint="Par exemple Tribunal judiciaire de Colmar."
      />
      <ChampTexte state={state} name="ville" label="Ville" required />
    </Rangee>
    <ChampTexte state={state} name="courriel" label="Courriel" type="email" />
  </Fiche>
)

type FicheAgentProps = Props & {
  agentId: string | null
  fonctions: Option[]
  antennes: Option[]
  suites: string[]
}
export const FicheAgent = ({
  state,
  agentId,
  fonctions,
  antennes,
  suites,
  ...reste
}: FicheAgentProps) => (
  <Fiche state={state} {...reste}>
    {agentId && state.refusals.some(refusal => refusal.code === 'suit_des_dossiers') && (
      <Porte vers={equipe.passer(agentId)}>
        <p>
          <a href={equipe.passer(agentId)}>Passer ses dossiers à un autre référent</a>
        </p>
      </Porte>
    )}
    <Rangee>
      <ChampTexte state={state} name="prenom" label="Prénom" required />
      <ChampTexte state={state} name="nom" label="Nom" required />
    </Rangee>
    <Rangee>
      <ChampChoix state={state} name="fonction" label="Fonction" required options={fonctions} />
      <ChampTexte
        state={state}
        name="profil"
        label="Profil"
        hint="Diplôme ou spécialité : CPIP, ASS…"
      />
    </Rangee>
    {antennes.length > 0 && (
      <ChampChoix
        state={state}
        name="antenneId"
        label="Antenne"
        vide="Tout le service"
        options={antennes}
      />
    )}
    <Rangee>
      <ChampTexte state={state} name="telephone" label="Téléphone" type="tel" />
      <ChampTexte state={state} name="courriel" label="Courriel" type="email" />
    </Rangee>
    <Rangee>
      <ChampTexte state={state} name="arriveLe" label="Arrivée" type="date" required />
      <ChampTexte
        state={state}
        name="partiLe"
        label="Départ"
        type="date"
        hint="Premier jour sans l’agent : son accès se ferme ce jour-là."
      />
    </Rangee>
    {(state.errors.confirme || valeur(state, 'confirme') === 'oui') && (
      <ChampCase state={state} name="confirme" label="C’est quelqu’un d’autre, du même nom" />
    )}
    {suites.map(suite => (
      <Alerte key={suite} genre="attention">
        <p>{suite}</p>
      </Alerte>
    ))}
    <p class="fil-discret">
      À partir du jour du départ, ce que l’agent devait recevoir attend dans « Convocations à
      décider » de son service.
    </p>
  </Fiche>
)
