import type { ComponentChildren } from 'preact'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import {
  adresseDeListe,
  Bouton,
  CaseDeFiltre,
  ChoixDeFiltre,
  FautesDeFiltre,
  Instant,
  JoursDeFiltre,
  LienBouton,
  ListeEnTableau,
  Pastille,
  Porte,
  TexteDeFiltre,
  Titre,
} from '../platform/interface/index.ts'
import { acteEnMots } from './acte.rules.ts'
import { chemins } from './compte.paths.ts'
import type { agentsDuJournal, monJournal } from './journal.store.ts'

type PageDeJournal = Awaited<ReturnType<typeof monJournal>>
type Ligne = PageDeJournal['lignes'][number]
type Filtre = {
  du: string
  au: string
  agent: string
  dossier: string
  connexions: string
  geste: string
}

type Url = (params: Record<string, string>) => string
/**
 * Somebody followed elsewhere was shown, or has left: their dossier does not open, and its number
 * is not said.
 */
const LeDossier = ({
  ligne: { dossierId, dossier, genre, id, nombre },
  url,
}: {
  ligne: Ligne
  url: Url
}) => {
  if (nombre > 1) return <a href={url({ geste: `${genre}-${id}` })}>{nombre} dossiers</a>
  if (!dossierId) return 'sans dossier'
  if (!dossier) return 'dossier suivi ailleurs'
  const lecteurs = dossiers.quiALu(dossier.dossierId)
  return (
    <span>
      <a class="fil-insecable" href={dossiers.dossier(dossier.dossierId)}>
        {dossier.numero}
      </a>
      <Porte vers={lecteurs}>
        {' '}
        (<a href={lecteurs}>qui l’a lu</a>)
      </Porte>
    </span>
  )
}

type LignesProps = { titre: string; liste: PageDeJournal; url: Url; vide: ComponentChildren }
const Lignes = ({ titre, liste, url, vide }: LignesProps) => (
  <ListeEnTableau
    cle="journal"
    liste={liste}
    nom={['ligne', 'lignes']}
    ligne={ligne => `${ligne.genre} ${ligne.id}`}
    url={url}
    legende={`${titre}, le plus récent d’abord`}
    vide={vide}
    empile
    colonnes={[
      { label: 'Quand', rendu: ligne => <Instant a={ligne.a} />, entete: true },
      { label: 'Qui', rendu: ligne => ligne.nomComplet },
      {
        label: 'Acte',
        rendu: ligne =>
          ligne.genre === 'ecriture' ? (
            <Pastille genre="info">Écriture</Pastille>
          ) : (
            <Pastille>Lecture</Pastille>
          ),
      },
      { label: 'Page ou geste', rendu: ligne => acteEnMots(ligne.acte) },
      { label: 'Motif', rendu: ligne => ligne.motif ?? '' },
      { label: 'Dossier', rendu: ligne => <LeDossier ligne={ligne} url={url} /> },
    ]}
  />
)
/** One act, unfolded. */
const DUnGeste = ({ geste, tout }: { geste: string; tout: string }) =>
  geste === '' ? null : (
    <p>
      Les lignes d’un même geste. <a href={tout}>Revenir au journal</a>
    </p>
  )
const CeQueCEst = () => (
  <p>
    Qui a consulté ou modifié quoi, et quand. Ce journal ne peut être ni modifié ni effacé par les
    agents.
  </p>
)

export const MonJournal = ({ liste, geste }: { liste: PageDeJournal; geste: string }) => (
  <div class="fil-pile">
    <Titre>Mes consultations</Titre>
    <CeQueCEst />
    <DUnGeste geste={geste} tout={chemins.monJournal} />
    <Lignes
      titre="Mes consultations"
      liste={liste}
      url={adresseDeListe(chemins.monJournal, liste, { geste })}
      vide="Aucune consultation pour l’instant."
    />
  </div>
)

type JournalDuServiceProps = {
  liste: PageDeJournal
  agents: Awaited<ReturnType<typeof agentsDuJournal>>
  filtre: Filtre
  fautes: string[]
  /** State of the seals. */
  etat: ComponentChildren
}
export const JournalDuService = ({
  liste,
  agents,
  filtre,
  fautes,
  etat,
}: JournalDuServiceProps) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={chemins.recherches}>Recherches hors du service</LienBouton>}>
      Journal du service
    </Titre>
    <CeQueCEst />
    {etat}
    <Filtres agents={agents} filtre={filtre} />
    <FautesDeFiltre fautes={fautes} />
    <DUnGeste geste={filtre.geste} tout={chemins.journalDuService} />
    <Lignes
      titre="Journal du service"
      liste={liste}
      url={adresseDeListe(chemins.journalDuService, liste, filtre)}
      vide={
        Object.values(filtre).some(Boolean) ? (
          <Rien filtre={filtre} />
        ) : (
          'Aucune consultation pour l’instant.'
        )
      }
    />
  </div>
)
const Rien = ({ filtre }: { filtre: Filtre }) => (
  <>
    Aucune ligne sous ces filtres.{' '}
    {filtre.dossier &&
      'Un dossier se cherche par son numéro entier, Fil rouge ou APPI, et seulement si vous pouvez l’ouvrir, ou si votre service l’a suivi. '}
    <a href={chemins.journalDuService}>Tout voir</a>
  </>
)

const Filtres = ({ agents, filtre }: Pick<JournalDuServiceProps, 'agents' | 'filtre'>) => (
  <form
    class="fil-actions"
    method="get"
    action={chemins.journalDuService}
    aria-label="Choisir les jours, l’agent ou le dossier"
    data-sans-impression
  >
    <JoursDeFiltre du={filtre.du} au={filtre.au} />
    <ChoixDeFiltre
      name="agent"
      label="Agent"
      valeur={filtre.agent}
      tous="Tous"
      options={agents.map(agent => ({ value: agent.agentId, label: agent.nomComplet }))}
    />
    <TexteDeFiltre name="dossier" label="Dossier n°" valeur={filtre.dossier} taille={18} />
    <CaseDeFiltre
      name="connexions"
      label="Avec les connexions"
      cochee={filtre.connexions === 'oui'}
    />
    <Bouton variante="secondaire">Afficher</Bouton>
  </form>
)
