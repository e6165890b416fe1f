import { chemins as accueil } from '../agenda/accueil.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { etats, genreDEtat } from '../agenda/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { Carte, type Genre, Heure, ListeEnTableau, Pastille } from '../platform/interface/index.ts'
import type { convocationsDuJour } from './journee.store.ts'
import { LienDEntretien } from './rubrique.views.tsx'

type Props = {
  liste: Awaited<ReturnType<typeof convocationsDuJour>>
  tous: boolean
  ecrire: boolean
}

/** Who comes today, on Ma journée. */
export const ConvocationsDuJour = ({ liste, tous, ecrire }: Props) => (
  <Carte titre="Convocations d’aujourd’hui" lien={{ href: accueil.liste, label: 'Toute la liste' }}>
    <ListeEnTableau
      cle="convocations"
      liste={liste}
      nom={['convocation', 'convocations']}
      ligne={ligne => ligne.convocationId}
      legende="Convocations d’aujourd’hui"
      vide="Personne n’est convoqué aujourd’hui."
      tout={accueil.liste}
      colonnes={[
        { label: 'Heure', rendu: ligne => <Heure heure={ligne.heure} />, entete: true },
        {
          label: 'Personne',
          rendu: ligne => <a href={dossiers.dossier(ligne.dossierId)}>{ligne.nomComplet}</a>,
        },
        {
          label: 'Type',
          rendu: ligne => (
            <a href={agenda.convocation(ligne.dossierId, ligne.convocationId)}>
              {ligne.typeLibelle}
            </a>
          ),
        },
        ...(tous
          ? [{ label: 'Avec', rendu: (ligne: Props['liste']['lignes'][number]) => ligne.agentNom }]
          : []),
        {
          label: 'État',
          rendu: ligne =>
            // An outcome says more than an arrival, as at the desk.
            ligne.arriveeA && ligne.etat === 'prevue' ? (
              <Pastille genre="ok">Arrivée</Pastille>
            ) : (
              <Pastille genre={genreDEtat(ligne.etat) as Genre}>{etats[ligne.etat]}</Pastille>
            ),
        },
        {
          label: 'Entretien',
          rendu: ligne => ecrire && <LienDEntretien c={ligne} />,
        },
      ]}
    />
  </Carte>
)
