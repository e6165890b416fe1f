import type { Jour } from './date.ts'

/** A citation: `confiance` says whether the text was read (« lu ») or must still be checked (« a_verifier »). */
export type Citation = { texte: string; article: string; verifieLe: Jour; confiance: 'lu' | 'a_verifier' }
export type Version<T> = { from: Jour; value: T; source: Citation }
/** A legal parameter: its successive values, oldest first. Never edited in place; a reform adds a line. */
export type Dated<T> = readonly [Version<T>, ...Version<T>[]]

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
