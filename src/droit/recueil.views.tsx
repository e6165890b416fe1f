import { familles, libelleDeNature, natures, nomDeLaNature, referentiel } from '../mesures/index.ts'
import { afficherJourCourt, type Jour } from '../platform/date.ts'
import {
  Bouton,
  Carte,
  EtatVide,
  LeJour,
  LienBouton,
  Pastille,
  Tableau,
  Titre,
} from '../platform/interface/index.ts'
import type { Numero } from '../platform/law.ts'
import { motsDe } from '../platform/mots.ts'
import { chemins } from './droit.paths.ts'
import { ancre, JourChoisi, Lignes, lus, Source, TableDeRegles } from './regle.panels.tsx'
import { chemins as simulation } from './simulation.paths.ts'

const cles = motsDe(natures)
type Props = { le: Jour; errone: string | null; article: string; simuler: boolean }

/**
 * The law of a day: what can be pronounced, what cannot yet or no more, and an article found under
 * any of its numbers.
 */
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
    <form
      class="fil-actions"
      method="get"
      action={chemins.recueil()}
      aria-label="Chercher un article"
    >
      <label for="article">Article</label>
      <input class="ds-input" size={16} id="article" name="article" value={article} />
      <input type="hidden" name="le" value={le} />
      <Bouton variante="secondaire">Chercher</Bouton>
      <span class="fil-discret">Ancien ou nouveau numéro : 723-15, CPP L. 5212-1</span>
    </form>
    {article && <Trouvailles article={article} le={le} />}
    <div class="fil-colonnes">
      {motsDe(familles).map(famille => (
        <Famille famille={famille} le={le} />
      ))}
    </div>
    <Carte titre="Règles communes">
      <ul class="fil-liste">
        {referentiel.clesTransversales.map(groupe => (
          <li>
            <a href={chemins.regles(groupe, { le })}>{referentiel.libelleDuGroupe(groupe)}</a>{' '}
            <span class="fil-discret">
              {referentiel.transversales[groupe].regles.length} règles
            </span>
          </li>
        ))}
      </ul>
    </Carte>
    <p class="fil-discret">
      Tout le référentiel est public, en données ouvertes :{' '}
      <a href={chemins.donnees}>référentiel au format JSON</a>.
    </p>
  </div>
)

const Famille = ({ famille, le }: { famille: keyof typeof familles; le: Jour }) => {
  const toutes = cles
    .filter(cle => natures[cle].famille === famille)
    .map(cle => referentiel.existenceLe(cle, le))
  const autres = toutes.filter(existence => existence.etat !== 'existe')
  return toutes.length === 0 ? null : (
    <Carte titre={familles[famille]}>
      <ul class="fil-liste">
        {toutes
          .filter(existence => existence.etat === 'existe')
          .map(existence => (
            <li>
              <a href={chemins.mesure(existence.nature, { le })}>
                {nomDeLaNature(existence.nature, le)}
              </a>
            </li>
          ))}
        {autres.map(existence => (
          <li>
            <a
              href={chemins.mesure(existence.nature, {
                le,
                ...(existence.etat === 'proposition' ? { referentiel: 'egip' } : {}),
              })}
            >
              {libelleDeNature(existence.nature, '9999-12-31')}
            </a>{' '}
            <Absence {...existence} />
          </li>
        ))}
      </ul>
    </Carte>
  )
}
export const Absence = ({
  etat,
  depuis,
}: Pick<ReturnType<typeof referentiel.existenceLe>, 'etat' | 'depuis'>) => {
  if (etat === 'existe') return null
  if (etat === 'inconnu')
    return (
      <>
        <Pastille genre="attention">inconnu</Pastille>
        {depuis && (
          <span class="fil-discret"> avant le {afficherJourCourt(depuis)}, premier jour connu</span>
        )}
      </>
    )
  if (etat === 'proposition')
    return <Pastille genre="attention">proposition, pas le droit</Pastille>
  if (etat === 'plus')
    return (
      <span class="fil-discret">
        n’existe plus depuis le {depuis ? afficherJourCourt(depuis) : '(date non connue)'}
      </span>
    )
  return (
    <span class="fil-discret">
      n’existe pas encore{depuis ? ` (créé le ${afficherJourCourt(depuis)})` : ''}
    </span>
  )
}

const ecrire = ({ texte, article }: Numero) => `${texte}, article ${article}`
const Trouvailles = ({ article, le }: { article: string; le: Jour }) => {
  const trouvailles = referentiel.chercherArticle(article)
  return trouvailles.length === 0 ? (
    <EtatVide>
      Aucune règle ne cite l’article « {article} ». Écrivez son numéro seul, par exemple 132-45 ou
      R623-3.
    </EtatVide>
  ) : (
    <div class="fil-pile">
      {trouvailles.map(trouvaille => (
        <Carte titre={`Article ${trouvaille.numero.article}, ${trouvaille.numero.texte}`}>
          {trouvaille.numeros.length > 1 && <Numeros numeros={trouvaille.numeros} />}
          <Tableau
            legende={`Règles qui citent cet article (${trouvaille.mentions.length})`}
            vide="Aucune règle du référentiel ne cite encore cet article."
            lignes={trouvaille.mentions}
            colonnes={[
              {
                label: 'Règle',
                entete: true,
                rendu: mention => (
                  <>
                    <a href={adresseDe(mention.entree, le)}>{mention.quoi}</a>
                    <div class="fil-discret">
                      {referentiel.libelleDuGroupe(mention.entree.groupe, le)}
                    </div>
                  </>
                ),
              },
              { label: 'Depuis', rendu: mention => <LeJour le={mention.from} /> },
              {
                label: 'Dit',
                rendu: mention => (
                  <Lignes lignes={mention.valeur} rubrique={mention.entree.rubrique} />
                ),
              },
              { label: 'Source', rendu: mention => <Source source={mention.source} le={le} /> },
            ]}
          />
        </Carte>
      ))}
    </div>
  )
}
/** Where a rule is read: on the page of its kind, or on that of its group. */
export const adresseDe = (
  donnees: { groupe: string; id: string; rubrique: string },
  le: Jour,
): string => {
  const page =
    donnees.groupe in natures
      ? chemins.mesure(donnees.groupe, { le })
      : chemins.regles(donnees.groupe, { le })
  return `${page}#${donnees.groupe in natures && ['obligations', 'deroulement', 'devoir'].includes(donnees.rubrique) ? donnees.rubrique : ancre(donnees.id)}`
}

const Numeros = ({
  numeros,
}: {
  numeros: ReturnType<typeof referentiel.chercherArticle>[number]['numeros']
}) => (
  <ul>
    {numeros.map(({ numero, du, au, par }) => (
      <li>
        <strong>{ecrire(numero)}</strong>
        {du && <> depuis le {afficherJourCourt(du)}</>}
        {au && <> jusqu’au {afficherJourCourt(au)}</>}
        {par && (
          <>
            {' '}
            <Pastille genre={par.confiance === 'lu' ? 'ok' : 'attention'}>
              {lus[par.confiance]}
            </Pastille>{' '}
            <span class="fil-discret">
              {[par.par, par.precision, par.lecture].filter(Boolean).join(' ; ')}
            </span>
          </>
        )}
      </li>
    ))}
  </ul>
)

type ReglesProps = {
  groupe: (typeof referentiel.clesTransversales)[number]
  le: Jour
  errone: string | null
}
/** Rules that belong to no single kind. */
export const Regles = ({ groupe, le, errone }: ReglesProps) => {
  const entrees = referentiel.entreesTransversales(groupe)
  const modifiees = entrees.filter(entree => entree.egip)
  return (
    <div class="fil-pile">
      <Titre>{referentiel.libelleDuGroupe(groupe)}</Titre>
      <JourChoisi action={chemins.regles(groupe)} le={le} errone={errone} />
      <TableDeRegles
        legende={`Règles en vigueur le ${afficherJourCourt(le)}`}
        entrees={entrees}
        le={le}
        sous="droit"
      />
      {modifiees.length > 0 && (
        <p class="fil-discret">
          La proposition des États généraux changerait{' '}
          {modifiees.map(modifiee => `« ${modifiee.libelle} »`).join(', ')} :{' '}
          <a href={chemins.comparer({ le })}>comparer</a>.
        </p>
      )}
    </div>
  )
}
