import type { Jour } from './date.ts'

/** The name of an article on a day. */
export type Numero = { texte: string; article: string }
/**
 * What a jurist checks of a citation: its part of the article, the text that gave the value, its
 * page.
 */
export type Precision = { precision?: string; par?: string; legifrance?: string }
/**
 * A reading of a sentence of the law: who read it, when, where (the file of the version, its
 * LEGIARTI, a page), and the few words that carry the value; null where whoever read did not note
 * them.
 */
export type Lecture = { qui: string; le: Jour; ou: string; mots: string | null }
/**
 * A sentence that was read. An article keeps the number that it bore on the day of effect of the
 * value.
 */
export type CitationLue = Numero &
  Precision & { confiance: 'lu'; verifieLe: Jour; lecture: Lecture }
/** A sentence that nobody has read yet, and why: what was searched, what is missing. */
export type CitationAVerifier = Numero &
  Precision & { confiance: 'a_verifier'; verifieLe: Jour; raison: string }
export type Citation = CitationLue | CitationAVerifier

/**
 * Nobody has read what the law says there: it computes nothing, refuses nothing, and is shown as
 * such wherever it would be used.
 */
export const inconnu = { etat: 'inconnu' } as const
/** The law was read, and knows no such rule then. */
export const nExistePas = { etat: 'n_existe_pas' } as const
export type Absence = typeof inconnu | typeof nExistePas
export const estInconnue = (value: unknown): value is typeof inconnu => value === inconnu
export const estAbsente = (value: unknown): value is Absence =>
  value === inconnu || value === nExistePas

/** A value, to verify or read. */
export type Valant<T> = { from: Jour; value: T; source: Citation }
/**
 * What the law says from a day on, in one of three states: a value; read, and no such rule (its
 * citation is one that was read); not known (its citation says what was searched). None is the
 * default: a version without its reading, or without saying why it has none, does not compile.
 */
export type Version<T> =
  | Valant<T>
  | { from: Jour; value: typeof nExistePas; source: CitationLue }
  | { from: Jour; value: typeof inconnu; source: CitationAVerifier }
/**
 * A legal parameter: its successive versions, oldest first. Never edited in place; a reform adds
 * one. Before the first, nothing is known.
 */
export type Dated<T> = readonly [Version<T>, ...Version<T>[]]
/** The same, of what has a value in each of its versions. */
export type Valuee<T> = readonly [Valant<T>, ...Valant<T>[]]
/**
 * A value that a text proposes: never law. `choix` says what is ours where the text gives no
 * number.
 */
export type Proposition<T> = { value: T; charte: string; choix?: string }
/**
 * Which way a rule weighs less on the person: lower numbers (a sentence), or higher ones (a
 * threshold up to which a favour is open).
 */
export type PlusDoux = 'moins' | 'plus'
/**
 * The date that selects a version. What is chosen by the facts says which way is milder: every
 * version in force up to the judgment is compared (CP 112-1, al. 3). A rule of execution says it
 * where a later version that weighs more reaches only later facts (CP 112-2, 3°; ADR 0042).
 */
export type Choix =
  | { selon: 'faits'; plusDoux: PlusDoux }
  | { selon: 'jugement'; plusDoux?: never }
  | { selon: 'execution'; plusDoux?: PlusDoux }
/** The dates that need no comparison: what most rules are selected by. */
export type HorsFaits = 'jugement' | 'execution'
/**
 * A rule of the law: its versions, the date that selects one (« faits », « jugement » or «
 * execution »), and what the proposal puts in its place.
 */
export type Regle<T> = {
  id: string
  catalogue: string
  libelle: string
  droit: Dated<T>
  /**
   * The law of the sentence whose place this one took: compared with it for older facts, where this
   * one is pronounced (CP 112-1; ADR 0042).
   */
  remplace?: Dated<T>
  egip?: Proposition<T>
} & Choix
/** An article that changed its number on a day, its rule unchanged. */
export type Renumerotation = Precision & {
  ancien: Numero
  nouveau: Numero
  le: Jour
  verifieLe: Jour
  confiance: 'lu' | 'a_verifier'
  lecture?: string
}

/** A value whose sentence was read. */
export const lu = (
  texte: string,
  article: string,
  { lecture, ...plus }: Precision & { lecture: Lecture },
): CitationLue => ({
  texte,
  article,
  ...plus,
  verifieLe: lecture.le,
  confiance: 'lu',
  lecture,
})
/**
 * A value, or the absence of one, whose sentence was not read: shipped, shown and listed as such.
 */
export const aVerifier = (
  texte: string,
  article: string,
  { raison, verifieLe, ...plus }: Precision & { raison: string; verifieLe: Jour },
): CitationAVerifier => ({ texte, article, ...plus, verifieLe, confiance: 'a_verifier', raison })

/** The version in force on a day; throws before the first known date, for silence is not law. */
export function inForce<V extends { from: Jour }>(parameter: readonly [V, ...V[]], on: Jour): V {
  const version = parameter.findLast(valeur => valeur.from <= on)
  if (!version)
    throw new RangeError(
      `no value in force on ${on}: first known value is from ${parameter[0].from}`,
    )
  return version
}

/**
 * What the tidy test asks of every référentiel: ordered versions, each checked on a day that has
 * come.
 */
export function defects(parameter: Dated<unknown>, today: Jour): string[] {
  return parameter.flatMap((version, i) => {
    const before = parameter[i - 1]
    return [
      ...(before && version.from <= before.from
        ? [`${version.from} n’est pas après ${before.from}`]
        : []),
      ...(version.source.verifieLe > today ? [`${version.from} : vérifié dans l’avenir`] : []),
      ...(version.source.article.trim() === '' ? [`${version.from} ne cite aucun article`] : []),
    ]
  })
}

const meme = (numero: Numero, autre: Numero) =>
  numero.texte === autre.texte && numero.article === autre.article
/**
 * The number that a cited article bears on a day: renumberings are followed forward up to that day,
 * and backward before theirs.
 */
export function numeroLe(cite: Numero, on: Jour, table: readonly Renumerotation[]): Numero {
  let { texte, article } = cite
  // A chain is at most as long as the table: a table that turns in a circle stops there.
  for (let tours = 0; tours <= table.length; tours += 1) {
    const suivant = table.find(
      renumerotation => renumerotation.le <= on && meme(renumerotation.ancien, { texte, article }),
    )
    const precedent = table.find(
      renumerotation => renumerotation.le > on && meme(renumerotation.nouveau, { texte, article }),
    )
    const autre = suivant?.nouveau ?? precedent?.ancien
    if (!autre) break
    ;({ texte, article } = autre)
  }
  return { texte, article }
}
