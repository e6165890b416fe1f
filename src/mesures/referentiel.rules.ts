import { ajouterJours, type Jour } from '../platform/date.ts'
import {
  type Citation,
  type Dated,
  estAbsente,
  estInconnue,
  type Numero,
  nExistePas,
  type Renumerotation,
  type Version,
} from '../platform/law.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { type Entree, type Mention, mentions, recueil } from './recueil.rules.ts'
import { renumerotations } from './referentiel/renumerotations.referentiel.ts'
import { obligationsPossibles } from './regime.rules.ts'
import { transversales } from './transversales.rules.ts'

export * from './comparaison.rules.ts'
export * from './recueil.rules.ts'
export * from './relecture.rules.ts'
export * from './temps-des-actes.rules.ts'
export { ecartsDeTexte } from './textes.rules.ts'
export * from './transversales.rules.ts'
export * from './valeur.rules.ts'

const codes: Record<string, string> = {
  CP: 'code pénal',
  CPP: 'code de procédure pénale',
  CPEN: 'code pénitentiaire',
  CJPM: 'code de la justice pénale des mineurs',
}
const sansPoints = (texte: string) =>
  texte
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .toUpperCase()
    .replace(/[.*\s]/g, '')
const articleNu = (article: string) => sansPoints(article.replace(/\(.*$/, ''))

/**
 * « CPP, art. D. 49-36 » read back: the article, and the code when it is named; null when no
 * article is written.
 */
export function lireArticle(saisie: string): { texte: string | null; article: string } | null {
  const article = /(?:\b([LRDA])[.*\s]*)?(\d+(?:-\d+)*)/i.exec(saisie)
  if (!article) return null
  const code = /\b(CPP|CJPM|CPén|CPen|CP)\b/i.exec(saisie.slice(0, article.index))
  return {
    texte: code?.[1] ? (codes[sansPoints(code[1])] ?? null) : null,
    article: `${(article[1] ?? '').toUpperCase()}${article[2]}`,
  }
}

const meme = (numero: Numero, autre: Numero) =>
  numero.texte === autre.texte && numero.article === autre.article
type Cote = 'ancien' | 'nouveau'
/**
 * Follows one article forward, or backward; never there and back, which would lead to its
 * neighbours.
 */
function suivre(depart: Numero, de: Cote, vers: Cote): Renumerotation[] {
  const suivies: Renumerotation[] = []
  const numeros: Numero[] = [depart]
  for (const numero of numeros)
    for (const renumerotation of renumerotations)
      if (meme(renumerotation[de], numero) && !suivies.includes(renumerotation)) {
        suivies.push(renumerotation)
        numeros.push(renumerotation[vers])
      }
  return suivies
}

/** A number of an article and the days on which it bore it; a null end is open. */
export type NumeroDate = {
  numero: Numero
  du: Jour | null
  au: Jour | null
  par: Renumerotation | null
}
export type Trouvaille = { numero: Numero; numeros: NumeroDate[]; mentions: Mention[] }

/**
 * Every rule that cites an article, under the number typed or under the one that it bore before or
 * bears after (ordonnance 2025-1091, art. 57).
 */
export function chercherArticle(saisie: string): Trouvaille[] {
  const cherche = lireArticle(saisie)
  if (!cherche) return []
  const connus: Numero[] = [
    ...mentions.flatMap(mention => ('article' in mention.source ? [mention.source] : [])),
    ...renumerotations.flatMap(renumerotation => [renumerotation.ancien, renumerotation.nouveau]),
  ]
  const candidats = connus.filter(
    (numero, i) =>
      articleNu(numero.article) === cherche.article &&
      (!cherche.texte || numero.texte === cherche.texte) &&
      connus.findIndex(mesure => meme(mesure, numero)) === i,
  )
  return candidats.map(({ texte, article }) => trouver({ texte, article }))
}

function trouver(numero: Numero): Trouvaille {
  const [apres, avant] = [suivre(numero, 'ancien', 'nouveau'), suivre(numero, 'nouveau', 'ancien')]
  const tous = [
    numero,
    ...apres.map(renumerotation => renumerotation.nouveau),
    ...avant.map(renumerotation => renumerotation.ancien),
  ].filter((n, i, liste) => liste.findIndex(mesure => meme(mesure, n)) === i)
  const numeros = tous.map((article): NumeroDate => {
    const naissance =
      renumerotations.find(renumerotation => meme(renumerotation.nouveau, article)) ?? null
    const fin = renumerotations.find(renumerotation => meme(renumerotation.ancien, article))
    return {
      numero: article,
      du: naissance?.le ?? null,
      au: fin ? ajouterJours(fin.le, -1) : null,
      par: naissance,
    }
  })
  numeros.sort((un, autre) => (un.du ?? '').localeCompare(autre.du ?? ''))
  const cite = (mention: Mention) =>
    'article' in mention.source && tous.some(n => meme(n, mention.source as Citation))
  return { numero, numeros, mentions: mentions.filter(cite) }
}

/**
 * Whether a kind can be pronounced on a day: known by its name, whose absence the référentiel
 * dates; `inconnu` until a day that somebody read.
 */
export type Existence = {
  nature: CleNature
  etat: 'existe' | 'pas_encore' | 'plus' | 'proposition' | 'inconnu'
  depuis: Jour | null
}
export function existenceLe(nature: CleNature, le: Jour): Existence {
  const droit: Dated<string> = natures[nature].noms.droit
  const nommee = (v: Version<string>) => !estAbsente(v.value)
  if (droit.every(v => v.value === nExistePas)) return { nature, etat: 'proposition', depuis: null }
  const ici = droit.findLastIndex(v => v.from <= le)
  const version = droit[ici]
  if (!version || estInconnue(version.value))
    return { nature, etat: 'inconnu', depuis: droit[ici + 1]?.from ?? null }
  if (nommee(version)) return { nature, etat: 'existe', depuis: version.from }
  const dernier = droit.slice(0, ici).findLastIndex(nommee)
  if (dernier >= 0) return { nature, etat: 'plus', depuis: droit[dernier + 1]?.from ?? null }
  return {
    nature,
    etat: 'pas_encore',
    depuis: droit.find(v => v.from > le && nommee(v))?.from ?? null,
  }
}

/** Items that may go with a kind, as numbered on a day, with their history. */
export function obligationsLe(
  nature: CleNature,
  le: Jour,
): { controle: Entree[]; particulieres: Entree[] } {
  const { controle, particulieres } = obligationsPossibles(nature, le)
  const entrees = (choisies: readonly { article: string }[]) =>
    recueil.filter(entree => choisies.some(ligne => ligne.article === entree.id))
  return { controle: entrees(controle), particulieres: entrees(particulieres) }
}

/**
 * The whole set as it is published: values, citations, numbers. No personal data is in it (charte
 * C1.1: open by default).
 */
export const enDonnees = () => ({
  titre: 'Référentiel du droit de la probation',
  licence: 'EUPL-1.2',
  lecture:
    '« from » : premier jour de la version ; avant le premier de tous, rien n’est connu. « value » : la valeur, ou « etat » : « n_existe_pas » ' +
    '(la loi a été lue, et n’a pas cette règle), « inconnu » (personne ne l’a lue). « confiance » : « lu », avec sa lecture (qui, quand, où, ' +
    'quels mots), ou « a_verifier », avec sa raison. « plusDoux » : de quel côté la règle pèse moins (CP 112-1, 112-2). ' +
    '« egip » : proposition des États généraux, jamais le droit en vigueur.',
  mesures: natures,
  transversales,
  renumerotations,
})
