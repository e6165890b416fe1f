import type { ComponentChildren } from 'preact'
import { chemins as dossiers } from '../dossiers/dossier.paths.ts'
import { libelleDeNature } from '../mesures/index.ts'
import {
  Actions,
  Alerte,
  adresseDeListe,
  Bouton,
  Carte,
  ChampCase,
  type FormState,
  Formulaire,
  LeJour,
  LienBouton,
  ListeEnTableau,
  Onglets,
  Pastille,
  Progression,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import { motsDe } from '../platform/mots.ts'
import { A_NOTER, type Format, formats } from './fichier.rules.ts'
import { chemins } from './import.paths.ts'
import type { Action, comptes, Import, Ligne, resultats } from './import.store.ts'

export type Comptes = Awaited<ReturnType<typeof comptes>>
export const nombre = (comptes: Comptes, ...actions: Action[]) =>
  actions.reduce((nombre, action) => nombre + (comptes.get(action)?.n ?? 0), 0)

/** The kinds of lines of a preview, in the order in which an agent must look at them. */
export const vues = {
  fautes: { label: 'À corriger', actions: ['fautive'] },
  choisir: { label: 'À choisir', actions: ['a_choisir'] },
  creer: { label: 'Dossiers à ouvrir', actions: ['creer'] },
  completer: { label: 'À compléter', actions: ['completer'] },
  ailleurs: { label: 'Suivis ailleurs', actions: ['ailleurs'] },
  identiques: { label: 'Sans changement', actions: ['identique', 'suite', 'ignoree'] },
} as const satisfies Record<string, { label: string; actions: Action[] }>
export type Vue = keyof typeof vues

type EcranProps = {
  i: Import
  state: FormState
  c: Comptes
  vue: Vue
  lignes: Liste<Ligne>
  bilan: Awaited<ReturnType<typeof resultats>>
}
export const EcranImport = (ecran: EcranProps) => (
  <div class="fil-pile">
    <Titre>{ecran.i.fichierNom}</Titre>
    <ResumeErreurs state={ecran.state} />
    {ecran.i.etat === 'examen' && (
      <Etape
        i={ecran.i}
        state={ecran.state}
        action={chemins.examiner(ecran.i.id)}
        titre="Comparaison avec les dossiers"
        {...avanceExamen(ecran)}
      />
    )}
    {ecran.i.etat === 'ecriture' && (
      <Etape
        i={ecran.i}
        state={ecran.state}
        action={chemins.ecrire(ecran.i.id)}
        titre="Écriture des dossiers"
        {...avanceEcriture(ecran)}
      />
    )}
    {ecran.i.etat === 'apercu' && <Apercu {...ecran} />}
    {(ecran.i.etat === 'termine' || ecran.i.etat === 'abandonne') && <Fini {...ecran} />}
  </div>
)
const avanceExamen = ({ c: colonne }: EcranProps) => {
  const total = nombre(
    colonne,
    'a_examiner',
    'creer',
    'completer',
    'identique',
    'ailleurs',
    'a_choisir',
  )
  return { fait: total - nombre(colonne, 'a_examiner'), total }
}
const avanceEcriture = ({ c: colonne }: EcranProps) => ({
  fait: (colonne.get('creer')?.faites ?? 0) + (colonne.get('completer')?.faites ?? 0),
  total: nombre(colonne, 'creer', 'completer'),
})

type EtapeProps = {
  i: Import
  state: FormState
  action: string
  titre: string
  fait: number
  total: number
}
/**
 * A long work, some lines at a time: with a script each answer sends the next, without it, or after
 * a refusal, the agent presses the button.
 */
const Etape = ({ i, state, action, titre, fait, total }: EtapeProps) => (
  <Carte titre={titre}>
    <Progression fait={fait} total={total} label="Lignes" />
    <p class="fil-discret">Vous pouvez fermer cette page : le travail reprendra où il en est.</p>
    <Actions>
      <Formulaire action={action} enLigne enchainer={state.refusals.length === 0 && !state.alerte}>
        <Bouton>Continuer</Bouton>
      </Formulaire>
      {i.etat === 'examen' && <Abandonner i={i} />}
    </Actions>
  </Carte>
)
const Abandonner = ({ i }: { i: Import }) => (
  <Formulaire action={chemins.abandonner(i.id)} enLigne>
    <Bouton variante="danger">Abandonner cet import, sans rien écrire</Bouton>
  </Formulaire>
)

function Apercu({ i, state, c: colonne, vue, lignes }: EcranProps) {
  const aFaire = nombre(colonne, 'creer', 'completer')
  const onglets = motsDe(vues).map(texte => ({
    href: `${chemins.importer(i.id)}?vue=${texte}`,
    label: `${vues[texte].label} (${nombre(colonne, ...vues[texte].actions)})`,
    actif: texte === vue,
  }))
  return (
    <>
      <p>
        {i.lignes > 1 ? `${i.lignes} lignes lues` : 'Une ligne lue'} ({formats[i.format as Format]}
        ). Rien n’est encore écrit.
      </p>
      <Onglets etiquette="Lignes du fichier" onglets={onglets} />
      <Lignes i={i} vue={vue} liste={lignes} />
      <Carte titre="Confirmer">
        <div class="fil-pile">
          <p>
            {dossiersDits(nombre(colonne, 'creer'))} à ouvrir, {nombre(colonne, 'completer')} à
            compléter. Les lignes à corriger, à choisir ou suivies ailleurs ne sont pas écrites :
            vous pourrez reprendre le fichier corrigé.
          </p>
          <Formulaire action={chemins.confirmer(i.id)}>
            {nombre(colonne, 'completer') > 0 && (
              <ChampCase
                state={state}
                name="remplacer"
                label="Remplacer aussi ce qui diffère"
                hint="Sinon, seuls les champs vides de nos dossiers sont remplis. L’ancienne fiche reste dans l’historique."
              />
            )}
            <Bouton disabled={aFaire === 0}>
              {aFaire === 0 ? 'Rien à écrire' : `Écrire ${dossiersDits(aFaire)}`}
            </Bouton>
          </Formulaire>
          <Abandonner i={i} />
        </div>
      </Carte>
    </>
  )
}

const Lignes = ({ i, vue, liste }: { i: Import; vue: Vue; liste: Liste<Ligne> }) => (
  <ListeEnTableau
    cle="lignes"
    liste={liste}
    nom={['ligne', 'lignes']}
    ligne={ligne => String(ligne.numero)}
    url={adresseDeListe(chemins.importer(i.id), liste, { vue })}
    legende={vues[vue].label}
    vide="Aucune ligne de cette sorte."
    colonnes={[
      { label: 'Ligne', nombre: true, rendu: ligne => ligne.numero },
      { label: 'Personne', entete: true, rendu: ligne => <Personne ligne={ligne} /> },
      {
        label: vue === 'choisir' ? 'Qui est-ce ?' : 'Ce qui est lu',
        rendu: ligne => (vue === 'choisir' ? <Choix i={i} ligne={ligne} /> : <Dit ligne={ligne} />),
      },
    ]}
  />
)
const Personne = ({ ligne }: { ligne: Ligne }) => {
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
const dossiersDits = (nombre: number) => `${nombre} dossier${nombre > 1 ? 's' : ''}`

/** What is wrong, what would change, what was not understood: each under its column's name. */
const motDe = ({ champ, avant }: Ligne['differences'][number]) => {
  if (champ === A_NOTER) return 'À noter'
  return avant === null ? 'Ajout' : 'Diffère'
}
const Dit = ({ ligne }: { ligne: Ligne }) => (
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

const Choix = ({ i, ligne }: { i: Import; ligne: Ligne }) => (
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

const Fini = ({ i, bilan, c: colonne }: EcranProps) => (
  <>
    <Alerte genre={i.etat === 'termine' ? 'ok' : 'info'}>
      {i.etat === 'termine' ? 'Import terminé.' : 'Import abandonné : rien n’a été écrit.'}
    </Alerte>
    <Tableau
      legende="Ce qui a été fait"
      vide="Aucun dossier n’a été touché."
      colonnes={[
        { label: 'Résultat', entete: true, rendu: ligne => ligne.resultat },
        { label: 'Lignes', nombre: true, rendu: ligne => ligne.n },
      ]}
      lignes={bilan}
    />
    <p>
      Lignes à corriger : {nombre(colonne, 'fautive')} ; restées à choisir :{' '}
      {nombre(colonne, 'a_choisir')} ; suivies ailleurs : {nombre(colonne, 'ailleurs')} ; sans
      changement : {nombre(colonne, 'identique', 'suite', 'ignoree')}. Le contenu du fichier n’est
      plus gardé ici.
    </p>
    <LienBouton href={chemins.echanges}>Retour aux imports</LienBouton>
  </>
)
