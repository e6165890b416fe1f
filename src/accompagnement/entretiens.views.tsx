import { Bandeau, type Identite } from '../dossiers/index.ts'
import { adresseDeListe, Carte, Details, LeJour, LienBouton, ListeEnLignes, Pastille, Texte, Titre } from '../platform/interface/index.ts'
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
      ligne={e => e.entretienId}
      url={adresseDeListe(chemins.entretiens(identite.dossierId), entretiens)}
      vide="Aucun entretien n’est encore noté."
      rendu={e => (
        <Carte
          titre={`${libelleDeForme(e.forme)}, avec ${e.agentNom}`}
          lien={{ href: chemins.entretien(e.dossierId, e.entretienId), label: 'Ouvrir' }}
        >
          <p>
            <LeJour le={e.le} long /> {e.version > 1 && <Pastille>Corrigé</Pastille>}
          </p>
          <Texte>{e.recit.length > 400 ? `${e.recit.slice(0, 400)}…` : e.recit}</Texte>
          {e.convenu && (
            <p>
              <strong>Convenu : </strong>
              {e.convenu}
            </p>
          )}
        </Carte>
      )}
    />
    {retires.length > 0 && (
      <Details titre={`Entretiens retirés (${retires.length})`}>
        <ul>
          {retires.map(r => (
            <li>
              <a href={chemins.entretien(r.dossierId, r.entretienId)}>
                Entretien du <LeJour le={r.le} />
              </a>{' '}
              : {r.motif}
            </li>
          ))}
        </ul>
      </Details>
    )}
  </div>
)
