import type { Lecture } from '../../platform/law.ts'

// Each campaign of reading is a line here; a version says which one read it. A new campaign adds a
// line, with its day and its name.
const QUI = 'lecture Fil rouge'

/**
 * Against the dated texts, on 29 November 2026: the file of the version (« cpp/474/2024-09-30 ») or
 * its LEGIARTI, and the words that carry the value.
 */
export const relecture = (ou: string, mots: string): Lecture => ({
  qui: QUI,
  le: '2026-11-29',
  ou,
  mots,
})
/** The first reading, on 27 November 2026: where was noted, the words were not. */
export const premiereLecture = (ou: string): Lecture => ({
  qui: QUI,
  le: '2026-11-27',
  ou,
  mots: null,
})
