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
import { A_NOTER, type Format, formats } from './fichier.rules.ts'
import { chemins } from './import.paths.ts'
import type { Action, comptes, Import, Ligne, resultats } from './import.store.ts'

export type Comptes = Awaited<ReturnType<typeof comptes>>
export const nombre = (c: Comptes, ...actions: Action[]) => actions.reduce((n, a) => n + (c.get(a)?.n ?? 0), 0)

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
export const EcranImport = (p: EcranProps) => (
  <div class="fil-pile">
    <Titre>{p.i.fichierNom}</Titre>
    <ResumeErreurs state={p.state} />
    {p.i.etat === 'examen' && (
      <Etape i={p.i} state={p.state} action={chemins.examiner(p.i.id)} titre="Comparaison avec les dossiers" {...avanceExamen(p)} />
    )}
    {p.i.etat === 'ecriture' && (
      <Etape i={p.i} state={p.state} action={chemins.ecrire(p.i.id)} titre="Écriture des dossiers" {...avanceEcriture(p)} />
    )}
    {p.i.etat === 'apercu' && <Apercu {...p} />}
    {(p.i.etat === 'termine' || p.i.etat === 'abandonne') && <Fini {...p} />}
  </div>
)
const avanceExamen = ({ c }: EcranProps) => {
  const total = nombre(c, 'a_examiner', 'creer', 'completer', 'identique', 'ailleurs', 'a_choisir')
  return { fait: total - nombre(c, 'a_examiner'), total }
}
const avanceEcriture = ({ c }: EcranProps) => ({
  fait: (c.get('creer')?.faites ?? 0) + (c.get('completer')?.faites ?? 0),
  total: nombre(c, 'creer', 'completer'),
})

type EtapeProps = { i: Import; state: FormState; action: string; titre: string; fait: number; total: number }
/** A long work, some lines at a time: with a script each answer sends the next, without it, or after a refusal, the agent presses the button. */
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

function Apercu({ i, state, c, vue, lignes }: EcranProps) {
  const aFaire = nombre(c, 'creer', 'completer')
  const onglets = (Object.keys(vues) as Vue[]).map(v => ({
    href: `${chemins.importer(i.id)}?vue=${v}`,
    label: `${vues[v].label} (${nombre(c, ...vues[v].actions)})`,
    actif: v === vue,
  }))
  return (
    <>
      <p>
        {i.lignes > 1 ? `${i.lignes} lignes lues` : 'Une ligne lue'} ({formats[i.format as Format]}). Rien n’est encore écrit.
      </p>
      <Onglets etiquette="Lignes du fichier" onglets={onglets} />
      <Lignes i={i} vue={vue} liste={lignes} />
      <Carte titre="Confirmer">
        <div class="fil-pile">
          <p>
            {dossiersDits(nombre(c, 'creer'))} à ouvrir, {nombre(c, 'completer')} à compléter. Les lignes à corriger, à choisir ou suivies
            ailleurs ne sont pas écrites : vous pourrez reprendre le fichier corrigé.
          </p>
          <Formulaire action={chemins.confirmer(i.id)}>
            {nombre(c, 'completer') > 0 && (
              <ChampCase
                state={state}
                name="remplacer"
                label="Remplacer aussi ce qui diffère"
                hint="Sinon, seuls les champs vides de nos dossiers sont remplis. L’ancienne fiche reste dans l’historique."
              />
            )}
            <Bouton disabled={aFaire === 0}>{aFaire === 0 ? 'Rien à écrire' : `Écrire ${dossiersDits(aFaire)}`}</Bouton>
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
    ligne={l => String(l.numero)}
    url={adresseDeListe(chemins.importer(i.id), liste, { vue })}
    legende={vues[vue].label}
    vide="Aucune ligne de cette sorte."
    colonnes={[
      { label: 'Ligne', nombre: true, rendu: l => l.numero },
      { label: 'Personne', entete: true, rendu: l => <Personne ligne={l} /> },
      {
        label: vue === 'choisir' ? 'Qui est-ce ?' : 'Ce qui est lu',
        rendu: l => (vue === 'choisir' ? <Choix i={i} ligne={l} /> : <Dit ligne={l} />),
      },
    ]}
  />
)
const Personne = ({ ligne: l }: { ligne: Ligne }) => {
  const nom = `${l.valeurs.nom ?? ''} ${l.valeurs.prenoms ?? ''}`.trim() || '(sans nom)'
  return (
    <>
      {l.dossierId && l.action !== 'ailleurs' ? <a href={dossiers.dossier(l.dossierId)}>{nom}</a> : nom}
      <br />
      <span class="fil-discret">{l.valeurs.naissance || 'naissance non lue'}</span>
    </>
  )
}
const dossiersDits = (n: number) => `${n} dossier${n > 1 ? 's' : ''}`

/** What is wrong, what would change, what was not understood: each under its column's name. */
const Dit = ({ ligne: l }: { ligne: Ligne }) => (
  <ul>
    {l.fautes.map(f => (
      <Element genre="alerte" mot="Faute">
        {f.colonne && <strong>{f.colonne} : </strong>}
        {f.message}
      </Element>
    ))}
    {l.differences.map(d => (
      <Element
        genre={d.champ === A_NOTER ? 'attention' : 'info'}
        mot={d.champ === A_NOTER ? 'À noter' : d.avant === null ? 'Ajout' : 'Diffère'}
      >
        <strong>{d.libelle} : </strong>
        {d.avant !== null && <del>{d.avant}</del>} {d.champ === A_NOTER ? d.apres : <ins>{d.apres}</ins>}
      </Element>
    ))}
    {l.avertissements.map(f => (
      <Element genre="attention" mot="À noter">
        {f.colonne && <strong>{f.colonne} : </strong>}
        {f.message}
      </Element>
    ))}
    {l.action === 'creer' && <Lu contenu={l.valeurs} />}
    {l.action === 'suite' && <Element mot="Suite">Même personne que la ligne {l.groupe}.</Element>}
    {l.action === 'ignoree' && <Element mot="Laissée">Vous avez choisi de ne pas l’importer.</Element>}
    {l.action === 'ailleurs' && <Element mot="Ailleurs">{suiviPar(l)}</Element>}
  </ul>
)
/** What a dossier would be opened with: number, contact, measures; a name alone says so. */
const Lu = ({ contenu: { personne, mesures = [], attentes = [] } }: { contenu: Ligne['valeurs'] }) => {
  const contact = [personne?.numeroAppi, personne?.telephone, personne?.commune].filter(Boolean).map(String)
  return (
    <>
      {contact.length > 0 && <li>{contact.join(', ')}</li>}
      {mesures.map(m => (
        <li>
          {libelleDeNature(m.nature, m.decisionLe)}, décision du <LeJour le={m.decisionLe} />
        </li>
      ))}
      {attentes.map(a => (
        <Element mot="En attente">{a.texte}</Element>
      ))}
      {contact.length + mesures.length + attentes.length === 0 && <li class="fil-discret">Nom et date de naissance seulement.</li>}
    </>
  )
}
const suiviPar = (l: Ligne) => {
  const c = l.candidats.find(x => x.dossierId === l.dossierId)
  return `Dossier ${c?.numero ?? ''}, suivi par ${c?.serviceNom ?? 'un autre service'} : demandez-lui un transfert.`
}
const Element = ({ genre, mot, children }: { genre?: 'info' | 'attention' | 'alerte'; mot: string; children: ComponentChildren }) => (
  <li>
    <Pastille genre={genre ?? 'neutre'}>{mot}</Pastille> {children}
  </li>
)

const Choix = ({ i, ligne: l }: { i: Import; ligne: Ligne }) => (
  <Formulaire action={chemins.choisir(i.id, l.numero)} enLigne etiquette={`Ligne ${l.numero}`}>
    {l.candidats.map(c => (
      <Bouton variante="secondaire" name="choix" value={c.dossierId}>
        {c.nom} {c.prenoms}, naissance : <LeJour le={c.naissanceLe} /> ({c.numeroAppi ?? c.numero}, {c.serviceNom ?? 'sans service'})
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

const Fini = ({ i, bilan, c }: EcranProps) => (
  <>
    <Alerte genre={i.etat === 'termine' ? 'ok' : 'info'}>
      {i.etat === 'termine' ? 'Import terminé.' : 'Import abandonné : rien n’a été écrit.'}
    </Alerte>
    <Tableau
      legende="Ce qui a été fait"
      vide="Aucun dossier n’a été touché."
      colonnes={[
        { label: 'Résultat', entete: true, rendu: r => r.resultat },
        { label: 'Lignes', nombre: true, rendu: r => r.n },
      ]}
      lignes={bilan}
    />
    <p>
      Lignes à corriger : {nombre(c, 'fautive')} ; restées à choisir : {nombre(c, 'a_choisir')} ; suivies ailleurs : {nombre(c, 'ailleurs')}{' '}
      ; sans changement : {nombre(c, 'identique', 'suite', 'ignoree')}. Le contenu du fichier n’est plus gardé ici.
    </p>
    <LienBouton href={chemins.echanges}>Retour aux imports</LienBouton>
  </>
)
