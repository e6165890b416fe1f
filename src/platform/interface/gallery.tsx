import {
  Alerte,
  Carte,
  Chronologie,
  Comparaison,
  Details,
  Dialogue,
  EtatVide,
  Faits,
  type Genre,
  Onglets,
  Pastille,
  Progression,
  Texte,
  Titre,
} from './affichage.tsx'
import {
  Actions,
  Bloc,
  Bouton,
  ChampCase,
  ChampCases,
  ChampChoix,
  ChampLong,
  ChampTexte,
  type FormState,
  Formulaire,
  Geste,
  LienBouton,
  Rangee,
  ResumeErreurs,
} from './form.tsx'
import { adresse, Pagination, Tableau } from './table.tsx'

const long = 'Schwarzentruber-Vandermeulen de la Rochefoucauld-Montbazon, Marie-Antoinette-Joséphine'
const etats: [string, FormState][] = [
  ['Vide', { values: {}, errors: {}, refusals: [] }],
  [
    'Rempli',
    { values: { nom: long, note: 'Première ligne\nSeconde ligne', choix: 'b', cases: ['a'], oui: 'oui' }, errors: {}, refusals: [] },
  ],
  [
    'En erreur',
    {
      values: { nom: 'x' },
      errors: { nom: ['Indiquez le nom.'], choix: ['Choisissez.'], cases: ['Choisissez.'] },
      refusals: [{ message: 'La règle s’y oppose.', source: { texte: 'code pénal', article: '132-45' } }],
    },
  ],
]
const options = [
  { value: 'a', label: 'Un' },
  { value: 'b', label: 'Deux' },
]
const genres: Genre[] = ['neutre', 'info', 'ok', 'attention', 'alerte']

/** Three forms on one page must not share identifiers: the fields of each live under a name of their own. */
const prefixer = (s: FormState, prefixe: string): FormState => ({
  ...s,
  values: { [prefixe]: s.values },
  errors: Object.fromEntries(Object.entries(s.errors).map(([cle, v]) => [`${prefixe}.${cle}`, v])),
})
const Champs = ({ nom, state, prefixe }: { nom: string; state: FormState; prefixe: string }) => (
  <Carte titre={`Champs : ${nom}`}>
    <Formulaire action="/interface" etiquette={nom}>
      <ResumeErreurs state={state} />
      <Rangee>
        <ChampTexte state={state} name={`${prefixe}.nom`} label="Nom" hint="Une aide." required />
        <ChampChoix state={state} name={`${prefixe}.choix`} label="Choix" options={options} />
      </Rangee>
      <ChampLong state={state} name={`${prefixe}.note`} label="Texte long" />
      <ChampCases state={state} name={`${prefixe}.cases`} label="Cases" options={options} plusieurs enLigne />
      <ChampCase state={state} name={`${prefixe}.oui`} label="Oui" />
    </Formulaire>
  </Carte>
)

/** Every component in every state, on one page, for who builds a screen. Shown in the demonstration only. */
export const Galerie = () => (
  <div class="fil-pile">
    <Titre actions={<LienBouton href="/">Retour</LienBouton>}>Composants</Titre>
    <Onglets
      etiquette="Exemple d’onglets"
      onglets={[
        { href: '/interface', label: 'Actif', actif: true },
        { href: '/', label: 'Autre' },
      ]}
    />
    <Carte titre="Boutons">
      <Actions>
        <Bouton type="button">Principal</Bouton>
        <Bouton type="button" variante="secondaire">
          Secondaire
        </Bouton>
        <Bouton type="button" variante="tertiaire">
          Tertiaire
        </Bouton>
        <Bouton type="button" imprimer>
          Imprimer
        </Bouton>
        <Dialogue id="exemple" titre="Un dialogue" lien={{ href: '/interface', label: 'Ouvrir un dialogue' }}>
          <p>Sans script, le lien mène à une page.</p>
        </Dialogue>
      </Actions>
    </Carte>
    <Carte titre="Pastilles et alertes">
      <div class="fil-pile-serree">
        <p>{genres.map(g => [<Pastille genre={g}>{g}</Pastille>, ' '])}</p>
        {genres.map(g => (
          <Alerte genre={g}>Une alerte : {g}</Alerte>
        ))}
      </div>
    </Carte>
    {etats.map(([nom, state], i) => (
      <Champs nom={nom} prefixe={`e${i}`} state={prefixer(state, `e${i}`)} />
    ))}
    <Carte titre="Bloc et gestes">
      <Formulaire action="/interface" etiquette="Gestes">
        <Bloc legende="Ligne 1">
          <Geste geste="retirer:lignes.0">Retirer</Geste>
        </Bloc>
      </Formulaire>
    </Carte>
    <Tableau
      legende="Un tableau"
      colonnes={[
        { label: 'Nom', rendu: l => l.nom, tri: 'nom', entete: true },
        { label: 'Nombre', rendu: l => l.n, nombre: true },
      ]}
      lignes={[
        { nom: long, n: 3 },
        { nom: 'Court', n: 12_345 },
      ]}
      tri={{ cle: 'nom', sens: 'asc' }}
      url={adresse('/interface', {})}
    />
    <Pagination page={2} suivante url={adresse('/interface', {})} />
    <EtatVide>Rien ici. Voici quoi faire.</EtatVide>
    <Carte titre="Faits, texte, progression">
      <Faits
        faits={[
          ['Connu', 'valeur'],
          ['Inconnu', null],
        ]}
      />
      <Texte>{'Ligne 1\nLigne 2 <b>échappée</b>'}</Texte>
      <Progression fait={30} total={100} label="Lignes" />
      <Details titre="Détails">Contenu</Details>
    </Carte>
    <Carte titre="Chronologie">
      <Chronologie
        moments={[
          { le: '2026-11-24', heure: '14:30', titre: 'Entretien', href: '/', pastille: 'Honorée', genre: 'ok' },
          { le: '2026-11-01', titre: long },
        ]}
      />
    </Carte>
    <Carte titre="Comparaison">
      <Comparaison avant="Chercher un logement" apres="Garder le logement" titres={['Version 1', 'Version 2']} />
    </Carte>
  </div>
)
