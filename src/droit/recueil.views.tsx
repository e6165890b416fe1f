import { type CleNature, familles, libelleDeNature, natures, nomDeLaNature, referentiel } from '../mesures/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import { Bouton, Carte, EtatVide, LeJour, LienBouton, Pastille, Tableau, Titre } from '../platform/interface/index.ts'
import type { Numero } from '../platform/law.ts'
import { chemins } from './droit.paths.ts'
import { ancre, JourChoisi, Lignes, lus, Source, TableDeRegles } from './regle.panels.tsx'
import { chemins as simulation } from './simulation.paths.ts'

const cles = Object.keys(natures) as CleNature[]
type Props = { le: Jour; errone: string | null; article: string; simuler: boolean }

/** The law of a day: what can be pronounced, what cannot yet or no more, and an article found under any of its numbers. */
export const Recueil = ({ le, errone, article, simuler }: Props) => (
  <div class="fil-pile">
    <Titre
      actions={
        <>
          <LienBouton href={chemins.changements({ de: le })}>Ce qui a changé</LienBouton>
          <LienBouton href={chemins.comparer({ le })}>Comparer à la proposition</LienBouton>
          {simuler && <LienBouton href={simulation.service}>Simuler</LienBouton>}
          <LienBouton href={chemins.cas}>Cas de droit</LienBouton>
          <LienBouton href={chemins.aVerifier}>À vérifier</LienBouton>
        </>
      }
    >
      Droit en vigueur le <LeJour le={le} long />
    </Titre>
    <JourChoisi action={chemins.recueil()} le={le} errone={errone} />
    <form class="fil-actions" method="get" action={chemins.recueil()} aria-label="Chercher un article">
      <label for="article">Article</label>
      <input class="ds-input" size={16} id="article" name="article" value={article} />
      <input type="hidden" name="le" value={le} />
      <Bouton variante="secondaire">Chercher</Bouton>
      <span class="fil-discret">Ancien ou nouveau numéro : 723-15, CPP L. 5212-1</span>
    </form>
    {article && <Trouvailles article={article} le={le} />}
    <div class="fil-colonnes">
      {(Object.keys(familles) as (keyof typeof familles)[]).map(famille => (
        <Famille famille={famille} le={le} />
      ))}
    </div>
    <Carte titre="Règles communes">
      <ul class="fil-liste">
        {referentiel.clesTransversales.map(groupe => (
          <li>
            <a href={chemins.regles(groupe, { le })}>{referentiel.libelleDuGroupe(groupe)}</a>{' '}
            <span class="fil-discret">{referentiel.transversales[groupe].regles.length} règles</span>
          </li>
        ))}
      </ul>
    </Carte>
    <p class="fil-discret">
      Tout le référentiel est public, en données ouvertes : <a href={chemins.donnees}>référentiel au format JSON</a>.
    </p>
  </div>
)

const Famille = ({ famille, le }: { famille: keyof typeof familles; le: Jour }) => {
  const toutes = cles.filter(c => natures[c].famille === famille).map(c => referentiel.existenceLe(c, le))
  const autres = toutes.filter(e => e.etat !== 'existe')
  return toutes.length === 0 ? null : (
    <Carte titre={familles[famille]}>
      <ul class="fil-liste">
        {toutes
          .filter(e => e.etat === 'existe')
          .map(e => (
            <li>
              <a href={chemins.mesure(e.nature, { le })}>{nomDeLaNature(e.nature, le)}</a>
            </li>
          ))}
        {autres.map(e => (
          <li>
            <a href={chemins.mesure(e.nature, { le, ...(e.etat === 'proposition' ? { referentiel: 'egip' } : {}) })}>
              {libelleDeNature(e.nature, '9999-12-31')}
            </a>{' '}
            <Absence {...e} />
          </li>
        ))}
      </ul>
    </Carte>
  )
}
export const Absence = ({ etat, depuis }: Pick<ReturnType<typeof referentiel.existenceLe>, 'etat' | 'depuis'>) => {
  if (etat === 'existe') return null
  if (etat === 'inconnu')
    return (
      <>
        <Pastille genre="attention">inconnu</Pastille>
        {depuis && <span class="fil-discret"> avant le {afficherJourCourt(depuis)}, premier jour connu</span>}
      </>
    )
  if (etat === 'proposition') return <Pastille genre="attention">proposition, pas le droit</Pastille>
  if (etat === 'plus')
    return <span class="fil-discret">n’existe plus depuis le {depuis ? afficherJourCourt(depuis) : '(date non connue)'}</span>
  return <span class="fil-discret">n’existe pas encore{depuis ? ` (créé le ${afficherJourCourt(depuis)})` : ''}</span>
}

const ecrire = ({ texte, article }: Numero) => `${texte}, article ${article}`
const Trouvailles = ({ article, le }: { article: string; le: Jour }) => {
  const trouvailles = referentiel.chercherArticle(article)
  return trouvailles.length === 0 ? (
    <EtatVide>Aucune règle ne cite l’article « {article} ». Écrivez son numéro seul, par exemple 132-45 ou R623-3.</EtatVide>
  ) : (
    <div class="fil-pile">
      {trouvailles.map(t => (
        <Carte titre={`Article ${t.numero.article}, ${t.numero.texte}`}>
          {t.numeros.length > 1 && <Numeros numeros={t.numeros} />}
          <Tableau
            legende={`Règles qui citent cet article (${t.mentions.length})`}
            vide="Aucune règle du référentiel ne cite encore cet article."
            lignes={t.mentions}
            colonnes={[
              {
                label: 'Règle',
                entete: true,
                rendu: m => (
                  <>
                    <a href={adresseDe(m.entree, le)}>{m.quoi}</a>
                    <div class="fil-discret">{referentiel.libelleDuGroupe(m.entree.groupe, le)}</div>
                  </>
                ),
              },
              { label: 'Depuis', rendu: m => <LeJour le={m.from} /> },
              { label: 'Dit', rendu: m => <Lignes lignes={m.valeur} rubrique={m.entree.rubrique} /> },
              { label: 'Source', rendu: m => <Source source={m.source} le={le} /> },
            ]}
          />
        </Carte>
      ))}
    </div>
  )
}
/** Where a rule is read: on the page of its kind, or on that of its group. */
export const adresseDe = (e: { groupe: string; id: string; rubrique: string }, le: Jour): string => {
  const page = e.groupe in natures ? chemins.mesure(e.groupe, { le }) : chemins.regles(e.groupe, { le })
  return `${page}#${e.groupe in natures && ['obligations', 'deroulement', 'devoir'].includes(e.rubrique) ? e.rubrique : ancre(e.id)}`
}

const Numeros = ({ numeros }: { numeros: ReturnType<typeof referentiel.chercherArticle>[number]['numeros'] }) => (
  <ul>
    {numeros.map(({ numero, du, au, par }) => (
      <li>
        <strong>{ecrire(numero)}</strong>
        {du && <> depuis le {afficherJourCourt(du)}</>}
        {au && <> jusqu’au {afficherJourCourt(au)}</>}
        {par && (
          <>
            {' '}
            <Pastille genre={par.confiance === 'lu' ? 'ok' : 'attention'}>{lus[par.confiance]}</Pastille>{' '}
            <span class="fil-discret">{[par.par, par.precision, par.lecture].filter(Boolean).join(' ; ')}</span>
          </>
        )}
      </li>
    ))}
  </ul>
)

type ReglesProps = { groupe: (typeof referentiel.clesTransversales)[number]; le: Jour; errone: string | null }
/** Rules that belong to no single kind. */
export const Regles = ({ groupe, le, errone }: ReglesProps) => {
  const entrees = referentiel.entreesTransversales(groupe)
  const modifiees = entrees.filter(e => e.egip)
  return (
    <div class="fil-pile">
      <Titre>{referentiel.libelleDuGroupe(groupe)}</Titre>
      <JourChoisi action={chemins.regles(groupe)} le={le} errone={errone} />
      <TableDeRegles legende={`Règles en vigueur le ${afficherJourCourt(le)}`} entrees={entrees} le={le} sous="droit" />
      {modifiees.length > 0 && (
        <p class="fil-discret">
          La proposition des États généraux changerait {modifiees.map(e => `« ${e.libelle} »`).join(', ')} :{' '}
          <a href={chemins.comparer({ le })}>comparer</a>.
        </p>
      )}
    </div>
  )
}
