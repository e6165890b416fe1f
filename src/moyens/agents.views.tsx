import { afficherJourCourt } from '../platform/date.ts'
import {
  adresseDeListe,
  LienBouton,
  ListeEnTableau,
  Pastille,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './annuaire.paths.ts'
import type { tousLesAgents } from './organigramme.store.ts'

type Liste = Awaited<ReturnType<typeof tousLesAgents>>
type Props = {
  titre: string
  entiteId: string
  liste: Liste
  /** Where an agent is added. */
  nouveau: string
  libelleFonction: (fonction: string) => string
}

/** Who comes, who is there, who left: an access opens and closes with these days. */
export const Agents = ({ titre, entiteId, liste, nouveau, libelleFonction }: Props) => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href={nouveau}>Ajouter un agent</LienBouton>}>{titre}</Titre>
    <p>
      Ceux qui arrivent, ceux qui sont en poste, puis ceux qui sont partis. L’accès s’ouvre le jour
      de l’arrivée et se ferme le jour du départ.
    </p>
    <ListeEnTableau
      cle="agents"
      legende={titre}
      empile
      liste={liste}
      nom={['agent', 'agents']}
      ligne={ligne => ligne.agentId}
      vide="Aucun agent n’est encore enregistré ici."
      url={adresseDeListe(chemins.agents(entiteId), liste)}
      colonnes={[
        {
          label: 'Nom',
          rendu: ligne => <a href={chemins.modifierAgent(ligne.agentId)}>{ligne.nomComplet}</a>,
          entete: true,
        },
        { label: 'Fonction', rendu: ligne => libelleFonction(ligne.fonction) },
        { label: 'Présence', rendu: presence },
        { label: 'Arrivée', rendu: ligne => afficherJourCourt(ligne.arriveLe) },
        {
          label: 'Départ',
          rendu: ligne => (ligne.partiLe ? afficherJourCourt(ligne.partiLe) : ''),
        },
      ]}
    />
  </div>
)

function presence(agent: Liste['lignes'][number]) {
  if (agent.presence === 'a_venir') return <Pastille genre="attention">Arrive</Pastille>
  if (agent.presence === 'parti') return <Pastille>Parti</Pastille>
  return agent.partiLe ? <Pastille genre="attention">En poste, part bientôt</Pastille> : 'En poste'
}
