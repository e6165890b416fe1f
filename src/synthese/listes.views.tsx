import type { ComponentChildren } from 'preact'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { JeterBrouillon, type Trouve } from '../dossiers/index.ts'
import { libelleDeNature } from '../mesures/index.ts'
import {
  adresseDeListe,
  Bouton,
  DUnAgent,
  Instant,
  LeJour,
  LienBouton,
  ListeEnTableau,
  Pastille,
  Porte,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import type { mesBrouillons } from './journee.store.ts'
import { etatsDeDossier, etatsVusDeLaJuridiction, type trisDeDossiers } from './listes.rules.ts'
import type { Filtre, mesDossiers } from './listes.store.ts'
import { chemins } from './synthese.paths.ts'

type Colonne = {
  label: string
  tri?: (typeof trisDeDossiers)[number]
  entete?: boolean
  rendu: (ligne: Ligne) => ComponentChildren
}
const dernierEntretien: Colonne = {
  label: 'Dernier entretien',
  tri: 'contact',
  rendu: ligne => (ligne.contactLe ? <LeJour le={ligne.contactLe} /> : 'aucun'),
}
const derniereAffectation: Colonne = {
  label: 'Dernière affectation',
  tri: 'depuis',
  rendu: ligne => <LeJour le={ligne.depuisLe} />,
}

type Page = Awaited<ReturnType<typeof mesDossiers>>
type Ligne = Page['lignes'][number]
type MesDossiersProps = {
  liste: Page
  filtre: Filtre
  qui: string
  titre: string
  duService: boolean
  /**
   * Seen from a juridiction: who follows the person, and nothing of what is said in their
   * interviews.
   */
  juridiction: boolean
  agentNom: string
}

type Vue = Pick<MesDossiersProps, 'duService' | 'juridiction'>
const ChoixDesDossiers = ({ filtre, duService, juridiction }: Vue & { filtre: Filtre }) => (
  <form class="fil-actions" method="get" action={chemins.mesDossiers} aria-label="Filtrer la liste">
    <label for="nom">Nom</label>
    <input class="ds-input" size={16} id="nom" name="nom" value={filtre.nom} />
    <label for="etat">État</label>
    <select class="ds-input" data-width="auto" id="etat" name="etat">
      {Object.entries(juridiction ? etatsVusDeLaJuridiction : etatsDeDossier).map(
        ([texte, valeur]) => (
          <option value={texte} selected={texte === filtre.etat}>
            {valeur}
          </option>
        ),
      )}
    </select>
    {!juridiction && (
      <>
        <label for="qui">Qui</label>
        <select class="ds-input" data-width="auto" id="qui" name="qui">
          <option value="moi" selected={!duService}>
            Les miens
          </option>
          <option value="service" selected={duService}>
            Tout le service
          </option>
        </select>
      </>
    )}
    {filtre.agent && <input type="hidden" name="agent" value={filtre.agent} />}
    <Bouton variante="secondaire">Filtrer</Bouton>
  </form>
)

/**
 * Who follows the person is shown to whoever sees more than their own; what is said, never to a
 * juridiction.
 */
const colonnesDe = ({ duService, juridiction }: Vue): Colonne[] => [
  {
    label: 'Personne',
    tri: 'nom',
    entete: true,
    rendu: ligne => <a href={chemins.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
  },
  {
    label: 'Mesure',
    rendu: ligne =>
      ligne.nature ? (
        libelleDeNature(ligne.nature, '9999-12-31')
      ) : (
        <Pastille genre="attention">Aucune</Pastille>
      ),
  },
  { label: 'Fin', tri: 'fin', rendu: ligne => <LeJour le={ligne.finLe} /> },
  ...(juridiction ? [] : [dernierEntretien]),
  {
    label: 'Prochaine convocation',
    tri: 'prochaine',
    rendu: ligne => (ligne.prochaineLe ? <LeJour le={ligne.prochaineLe} /> : 'aucune'),
  },
  ...(juridiction ? [{ label: 'Service', rendu: (ligne: Ligne) => ligne.serviceNom }] : []),
  ...(duService || juridiction
    ? [
        {
          label: 'Référent',
          rendu: (ligne: Ligne) => ligne.referentNom ?? 'à affecter',
        },
      ]
    : []),
  ...(juridiction ? [] : [derniereAffectation]),
]

export const MesDossiers = ({
  liste,
  filtre,
  qui,
  titre,
  duService,
  juridiction,
  agentNom,
}: MesDossiersProps) => {
  const { tri, sens, etat, nom, agent } = filtre
  const url = adresseDeListe(chemins.mesDossiers, liste, {
    tri,
    sens,
    etat,
    nom,
    qui: juridiction ? undefined : qui,
    agent,
  })
  return (
    <div class="fil-pile">
      <Titre
        actions={
          <LienBouton href={dossiers.nouveau} variante="primaire">
            Ouvrir un dossier
          </LienBouton>
        }
      >
        {titre}
      </Titre>
      <ChoixDesDossiers filtre={filtre} duService={duService} juridiction={juridiction} />
      {agent && <DUnAgent nom={agentNom} tous={url({ agent: '' })} />}
      <ListeEnTableau
        cle="dossiers"
        liste={liste}
        nom={['dossier', 'dossiers']}
        ligne={ligne => ligne.dossierId}
        legende={titre}
        vide={
          juridiction
            ? 'Aucun dossier ne correspond. Changez le filtre.'
            : 'Aucun dossier ne correspond. Changez le filtre, ou ouvrez un dossier.'
        }
        ordre={filtre}
        url={url}
        colonnes={colonnesDe({ duService, juridiction })}
      />
    </div>
  )
}

export const Recherche = ({ q: cherche, liste }: { q: string; liste: Liste<Trouve> }) => (
  <div class="fil-pile">
    <h1>Recherche : {cherche}</h1>
    <p class="fil-discret">Chaque personne affichée a cette recherche à son journal.</p>
    <ListeEnTableau
      cle="recherche"
      liste={liste}
      nom={['personne', 'personnes']}
      ligne={trouve => trouve.dossierId}
      legende="Les plus ressemblants d’abord"
      url={adresseDeListe(chemins.recherche, liste, { q: cherche })}
      partielle={liste.total > 0 ? 'dans votre périmètre seulement.' : undefined}
      vide={<RienTrouve q={cherche} />}
      colonnes={[
        {
          label: 'Personne',
          rendu: trouve => <a href={chemins.dossier(trouve.dossierId)}>{trouve.nomComplet}</a>,
          entete: true,
        },
        { label: 'Naissance', rendu: trouve => <LeJour le={trouve.naissanceLe} /> },
        { label: 'Numéro', rendu: trouve => trouve.numero },
        { label: 'N° APPI', rendu: trouve => trouve.numeroAppi ?? '' },
        {
          label: 'État',
          rendu: trouve =>
            trouve.closA ? <Pastille>Clos</Pastille> : <Pastille genre="ok">Ouvert</Pastille>,
        },
      ]}
    />
  </div>
)
const RienTrouve = ({ q: cherche }: { q: string }) => (
  <>
    <p>
      Personne ne ressemble à « {cherche} » dans votre périmètre. Essayez un nom, même mal
      orthographié, un numéro de dossier ou une date de naissance (24/11/1990).
    </p>
    <Porte vers={dossiers.nouveau}>
      <p>
        Si la personne vient d’arriver, <a href={dossiers.nouveau}>ouvrez un dossier</a> : les
        dossiers du reste du pays seront comparés.
      </p>
    </Porte>
  </>
)

type BrouillonsProps = { liste: Awaited<ReturnType<typeof mesBrouillons>> }
/** Texts that were begun and not recorded: each is kept where it was being written. */
export const Brouillons = ({ liste }: BrouillonsProps) => (
  <div class="fil-pile">
    <Titre>Mes brouillons</Titre>
    <ListeEnTableau
      cle="brouillons"
      liste={liste}
      nom={['brouillon', 'brouillons']}
      ligne={ligne => `${ligne.dossierId} ${ligne.cle}`}
      legende="Mes brouillons, le plus récent d’abord"
      empile
      vide="Aucun brouillon : tout ce que vous avez écrit est enregistré."
      url={adresseDeListe(chemins.brouillons, liste)}
      colonnes={[
        { label: 'Quoi', entete: true, rendu: ligne => <a href={ligne.url}>{ligne.titre}</a> },
        { label: 'Gardé le', rendu: ligne => <Instant a={ligne.enregistreA} /> },
        {
          label: 'Jeter',
          rendu: ligne => (
            <JeterBrouillon
              dossierId={ligne.dossierId}
              cle={ligne.cle}
              retour="liste"
              etiquette={`Jeter : ${ligne.titre}`}
            >
              Jeter
            </JeterBrouillon>
          ),
        },
      ]}
    />
  </div>
)
