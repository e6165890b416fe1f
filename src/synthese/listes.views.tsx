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

type Colonne = { label: string; tri: (typeof trisDeDossiers)[number]; rendu: (d: Page['lignes'][number]) => ComponentChildren }
const dernierEntretien: Colonne = {
  label: 'Dernier entretien',
  tri: 'contact',
  rendu: d => (d.contactLe ? <LeJour le={d.contactLe} /> : 'aucun'),
}
const derniereAffectation: Colonne = { label: 'Dernière affectation', tri: 'depuis', rendu: d => <LeJour le={d.depuisLe} /> }

type Page = Awaited<ReturnType<typeof mesDossiers>>
type MesDossiersProps = {
  liste: Page
  filtre: Filtre
  qui: string
  titre: string
  duService: boolean
  /** Seen from a juridiction: who follows the person, and nothing of what is said in their interviews. */
  juridiction: boolean
  agentNom: string
}

export const MesDossiers = ({ liste, filtre, qui, titre, duService, juridiction, agentNom }: MesDossiersProps) => {
  const { tri, sens, etat, nom, agent } = filtre
  const url = adresseDeListe(chemins.mesDossiers, liste, { tri, sens, etat, nom, qui: juridiction ? undefined : qui, agent })
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
      <form class="fil-actions" method="get" action={chemins.mesDossiers} aria-label="Filtrer la liste">
        <label for="nom">Nom</label>
        <input class="ds-input" size={16} id="nom" name="nom" value={filtre.nom} />
        <label for="etat">État</label>
        <select class="ds-input" data-width="auto" id="etat" name="etat">
          {Object.entries(juridiction ? etatsVusDeLaJuridiction : etatsDeDossier).map(([v, l]) => (
            <option value={v} selected={v === filtre.etat}>
              {l}
            </option>
          ))}
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
        {agent && <input type="hidden" name="agent" value={agent} />}
        <Bouton variante="secondaire">Filtrer</Bouton>
      </form>
      {agent && <DUnAgent nom={agentNom} tous={url({ agent: '' })} />}
      <ListeEnTableau
        cle="dossiers"
        liste={liste}
        nom={['dossier', 'dossiers']}
        ligne={d => d.dossierId}
        legende={titre}
        vide={
          juridiction
            ? 'Aucun dossier ne correspond. Changez le filtre.'
            : 'Aucun dossier ne correspond. Changez le filtre, ou ouvrez un dossier.'
        }
        ordre={filtre}
        url={url}
        colonnes={[
          { label: 'Personne', tri: 'nom', entete: true, rendu: d => <a href={chemins.dossier(d.dossierId)}>{d.nomComplet}</a> },
          {
            label: 'Mesure',
            rendu: d => (d.nature ? libelleDeNature(d.nature, '9999-12-31') : <Pastille genre="attention">Aucune</Pastille>),
          },
          { label: 'Fin', tri: 'fin', rendu: d => <LeJour le={d.finLe} /> },
          ...(juridiction ? [] : [dernierEntretien]),
          { label: 'Prochaine convocation', tri: 'prochaine', rendu: d => (d.prochaineLe ? <LeJour le={d.prochaineLe} /> : 'aucune') },
          ...(juridiction ? [{ label: 'Service', rendu: (d: Page['lignes'][number]) => d.serviceNom }] : []),
          ...(duService || juridiction ? [{ label: 'Référent', rendu: (d: Page['lignes'][number]) => d.referentNom ?? 'à affecter' }] : []),
          ...(juridiction ? [] : [derniereAffectation]),
        ]}
      />
    </div>
  )
}

export const Recherche = ({ q, liste }: { q: string; liste: Liste<Trouve> }) => (
  <div class="fil-pile">
    <h1>Recherche : {q}</h1>
    <p class="fil-discret">Chaque personne affichée a cette recherche à son journal.</p>
    <ListeEnTableau
      cle="recherche"
      liste={liste}
      nom={['personne', 'personnes']}
      ligne={t => t.dossierId}
      legende="Les plus ressemblants d’abord"
      url={adresseDeListe(chemins.recherche, liste, { q })}
      partielle={liste.total > 0 ? 'dans votre périmètre seulement.' : undefined}
      vide={<RienTrouve q={q} />}
      colonnes={[
        { label: 'Personne', rendu: t => <a href={chemins.dossier(t.dossierId)}>{t.nomComplet}</a>, entete: true },
        { label: 'Naissance', rendu: t => <LeJour le={t.naissanceLe} /> },
        { label: 'Numéro', rendu: t => t.numero },
        { label: 'N° APPI', rendu: t => t.numeroAppi ?? '' },
        { label: 'État', rendu: t => (t.closA ? <Pastille>Clos</Pastille> : <Pastille genre="ok">Ouvert</Pastille>) },
      ]}
    />
  </div>
)
const RienTrouve = ({ q }: { q: string }) => (
  <>
    <p>
      Personne ne ressemble à « {q} » dans votre périmètre. Essayez un nom, même mal orthographié, un numéro de dossier ou une date de
      naissance (24/11/1990).
    </p>
    <Porte vers={dossiers.nouveau}>
      <p>
        Si la personne vient d’arriver, <a href={dossiers.nouveau}>ouvrez un dossier</a> : les dossiers du reste du pays seront comparés.
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
      ligne={b => `${b.dossierId} ${b.cle}`}
      legende="Mes brouillons, le plus récent d’abord"
      empile
      vide="Aucun brouillon : tout ce que vous avez écrit est enregistré."
      url={adresseDeListe(chemins.brouillons, liste)}
      colonnes={[
        { label: 'Quoi', entete: true, rendu: b => <a href={b.url}>{b.titre}</a> },
        { label: 'Gardé le', rendu: b => <Instant a={b.enregistreA} /> },
        {
          label: 'Jeter',
          rendu: b => (
            <JeterBrouillon dossierId={b.dossierId} cle={b.cle} retour="liste" etiquette={`Jeter : ${b.titre}`}>
              Jeter
            </JeterBrouillon>
          ),
        },
      ]}
    />
  </div>
)
