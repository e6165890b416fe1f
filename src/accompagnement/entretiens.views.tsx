import { Bandeau, type Identite } from '../dossiers/index.ts'
import {
  adresseDeListe,
  Carte,
  Details,
  LeJour,
  LienBouton,
  ListeEnLignes,
  Pastille,
  Texte,
  Titre,
} from '../platform/interface/index.ts'
import { chemins } from './accompagnement.paths.ts'
import { libelleDeForme } from './entretien.rules.ts'
import type { entretiensDuDossier, entretiensRetires } from './entretien.store.ts'

/** All those of a dossier, and apart from them those that were withdrawn. */
export const Entretiens = ({
  identite,
  entretiens,
  retires,
  ecrire,
}: {
  identite: Identite
  entretiens: Awaited<ReturnType<typeof entretiensDuDossier>>
  retires: Awaited<ReturnType<typeof entretiensRetires>>
  ecrire: boolean
}) => (
  <div class="fil-pile">
    <Titre
      actions={
        ecrire && (
          <LienBouton href={chemins.noter(identite.dossierId)} variante="primaire">
            Noter un entretien
          </LienBouton>
        )
      }
    >
      Entretiens
    </Titre>
    <Bandeau identite={identite} />
    <ListeEnLignes
      cle="entretiens"
      liste={entretiens}
      nom={['entretien', 'entretiens']}
      ligne={ligne => ligne.entretienId}
      url={adresseDeListe(chemins.entretiens(identite.dossierId), entretiens)}
      vide="Aucun entretien n’est encore noté."
      rendu={ligne => (
        <Carte
          titre={`${libelleDeForme(ligne.forme)}, avec ${ligne.agentNom}`}
          lien={{ href: chemins.entretien(ligne.dossierId, ligne.entretienId), label: 'Ouvrir' }}
        >
          <p>
            <LeJour le={ligne.le} long /> {ligne.version > 1 && <Pastille>Corrigé</Pastille>}
          </p>
          <Texte>{ligne.recit.length > 400 ? `${ligne.recit.slice(0, 400)}…` : ligne.recit}</Texte>
          {ligne.convenu && (
            <p>
              <strong>Convenu : </strong>
              {ligne.convenu}
            </p>
          )}
        </Carte>
      )}
    />
    {retires.length > 0 && (
      <Details titre={`Entretiens retirés (${retires.length})`}>
        <ul>
          {retires.map(retire => (
            <li>
              <a href={chemins.entretien(retire.dossierId, retire.entretienId)}>
                Entretien du <LeJour le={retire.le} />
              </a>{' '}
              : {retire.motif}
            </li>
          ))}
        </ul>
      </Details>
    )}
  </div>
)
