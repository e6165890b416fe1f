import type { Jour } from './date.ts'

/** The name of an article on a day. */
export type Numero = { texte: string; article: string }
/** What a jurist checks of a citation: its part of the article, the text that gave the value, where it was read. */
export type Precision = { precision?: string; par?: string; legifrance?: string; lecture?: string }
/**
 * A citation, under the number that the article bore on the day of effect of the value. `confiance` says whether the sentence was
 * read (« lu ») or must still be checked (« a_verifier »).
 */
export type Citation = Numero & Precision & { verifieLe: Jour; confiance: 'lu' | 'a_verifier' }
export type Version<T> = { from: Jour; value: T; source: Citation }
/** A legal parameter: its successive values, oldest first. Never edited in place; a reform adds a line. */
export type Dated<T> = readonly [Version<T>, ...Version<T>[]]
/** A value that a text proposes: never law. `choix` says what is ours where the text gives no number. */
export type Proposition<T> = { value: T; charte: string; choix?: string }
/**
 * A rule of the law: its values over time, the date that selects one (« faits », « jugement » or « execution »), and what the proposal puts in
 * its place. `null` says that the rule does not exist on that day.
 */
export type Regle<T> = {
  id: string
  catalogue: string
  libelle: string
  selon: 'faits' | 'jugement' | 'execution'
  droit: Dated<T | null>
  egip?: Proposition<T | null>
}
/** An article that changed its number on a day, its rule unchanged. */
export type Renumerotation = Precision & { ancien: Numero; nouveau: Numero; le: Jour; verifieLe: Jour; confiance: 'lu' | 'a_verifier' }

/** A value that is its own citation: what was read, and when. */
export const lu = (texte: string, article: string, plus: Precision = {}, verifieLe: Jour = '2026-11-27'): Citation => ({
  texte,
  article,
  ...plus,
  verifieLe,
  confiance: 'lu',
})
/** A value whose sentence was not read: shipped, shown and listed as such. */
export const aVerifier = (texte: string, article: string, plus: Precision = {}, verifieLe: Jour = '2026-11-27'): Citation => ({
  texte,
  article,
  ...plus,
  verifieLe,
  confiance: 'a_verifier',
})

/** The version in force on a day; throws before the first known date, for silence is not law. */
export function inForce<T>(parameter: Dated<T>, on: Jour): Version<T> {
  const version = parameter.findLast(v => v.from <= on)
  if (!version) throw new RangeError(`no value in force on ${on}: first known value is from ${parameter[0].from}`)
  return version
}

/** What the tidy test asks of every référentiel: ordered versions, each checked on a day that has come. */
export function defects<T>(parameter: Dated<T>, today: Jour): string[] {
  return parameter.flatMap((v, i) => {
    const before = parameter[i - 1]
    return [
      ...(before && v.from <= before.from ? [`${v.from} is not after ${before.from}`] : []),
      ...(v.source.verifieLe > today ? [`${v.from} is marked as checked in the future`] : []),
      ...(v.source.article.trim() === '' ? [`${v.from} cites no article`] : []),
    ]
  })
}

const meme = (a: Numero, b: Numero) => a.texte === b.texte && a.article === b.article
/** The number that a cited article bears on a day: renumberings are followed forward up to that day, and backward before theirs. */
export function numeroLe(cite: Numero, on: Jour, table: readonly Renumerotation[]): Numero {
  let { texte, article } = cite
  // A chain is at most as long as the table: a table that turns in a circle stops there.
  for (let tours = 0; tours <= table.length; tours += 1) {
    const suivant = table.find(r => r.le <= on && meme(r.ancien, { texte, article }))
    const precedent = table.find(r => r.le > on && meme(r.nouveau, { texte, article }))
    const autre = suivant?.nouveau ?? precedent?.ancien
    if (!autre) break
    ;({ texte, article } = autre)
  }
  return { texte, article }
}
