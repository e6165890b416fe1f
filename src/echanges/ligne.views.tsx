import type { ComponentChildren } from 'preact'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { libelleDeNature } from '../mesures/index.ts'
import { Bouton, Formulaire, LeJour, Pastille } from '../platform/interface/index.ts'
import { A_NOTER } from './fichier.rules.ts'
import { chemins } from './import.paths.ts'
import type { Import, Ligne } from './import.store.ts'

export const Personne = ({ ligne }: { ligne: Ligne }) => {
  const nom = `${ligne.valeurs.nom ?? ''} ${ligne.valeurs.prenoms ?? ''}`.trim() || '(sans nom)'
  return (
    <>
      {ligne.dossierId && ligne.action !== 'ailleurs' ? (
        <a href={dossiers.dossier(ligne.dossierId)}>{nom}</a>
      ) : (
        nom
      )}
      <br />
      <span class="fil-discret">{ligne.valeurs.naissance || 'naissance non lue'}</span>
    </>
  )
}

/** What is wrong, what would change, what was not understood: each under its column's name. */
const motDe = ({ champ, avant }: Ligne['differences'][number]) => {
  if (champ === A_NOTER) return 'À noter'
  return avant === null ? 'Ajout' : 'Diffère'
}
export const Dit = ({ ligne }: { ligne: Ligne }) => (
  <ul>
    {ligne.fautes.map(faute => (
      <Element genre="alerte" mot="Faute">
        {faute.colonne && <strong>{faute.colonne} : </strong>}
        {faute.message}
      </Element>
    ))}
    {ligne.differences.map(difference => (
      <Element genre={difference.champ === A_NOTER ? 'attention' : 'info'} mot={motDe(difference)}>
        <strong>{difference.libelle} : </strong>
        {difference.avant !== null && <del>{difference.avant}</del>}{' '}
        {difference.champ === A_NOTER ? difference.apres : <ins>{difference.apres}</ins>}
      </Element>
    ))}
    {ligne.avertissements.map(avertissement => (
      <Element genre="attention" mot="À noter">
        {avertissement.colonne && <strong>{avertissement.colonne} : </strong>}
        {avertissement.message}
      </Element>
    ))}
    {ligne.action === 'creer' && <Lu contenu={ligne.valeurs} />}
    {ligne.action === 'suite' && (
      <Element mot="Suite">Même personne que la ligne {ligne.groupe}.</Element>
    )}
    {ligne.action === 'ignoree' && (
      <Element mot="Laissée">Vous avez choisi de ne pas l’importer.</Element>
    )}
    {ligne.action === 'ailleurs' && <Element mot="Ailleurs">{suiviPar(ligne)}</Element>}
  </ul>
)
/** What a dossier would be opened with: number, contact, measures; a name alone says so. */
const Lu = ({
  contenu: { personne, mesures = [], attentes = [] },
}: {
  contenu: Ligne['valeurs']
}) => {
  const contact = [personne?.numeroAppi, personne?.telephone, personne?.commune]
    .filter(Boolean)
    .map(String)
  return (
    <>
      {contact.length > 0 && <li>{contact.join(', ')}</li>}
      {mesures.map(mesure => (
        <li>
          {libelleDeNature(mesure.nature, mesure.decisionLe)}, décision du{' '}
          <LeJour le={mesure.decisionLe} />
        </li>
      ))}
      {attentes.map(attente => (
        <Element mot="En attente">{attente.texte}</Element>
      ))}
      {contact.length + mesures.length + attentes.length === 0 && (
        <li class="fil-discret">Nom et date de naissance seulement.</li>
      )}
    </>
  )
}
const suiviPar = (ligne: Ligne) => {
  const colonne = ligne.candidats.find(x => x.dossierId === ligne.dossierId)
  return `Dossier ${colonne?.numero ?? ''}, suivi par ${colonne?.serviceNom ?? 'un autre service'} : demandez-lui un transfert.`
}
const Element = ({
  genre,
  mot,
  children,
}: {
  genre?: 'info' | 'attention' | 'alerte'
  mot: string
  children: ComponentChildren
}) => (
  <li>
    <Pastille genre={genre ?? 'neutre'}>{mot}</Pastille> {children}
  </li>
)

export const Choix = ({ i, ligne }: { i: Import; ligne: Ligne }) => (
  <Formulaire
    action={chemins.choisir(i.id, ligne.numero)}
    enLigne
    etiquette={`Ligne ${ligne.numero}`}
  >
    {ligne.candidats.map(candidat => (
      <Bouton variante="secondaire" name="choix" value={candidat.dossierId}>
        {candidat.nom} {candidat.prenoms}, naissance : <LeJour le={candidat.naissanceLe} /> (
        {candidat.numeroAppi ?? candidat.numero}, {candidat.serviceNom ?? 'sans service'})
      </Bouton>
    ))}
    <Bouton variante="secondaire" name="choix" value="nouvelle">
      Une autre personne : ouvrir un dossier
    </Bouton>
    <Bouton variante="tertiaire" name="choix" value="ignorer">
      Ne pas importer cette ligne
    </Bouton>
  </Formulaire>
)
