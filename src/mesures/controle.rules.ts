import { estJour, type Jour } from '../platform/date.ts'
import { type Citation, estAbsente, type Proposition, type Version } from '../platform/law.ts'
import type { Bornes, Seuil, Unite } from './definition.rules.ts'
import { estBornes, estDelai, estEcrit, estSeuil, quantitesDe } from './nombres.rules.ts'
import { type Entree, mentionsDe } from './recueil.rules.ts'
import { articlesConnus } from './referentiel/articles.referentiel.ts'

// What a slip of the hand leaves in a value of the law, found without its text: `fil-rouge
// droit:verifier` refuses it (ADR 0038, charte C1.5).

const estCitation = (source: Citation | Proposition<unknown>): source is Citation =>
  'confiance' in source

/**
 * The first and last day that a version may begin on: the codes of procedure of 1958, and what is
 * published to come.
 */
const [PREMIER, DERNIER]: Jour[] = ['1958-01-01', '2035-12-31']
const defautsDuJour = (quoi: string, le: Jour): string[] => {
  if (!estJour(le)) return [`${quoi} : « ${le} » n’est pas un jour`]
  return PREMIER && DERNIER && (le < PREMIER || le > DERNIER)
    ? [`${quoi} : ${le} est hors du temps de ces textes`]
    : []
}

const NOMS: readonly string[] = ['heures', 'jours', 'mois'] satisfies Unite[]
/**
 * Beyond these, a number is that of another unit: no measure lasts fifty years, no delay is counted
 * in a hundred months.
 */
const PLAFONDS: Record<Unite, number> = { heures: 600, jours: 800, mois: 480 }
const PLAFONDS_DE_DELAI: Record<Unite, number> = { heures: 0, jours: 180, mois: 84 }

function defautsDeNombre(valeur: unknown, rubrique: Entree['rubrique']): string[] {
  if (typeof valeur === 'number')
    return Number.isInteger(valeur) && valeur > 0 ? [] : [`${valeur} n’est pas une quantité`]
  const plafonds = estDelai(valeur) && rubrique !== 'acte' ? PLAFONDS_DE_DELAI : PLAFONDS
  return quantitesDe(valeur).flatMap(({ n: nombre, unite }) => [
    ...(Number.isInteger(nombre) ? [] : [`${nombre} n’est pas un nombre entier`]),
    ...(nombre < 0 || (nombre === 0 && estBornes(valeur))
      ? [`${nombre} n’est pas une quantité`]
      : []),
    ...(nombre > (plafonds[unite] ?? 0)
      ? [`${nombre} ${unite} : trop grand, l’unité est à revoir`]
      : []),
  ])
}
function defautsDesBornes({ unite, min, max, paliers = [] }: Bornes): string[] {
  const cles = paliers.map(palier => palier.cle)
  return [
    ...(NOMS.includes(unite) ? [] : [`« ${unite} » n’est pas une unité`]),
    ...(min !== null && max !== null && min > max
      ? [`le minimum (${min}) dépasse le maximum (${max})`]
      : []),
    ...paliers.flatMap(palier =>
      max !== null && palier.max <= max
        ? [`le cas « ${palier.si} » (${palier.max}) n’allonge pas le maximum (${max})`]
        : [],
    ),
    ...(new Set(cles).size < cles.length ? ['deux cas ont la même clé'] : []),
  ]
}
const defautsDeSeuil = ({ seuilMois, recidiveMois = 0 }: Seuil): string[] =>
  recidiveMois >= seuilMois
    ? [
        `en récidive légale, le seuil (${recidiveMois}) n’est pas plus bas que l’autre (${seuilMois})`,
      ]
    : []
/** Of what is a rule: hours of work, or a duration. */
const defautsDUnite = ({ rubrique, id }: Entree, { unite }: Bornes): string[] => {
  const enHeures = rubrique === 'heures' || /\.heures$|hebdomadaire|journalier|quotidien/.test(id)
  if (enHeures && unite !== 'heures') return [`un nombre d’heures est donné en ${unite}`]
  return rubrique === 'duree' && unite === 'heures' ? ['une durée est donnée en heures'] : []
}

const LEGIARTI = /^LEGI(ARTI|TEXT|SCTA)\d{12}$|^JORF(ARTI|TEXT)\d{12}$/
/**
 * Numbers of texts that are no more, or of parts, seen elsewhere than in the texts that were read.
 */
const anciens: readonly [texte: string, article: RegExp][] = [['loi 78-17', /^70-\d+$/]]
const sansEtoile = (article: string) => article.replace('*', '')
const listesDArticles = new Map(
  Object.entries(articlesConnus).map(([texte, articles]) => [
    texte,
    new Set(articles.split(' ').map(sansEtoile)),
  ]),
)
function defautsDArticle({ texte, article, confiance }: Citation): string[] {
  const liste = listesDArticles.get(texte)
  if (
    !liste ||
    liste.has(sansEtoile(article)) ||
    (confiance === 'a_verifier' && article.endsWith('(numéro à vérifier)'))
  )
    return []
  return anciens.some(([code, numeros]) => code === texte && numeros.test(article))
    ? []
    : [`${texte} ${article} : aucun texte lu n’a cet article`]
}
/** Words that were read carry the number: in digits or in words. */
function defautsDesMots(valeur: unknown, source: Citation): string[] {
  const mots = source.confiance === 'lu' ? source.lecture.mots : null
  if (mots === null) return []
  return quantitesDe(valeur)
    .filter(({ n: nombre, unite }) => nombre !== 0 && !estEcrit(nombre, unite, mots))
    .map(
      ({ n: nombre, unite }) => `${nombre} ${unite} : les mots lus (« ${mots} ») ne le disent pas`,
    )
}
function defautsDeSource(source: Citation): string[] {
  const { legifrance, verifieLe } = source
  const nom = `${source.texte} ${source.article}`
  return [
    ...defautsDuJour(`${nom}, vérifié le`, verifieLe),
    ...(legifrance === undefined || LEGIARTI.test(legifrance)
      ? []
      : [`${nom} : « ${legifrance} » n’est pas un identifiant Légifrance`]),
    ...defautsDArticle(source),
  ]
}

/**
 * Texts whose delays are those of procedure: the second took over rules of the first, word for word
 * (ADR 0045).
 */
const DE_PROCEDURE: readonly string[] = ['code de procédure pénale', 'code pénitentiaire']
/**
 * Of the times of acts, one alone is a delay to do something: the others are waits, and the most
 * that a measure may last.
 */
const faitUnActe = ({ rubrique, id }: Entree): boolean =>
  rubrique !== 'acte' || id.endsWith('.pas_apres')
/**
 * « Tout délai prévu par une disposition de procédure pénale pour l'accomplissement d'un acte » is
 * extended (CPP 801): each such delay says so.
 */
function defautsDeProrogation(entree: Entree, { from, value, source }: Version<unknown>): string[] {
  if (!['devoir', 'acte'].includes(entree.rubrique) || !faitUnActe(entree)) return []
  if (!estDelai(value) || value.avant || (!value.jours && !value.mois)) return []
  if (!DE_PROCEDURE.includes(source.texte))
    return value.proroge ? [`${from} : prorogé, sans être un délai de procédure (CPP 801)`] : []
  return value.proroge === undefined
    ? [`${from} : délai de procédure sans dire s’il est prorogé (CPP 801)`]
    : []
}

const dite = (valeur: unknown) => JSON.stringify(valeur)
/**
 * The same value under the same citation: a version that changes nothing, or one that was meant to.
 */
function neChangeRien(version: Version<unknown>, avant: Version<unknown> | undefined): boolean {
  if (!avant || dite(version.value) !== dite(avant.value)) return false
  const cle = ({ texte, article, precision, par, confiance }: Citation) =>
    dite([texte, article, precision, par, confiance])
  return cle(version.source) === cle(avant.source)
}
/** All that a slip leaves in one rule. */
export function defautsDeSaisie(entree: Entree): string[] {
  const { droit, egip } = entree
  const valeurs = [...droit.map(version => version.value), ...(egip ? [egip.value] : [])].filter(
    v => !estAbsente(v),
  )
  return [
    ...droit.flatMap(version => defautsDuJour('première jour d’une version', version.from)),
    ...droit.flatMap((version, i) =>
      neChangeRien(version, droit[i - 1]) ? [`${version.from} : cette version ne change rien`] : [],
    ),
    ...droit.flatMap(version => defautsDesMots(version.value, version.source)),
    ...droit.flatMap(version => defautsDeProrogation(entree, version)),
    ...valeurs.flatMap(valeur => defautsDeNombre(valeur, entree.rubrique)),
    ...valeurs.filter(estSeuil).flatMap(defautsDeSeuil),
    ...valeurs
      .filter(estBornes)
      .flatMap(valeur => [...defautsDesBornes(valeur), ...defautsDUnite(entree, valeur)]),
    ...mentionsDe(entree).flatMap(mention =>
      estCitation(mention.source) ? defautsDeSource(mention.source) : [],
    ),
  ]
}

type Nommee = { id: string; from: Jour; au: Jour | undefined; dit: string }
const finDeLId = (id: string) => id.slice(id.indexOf('.') + 1)
/**
 * What two versions say together, and what each says there: the same key, one thing said, or one of
 * them is wrong.
 */
type Dite = { cle: string; dit: string }
/** Rules of one name, whatever their value. */
function sousUnNom({ id }: Entree, { value, source }: Version<unknown>): Dite[] {
  if (!estBornes(value) && !estDelai(value)) return []
  return [
    { cle: dite([finDeLId(id), source.texte, source.article, source.precision]), dit: dite(value) },
  ]
}
/**
 * Rules of any name: the same number of the same article is counted in one way (a month of CPP
 * 712-20 was once put off in one rule, not in another).
 */
function sousUnNombre(entree: Entree, { value, source }: Version<unknown>): Dite[] {
  if (!estDelai(value) || !faitUnActe(entree)) return []
  const { jours, mois, ...facon } = value
  return [{ cle: dite([source.texte, source.article, jours ?? 0, mois ?? 0]), dit: dite(facon) }]
}
/**
 * Two rules that cite the same sentence say the same, on each day when both apply: one of them is
 * wrong.
 */
export const contradictions = (entrees: readonly Entree[]): string[] => [
  ...new Set([sousUnNom, sousUnNombre].flatMap(lire => quiDifferent(entrees, lire))),
]
function quiDifferent(
  entrees: readonly Entree[],
  lire: (entree: Entree, version: Version<unknown>) => Dite[],
): string[] {
  const groupes = new Map<string, Nommee[]>()
  for (const entree of entrees)
    entree.droit.forEach((version, i) => {
      for (const { cle, dit } of lire(entree, version)) {
        const dites = groupes.get(cle) ?? []
        dites.push({ id: entree.id, from: version.from, au: entree.droit[i + 1]?.from, dit })
        groupes.set(cle, dites)
      }
    })
  const ensemble = (nommee: Nommee, autre: Nommee) =>
    (!nommee.au || autre.from < nommee.au) && (!autre.au || nommee.from < autre.au)
  return [...groupes.values()].flatMap(groupe =>
    groupe.flatMap((nommee, i) =>
      groupe
        .slice(i + 1)
        .filter(
          autre => nommee.id !== autre.id && ensemble(nommee, autre) && nommee.dit !== autre.dit,
        )
        .map(
          autre =>
            `${nommee.id} et ${autre.id} : la même phrase citée, deux valeurs (${nommee.dit}, ${autre.dit})`,
        ),
    ),
  )
}
