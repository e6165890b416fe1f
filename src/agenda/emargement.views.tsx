import type { Jour } from '../platform/date.ts'
import { Heure, Impression, LeJour, Tableau } from '../platform/interface/index.ts'

type Feuille = {
  seance: { le: Jour; heure: string; intitule: string | null; lieu: string; adresse: string }
  participants: { nom: string }[]
  retour: string
}
/**
 * The sheet that goes round the room: names and signatures, nothing that says why each person is
 * there.
 */
export const Emargement = ({ seance, participants, retour }: Feuille) => (
  <Impression
    titre={`Feuille de présence : ${seance.intitule ?? 'séance'}`}
    retour={{ href: retour, label: 'Revenir à la séance' }}
  >
    <p>
      <LeJour le={seance.le} long /> à <Heure heure={seance.heure} />, {seance.lieu},{' '}
      {seance.adresse}
    </p>
    <Tableau
      legende={`${participants.length} ${participants.length > 1 ? 'personnes' : 'personne'}`}
      colonnes={[
        { label: 'Nom', rendu: ligne => ligne.nom, entete: true },
        { label: 'Heure d’arrivée', rendu: () => '' },
        { label: 'Signature', rendu: () => ' ' },
      ]}
      lignes={participants}
      vide="Personne n’est inscrit à cette séance."
    />
    <p>Nom et signature de l’animateur :</p>
  </Impression>
)
