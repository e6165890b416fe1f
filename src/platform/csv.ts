import { stringify } from 'csv-stringify/sync'

type Cellule = string | number | null
/** What a spreadsheet runs instead of showing it, when a cell begins with one of these. */
const FORMULE = /^'*[=+\-@\t\r\n]/
/**
 * An apostrophe tells a spreadsheet that a text is a text; one more than those that were there, so
 * that reading back gives what was written.
 */
export const sansFormule = (texte: string): string => (FORMULE.test(texte) ? `'${texte}` : texte)
/** What `sansFormule` was given. */
export const telleQuelle = (texte: string): string =>
  texte.startsWith("'") && FORMULE.test(texte) ? texte.slice(1) : texte

type Options = { separateur: ',' | ';'; bom?: boolean }
/**
 * The only writer of CSV: a text never runs; NULL is an empty cell, an empty text is "", so that
 * they are told apart.
 */
export const enCsv = (
  lignes: readonly (readonly Cellule[])[],
  { separateur, bom = false }: Options,
): string =>
  stringify(
    lignes.map(ligne =>
      ligne.map(cellule => (typeof cellule === 'string' ? sansFormule(cellule) : cellule)),
    ),
    { delimiter: separateur, bom, quoted_string: true, record_delimiter: 'windows' },
  )

/**
 * A whole file of `enCsv`, separated by commas, with its texts as they were before `sansFormule`.
 * In what it writes, a quote that follows the start of a line or a comma, and is followed by an
 * apostrophe, can only open a cell: a closing one is followed by a separator, an inner one is
 * doubled.
 */
export const cellulesTellesQuelles = (octets: Uint8Array): Buffer =>
  Buffer.from(
    Buffer.from(octets)
      .toString('latin1')
      .replace(/(?<=^|,|\n)"'(?='*[=+\-@\t\r\n])/g, '"'),
    'latin1',
  )
