import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import type { Jour } from '../platform/date.ts'
import {
  adresseDeListe,
  DUnAgent,
  LeJour,
  ListeEnTableau,
  Onglets,
  Pastille,
  Titre,
} from '../platform/interface/index.ts'
import type { demandesEnCours, rapportsEnAttente, TrancheTriee } from './attente.store.ts'
import { chemins } from './magistrats.paths.ts'
import { dit, PastilleDeDelai, PastilleRapport } from './magistrats.views.tsx'
import type { Lecteur } from './main.rules.ts'
import { detenteurs, naturesDeSaisine } from './saisine.rules.ts'

type Demandes = Awaited<ReturnType<typeof demandesEnCours>>
type DemandesProps = {
  liste: Demandes
  filtre: TrancheTriee & { detenteur: string; agent: string; retard: string }
  qui: 'moi' | 'service' | null
  aujourdhui: Jour
  lecteur: Lecteur
  agentNom: string
}
/**
 * Requests of a juridiction that are not closed, or those that a service has to answer: with whom
 * each is.
 */
export const Demandes = ({ liste, filtre, qui, aujourdhui, agentNom, lecteur }: DemandesProps) => {
  const { tri, sens, detenteur, retard } = filtre
  const agent = qui ? filtre.agent : ''
  const url = adresseDeListe(chemins.demandes, liste, {
    tri,
    sens,
    detenteur,
    qui: qui ?? undefined,
    agent,
    retard,
  })
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
        onglets={enMains.map(enMain => ({
          href: url({ detenteur: enMain }),
          label: enMain === '' ? 'Toutes' : dit(detenteurs, enMain),
          actif: enMain === detenteur,
        }))}
      />
      <ListeEnTableau
        cle="demandes"
        liste={liste}
        nom={['demande en cours', 'demandes en cours']}
        ligne={ligne => ligne.saisineId}
        legende="Demandes en cours"
        vide="Aucune demande en cours."
        ordre={filtre}
        url={url}
        colonnes={[
          {
            label: 'Échéance',
            tri: 'echeance',
            rendu: ligne => (
              <>
                <LeJour le={ligne.echeanceLe} />{' '}
                <PastilleDeDelai demande={ligne} aujourdhui={aujourdhui} lecteur={lecteur} />
              </>
            ),
          },
          {
            label: 'Personne',
            tri: 'nom',
            entete: true,
            rendu: ligne => <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
          },
          {
            label: 'Demande',
            rendu: ligne => (
              <a href={chemins.saisine(ligne.dossierId, ligne.saisineId)}>
                {dit(naturesDeSaisine, ligne.nature)}
              </a>
            ),
          },
          { label: 'En main', rendu: ligne => dit(detenteurs, ligne.detenteur) },
          ...(qui
            ? [
                {
                  label: 'Juridiction',
                  rendu: (ligne: Demandes['lignes'][number]) => ligne.juridictionNom,
                },
              ]
            : []),
          ...(qui === 'moi' && !agent
            ? []
            : [
                {
                  label: 'Référent',
                  rendu: (ligne: Demandes['lignes'][number]) => ligne.referentNom ?? 'à affecter',
                },
              ]),
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
      {
        href: url({ qui: 'service', agent: '' }),
        label: 'Tout le service',
        actif: qui === 'service',
      },
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
  aujourdhui: Jour
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
        ligne={ligne => ligne.rapportId}
        legende={titre}
        vide={
          recus ? 'Aucun rapport n’attend votre lecture.' : 'Aucun rapport n’attend d’être validé.'
        }
        ordre={filtre}
        url={url}
        colonnes={[
          {
            label: 'Pour le',
            tri: 'echeance',
            rendu: ligne => (
              <>
                <LeJour le={ligne.echeanceLe} />{' '}
                {ligne.echeanceLe && ligne.echeanceLe < aujourdhui && (
                  <Pastille genre="alerte">En retard</Pastille>
                )}
              </>
            ),
          },
          {
            label: 'Personne',
            tri: 'nom',
            entete: true,
            rendu: ligne => <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
          },
          {
            label: 'Rapport',
            rendu: ligne => (
              <a href={chemins.rapport(ligne.dossierId, ligne.rapportId)}>{ligne.titre}</a>
            ),
          },
          { label: 'Écrit par', rendu: ligne => ligne.redacteurNom },
          { label: 'Juridiction', rendu: ligne => ligne.juridictionNom },
          {
            label: 'État',
            rendu: ligne => (
              <>
                <PastilleRapport etat={ligne.etat} />{' '}
                {ligne.complete && <Pastille genre="info">Complément</Pastille>}
              </>
            ),
          },
        ]}
      />
    </div>
  )
}
