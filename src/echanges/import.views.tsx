import {
  Actions,
  Alerte,
  adresseDeListe,
  Bouton,
  Carte,
  ChampCase,
  type FormState,
  Formulaire,
  LienBouton,
  ListeEnTableau,
  Onglets,
  Progression,
  ResumeErreurs,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import type { Liste } from '../platform/liste.ts'
import { motsDe } from '../platform/mots.ts'
import { formats } from './fichier.rules.ts'
import { chemins } from './import.paths.ts'
import type { Action, comptes, Import, Ligne, resultats } from './import.store.ts'
import { Choix, Dit, Personne } from './ligne.views.tsx'

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
        {i.lignes > 1 ? `${i.lignes} lignes lues` : 'Une ligne lue'} ({formats[i.format]}
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
const dossiersDits = (nombre: number) => `${nombre} dossier${nombre > 1 ? 's' : ''}`

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
