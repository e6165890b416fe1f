import type { Jour } from './date.ts'
import { aVerifier, type CitationAVerifier, type CitationLue, lu, type Precision } from './law.ts'

/** A citation that somebody has read, for a test. */
export const uneCitationLue = (
  texte: string,
  article: string,
  plus: Precision = {},
  le: Jour = '2026-11-27',
): CitationLue =>
  lu(texte, article, { ...plus, lecture: { qui: 'essai', le, ou: 'essai', mots: null } })
/** One that nobody has read. */
export const uneCitationAVerifier = (texte: string, article: string): CitationAVerifier =>
  aVerifier(texte, article, { raison: 'essai', verifieLe: '2026-11-27' })
