/**
 * A list of words that the code knows is an object: its keys are the words, its values what is said
 * of each.
 */
type Liste = Readonly<Record<string, unknown>>

/** Its words, in the order in which they are written. */
export const motsDe = <L extends Liste>(liste: L): (keyof L & string)[] => Object.keys(liste)
/** Is it one of these words? */
export const estMotDe = <L extends Liste>(liste: L, mot: string): mot is keyof L & string =>
  Object.hasOwn(liste, mot)
/** What is said of a word; the word itself where the list does not know it. */
export const direDe = (liste: Readonly<Record<string, string>>, mot: string): string =>
  Object.hasOwn(liste, mot) ? (liste[mot] ?? mot) : mot
