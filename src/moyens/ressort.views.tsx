import type { ComponentChildren } from 'preact'
import {
  Actions,
  adresseDeListe,
  Bouton,
  Carte,
  ChampCache,
  ChampChoix,
  type FormState,
  Formulaire,
  LienBouton,
  ListeEnTableau,
  Pastille,
  Rangee,
  ResumeErreurs,
  Tableau,
  Titre,
  valeur,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import { direDe } from '../platform/mots.ts'
import type { Commune } from './commune.store.ts'
import { cheminsDuRessort as chemins } from './ressort.paths.ts'
import { NON_RENSEIGNE, sources } from './ressort.rules.ts'
import type { Ressort } from './ressort.store.ts'

type Option = { value: string; label: string }
export type LigneDeCommune = { commune: Commune; ressort: Ressort | undefined }
export type LigneDeDepartement = {
  code: string
  nom: string
  communes: number
  services: number
  juridictions: number
}

type CompetentsProps = {
  titre: string
  liste: Liste<LigneDeCommune>
  params: Record<string, string | undefined>
  ecrit: boolean
  vide: ComponentChildren
}
const Competents = ({ titre, liste, params, ecrit, vide }: CompetentsProps) => (
  <Carte titre={titre}>
    <ListeEnTableau
      cle="communes"
      liste={liste}
      nom={['commune', 'communes']}
      ligne={ligne => ligne.commune.code}
      url={adresseDeListe(chemins.ressort, liste, params)}
      legende={titre}
      dense
      vide={vide}
      colonnes={[
        {
          label: 'Commune',
          entete: true,
          rendu: ligne =>
            ecrit ? (
              <a href={chemins.commune(ligne.commune.code)}>{ligne.commune.nom}</a>
            ) : (
              ligne.commune.nom
            ),
        },
        {
          label: 'Codes postaux',
          rendu: ligne =>
            ligne.commune.codesPostaux.slice(0, 3).join(', ') +
            (ligne.commune.codesPostaux.length > 3 ? '…' : ''),
        },
        {
          label: 'SPIP compétent',
          rendu: ligne =>
            ligne.ressort?.serviceNom ?? <Pastille genre="attention">{NON_RENSEIGNE}</Pastille>,
        },
        { label: 'Antenne', rendu: ligne => ligne.ressort?.antenneNom ?? '' },
        {
          label: 'Juridiction',
          rendu: ligne => ligne.ressort?.juridictionNom ?? (ligne.ressort ? 'non renseignée' : ''),
        },
        {
          label: 'Source',
          rendu: ligne => (ligne.ressort ? direDe(sources, ligne.ressort.source) : ''),
        },
      ]}
    />
  </Carte>
)

type RessortProps = {
  q: string
  trouvees: Liste<LigneDeCommune>
  departements: LigneDeDepartement[]
  autres: number
  choisi: { code: string; nom: string; manque: boolean; liste: Liste<LigneDeCommune> } | null
  ecrit: boolean
}
/** Who is competent where, and where the table says nothing. */
export const EcranRessort = ({
  q: cherche,
  trouvees,
  departements,
  autres,
  choisi,
  ecrit,
}: RessortProps) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          {ecrit && <LienBouton href={chemins.importer}>Importer un fichier</LienBouton>}
          <LienBouton href={chemins.fichier}>Télécharger la table (CSV)</LienBouton>
        </>
      }
    >
      Ressort des communes
    </Titre>
    <form
      method="get"
      action={chemins.ressort}
      class="fil-actions"
      aria-label="Chercher une commune"
      role="search"
    >
      <label for="commune">Commune ou code postal</label>
      <input
        class="ds-input"
        size={30}
        id="commune"
        name="q"
        type="search"
        value={cherche}
        autocomplete="off"
      />
      <Bouton>Chercher</Bouton>
    </form>
    {cherche !== '' && (
      <Competents
        titre={`Communes pour « ${cherche} »`}
        liste={trouvees}
        params={{ q: cherche }}
        ecrit={ecrit}
        vide={<p>Aucune commune de ce nom ni de ce code postal.</p>}
      />
    )}
    {choisi && <Departement choisi={choisi} ecrit={ecrit} />}
    <Tableau
      legende="Où la table est renseignée"
      lignes={departements}
      vide={<p>Aucune commune n’est renseignée : importez un fichier.</p>}
      colonnes={[
        {
          label: 'Département',
          entete: true,
          rendu: ligne => (
            <a href={chemins.departement(ligne.code)}>{`${ligne.code} · ${ligne.nom}`}</a>
          ),
        },
        { label: 'Communes', nombre: true, rendu: ligne => ligne.communes },
        { label: 'Avec un SPIP', nombre: true, rendu: ligne => ligne.services },
        { label: 'Avec une juridiction', nombre: true, rendu: ligne => ligne.juridictions },
        {
          label: 'Sans réponse',
          nombre: true,
          rendu: ligne =>
            ligne.communes === ligne.services ? (
              <Pastille genre="ok">complet</Pastille>
            ) : (
              <a href={`${chemins.departement(ligne.code)}&manque=oui`}>
                {ligne.communes - ligne.services}
              </a>
            ),
        },
      ]}
    />
    <p class="fil-discret">
      {autres === 0
        ? 'Tous les départements ont au moins une commune renseignée.'
        : `Les ${autres} autres départements n’ont aucune commune renseignée : à l’audience, le service se choisit dans la liste.`}
    </p>
  </div>
)

const Departement = ({
  choisi,
  ecrit,
}: {
  choisi: NonNullable<RessortProps['choisi']>
  ecrit: boolean
}) => (
  <Competents
    titre={`${choisi.nom} (${choisi.code})${choisi.manque ? ', communes sans SPIP compétent' : ''}`}
    liste={choisi.liste}
    params={{ departement: choisi.code, manque: choisi.manque ? 'oui' : undefined }}
    ecrit={ecrit}
    vide={<p>Aucune commune de ce département n’est sans réponse.</p>}
  />
)

type CommuneProps = {
  commune: Commune
  state: FormState
  services: Option[]
  antennes: (Option & { group: string })[]
  juridictions: Option[]
}
export const FicheCommune = ({
  commune,
  state,
  services,
  antennes,
  juridictions,
}: CommuneProps) => (
  <div class="fil-pile">
    <Titre>{`${commune.nom} (${commune.code})`}</Titre>
    <Formulaire>
      <ResumeErreurs
        state={state}
        libelles={{
          serviceId: 'SPIP compétent',
          antenneId: 'Antenne',
          juridictionId: 'Juridiction',
        }}
      />
      <ChampCache name="empreinte" value={valeur(state, 'empreinte')} />
      <ChampChoix
        state={state}
        name="serviceId"
        label="SPIP compétent"
        required
        options={services}
      />
      <Rangee>
        <ChampChoix
          state={state}
          name="antenneId"
          label="Antenne"
          vide="Celle que le service choisira"
          options={antennes}
        />
        <ChampChoix
          state={state}
          name="juridictionId"
          label="Juridiction"
          vide="Non renseignée"
          options={juridictions}
        />
      </Rangee>
      <Actions>
        <Bouton>Enregistrer</Bouton>
        <LienBouton href={chemins.departement(commune.departement)}>Annuler</LienBouton>
      </Actions>
    </Formulaire>
  </div>
)
