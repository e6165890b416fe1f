import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { adresseDeListe, DUnAgent, LeJour, ListeEnTableau, Onglets, Pastille, Titre } from '../platform/interface/index.ts'
import type { demandesEnCours, rapportsEnAttente, TrancheTriee } from './attente.store.ts'
import { chemins } from './magistrats.paths.ts'
import { detenteurs, naturesDeSaisine } from './magistrats.rules.ts'
import { dit, PastilleDeDelai, PastilleRapport } from './magistrats.views.tsx'
import type { Lecteur } from './main.rules.ts'

type Demandes = Awaited<ReturnType<typeof demandesEnCours>>
type DemandesProps = {
  liste: Demandes
  filtre: TrancheTriee & { detenteur: string; agent: string; retard: string }
  qui: 'moi' | 'service' | null
  aujourdhui: string
  lecteur: Lecteur
  agentNom: string
}
/** Requests of a juridiction that are not closed, or those that a service has to answer: with whom each is. */
export const Demandes = ({ liste, filtre, qui, aujourdhui, agentNom, lecteur }: DemandesProps) => {
  const { tri, sens, detenteur, retard } = filtre
  const agent = qui ? filtre.agent : ''
  const url = adresseDeListe(chemins.demandes, liste, { tri, sens, detenteur, qui: qui ?? undefined, agent, retard })
  const enMains = ['', ...Object.keys(detenteurs)]
  return (
    <div class="fil-pile">
      <Titre>Demandes en cours</Titre>
      {qui && <DeQui url={url} qui={agent ? '' : qui} />}
      {agent && <DUnAgent nom={agentNom} tous={url({ agent: '' })} />}
      <Onglets
        etiquette="Jours"
        onglets={[
          { href: url({ retard: '' }), label: 'Toutes les échéances', actif: retard === '' },
          { href: url({ retard: 'oui' }), label: 'En retard seulement', actif: retard === 'oui' },
        ]}
      />
      <Onglets
        etiquette="En main"
        onglets={enMains.map(d => ({
          href: url({ detenteur: d }),
          label: d === '' ? 'Toutes' : dit(detenteurs, d),
          actif: d === detenteur,
        }))}
      />
      <ListeEnTableau
        cle="demandes"
        liste={liste}
        nom={['demande en cours', 'demandes en cours']}
        ligne={d => d.saisineId}
        legende="Demandes en cours"
        vide="Aucune demande en cours."
        ordre={filtre}
        url={url}
        colonnes={[
          {
            label: 'Échéance',
            tri: 'echeance',
            rendu: d => (
              <>
                <LeJour le={d.echeanceLe} /> <PastilleDeDelai demande={d} aujourdhui={aujourdhui} lecteur={lecteur} />
              </>
            ),
          },
          { label: 'Personne', tri: 'nom', entete: true, rendu: d => <a href={dossiers.dossier(d.dossierId)}>{d.nomComplet}</a> },
          { label: 'Demande', rendu: d => <a href={chemins.saisine(d.dossierId, d.saisineId)}>{dit(naturesDeSaisine, d.nature)}</a> },
          { label: 'En main', rendu: d => dit(detenteurs, d.detenteur) },
          ...(qui ? [{ label: 'Juridiction', rendu: (d: Demandes['lignes'][number]) => d.juridictionNom }] : []),
          ...(qui === 'moi' && !agent
            ? []
            : [{ label: 'Référent', rendu: (d: Demandes['lignes'][number]) => d.referentNom ?? 'à affecter' }]),
        ]}
      />
    </div>
  )
}
const DeQui = ({ url, qui }: { url: (params: Record<string, string>) => string; qui: string }) => (
  <Onglets
    etiquette="Dossiers"
    onglets={[
      { href: url({ qui: 'moi', agent: '' }), label: 'Mes dossiers', actif: qui === 'moi' },
      { href: url({ qui: 'service', agent: '' }), label: 'Tout le service', actif: qui === 'service' },
    ]}
  />
)

type Rapports = Awaited<ReturnType<typeof rapportsEnAttente>>
/** Reports to validate in a service, or received by a juridiction. */
export const Rapports = ({
  liste,
  filtre,
  recus,
  aujourdhui,
}: {
  liste: Rapports
  filtre: TrancheTriee
  recus: boolean
  aujourdhui: string
}) => {
  const url = adresseDeListe(chemins.rapports, liste, { tri: filtre.tri, sens: filtre.sens })
  const titre = recus ? 'Rapports reçus' : 'Rapports à valider'
  return (
    <div class="fil-pile">
      <Titre>{titre}</Titre>
      <ListeEnTableau
        cle="rapports"
        liste={liste}
        nom={['rapport', 'rapports']}
        ligne={r => r.rapportId}
        legende={titre}
        vide={recus ? 'Aucun rapport n’attend votre lecture.' : 'Aucun rapport n’attend d’être validé.'}
        ordre={filtre}
        url={url}
        colonnes={[
          {
            label: 'Pour le',
            tri: 'echeance',
            rendu: r => (
              <>
                <LeJour le={r.echeanceLe} /> {r.echeanceLe && r.echeanceLe < aujourdhui && <Pastille genre="alerte">En retard</Pastille>}
              </>
            ),
          },
          { label: 'Personne', tri: 'nom', entete: true, rendu: r => <a href={dossiers.dossier(r.dossierId)}>{r.nomComplet}</a> },
          { label: 'Rapport', rendu: r => <a href={chemins.rapport(r.dossierId, r.rapportId)}>{r.titre}</a> },
          { label: 'Écrit par', rendu: r => r.redacteurNom },
          { label: 'Juridiction', rendu: r => r.juridictionNom },
          {
            label: 'État',
            rendu: r => (
              <>
                <PastilleRapport etat={r.etat} /> {r.complete && <Pastille genre="info">Complément</Pastille>}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}
