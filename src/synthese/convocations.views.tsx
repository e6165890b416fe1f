import { chemins as accueil } from '../agenda/accueil.paths.ts'
import { chemins as agenda } from '../agenda/convocation.paths.ts'
import { etats, genreDEtat } from '../agenda/index.ts'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { Carte, type Genre, Heure, ListeEnTableau, Pastille } from '../platform/interface/index.ts'
import type { convocationsDuJour } from './journee.store.ts'
import { LienDEntretien } from './rubrique.views.tsx'

type Props = { liste: Awaited<ReturnType<typeof convocationsDuJour>>; tous: boolean; ecrire: boolean }

/** Who comes today, on Ma journée. */
export const ConvocationsDuJour = ({ liste, tous, ecrire }: Props) => (
  <Carte titre="Convocations d’aujourd’hui" lien={{ href: accueil.liste, label: 'Toute la liste' }}>
    <ListeEnTableau
      cle="convocations"
      liste={liste}
      nom={['convocation', 'convocations']}
      ligne={c => c.convocationId}
      legende="Convocations d’aujourd’hui"
      vide="Personne n’est convoqué aujourd’hui."
      tout={accueil.liste}
      colonnes={[
        { label: 'Heure', rendu: c => <Heure heure={c.heure} />, entete: true },
        { label: 'Personne', rendu: c => <a href={dossiers.dossier(c.dossierId)}>{c.nomComplet}</a> },
        { label: 'Type', rendu: c => <a href={agenda.convocation(c.dossierId, c.convocationId)}>{c.typeLibelle}</a> },
        ...(tous ? [{ label: 'Avec', rendu: (c: Props['liste']['lignes'][number]) => c.agentNom }] : []),
        {
          label: 'État',
          rendu: c =>
            // An outcome says more than an arrival, as at the desk.
            c.arriveeA && c.etat === 'prevue' ? (
              <Pastille genre="ok">Arrivée</Pastille>
            ) : (
              <Pastille genre={genreDEtat(c.etat) as Genre}>{etats[c.etat as keyof typeof etats]}</Pastille>
            ),
        },
        {
          label: 'Entretien',
          rendu: c => ecrire && <LienDEntretien c={c} />,
        },
      ]}
    />
  </Carte>
)
