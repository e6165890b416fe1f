import { polices } from './polices.ts'

const graphemes = new Intl.Segmenter('fr', { granularity: 'grapheme' })
/**
 * What is not seen and may turn a line round, hide a word or stop the printer: in a document it has
 * no use.
 */
const INVISIBLES = /[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu
const FIN_DE_LIGNE = /\r\n?|\v|\f|[\u0085\u2028\u2029]/g
/**
 * Joiners and selectors, which are part of the sign that they follow (a family, a flag, a Persian
 * word).
 */
const LIANTS = /\u034f|\u200c|\u200d|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}]/u
const RTL = '\\p{Script=Arabic}\\p{Script=Hebrew}'
const DE_DROITE_A_GAUCHE = new RegExp(`[${RTL}]`, 'u')
/**
 * From one letter of a direction to the last before a letter of the other; what is written to the
 * right keeps the numbers that it surrounds.
 */
const VERS_LA_DROITE = new RegExp(
  `[+(]?(?![${RTL}])[\\p{L}\\p{N}](?:[^\\n${RTL}]*(?![${RTL}])[\\p{L}\\p{N}\\p{M})])?`,
  'gu',
)
const VERS_LA_GAUCHE = new RegExp(
  `[${RTL}](?:[^\\n\\p{L}]*(?:[${RTL}]|(?<=[${RTL}]\\p{M}*)\\p{M}))*`,
  'gu',
)
/**
 * A letter whose accent another font would draw without it: the template gives the pair to one
 * font.
 */
const ACCENTUES =
  /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Tifinagh}]\p{M}+$/u
const DES_ACCENTUES = 'DejaVu Sans'
/** A word longer than a line may be cut here. */
const MOT_SANS_FIN = /[^\s\u200b-\u200d]{30}(?=[^\s\p{M}\u200b-\u200d])/gu

/** Texts ready to be drawn, and how many signs of them no font of ours has. */
export type Prepare<T> = { valeurs: T; absents: number }

/**
 * Every text of a document, as its fonts can draw it: a sign that none has becomes a box and its
 * number in Unicode (« ▯U+4E2D »), what is invisible is left out, and a name written from right to
 * left stays in its place in the line. PDF/UA refuses the document otherwise.
 */
export function preparer<T>(valeurs: T): Prepare<T> {
  let absents = 0
  const texte = (brut: string) => {
    const { dessine, manque } = dessinable(brut)
    absents += manque
    return enSonSens(dessine.replace(MOT_SANS_FIN, '$&\u200b'))
  }
  const tout = (v: unknown): unknown => {
    if (typeof v === 'string') return texte(v)
    if (Array.isArray(v)) return v.map(tout)
    return v !== null && typeof v === 'object'
      ? Object.fromEntries(Object.entries(v).map(([cle, valeur]) => [cle, tout(valeur)]))
      : v
  }
  return { valeurs: tout(valeurs) as T, absents }
}

/**
 * Each direction stays in its place in the line: a date after an Arabic name, a telephone in an
 * Arabic sentence.
 */
const enSonSens = (texte: string) =>
  DE_DROITE_A_GAUCHE.test(texte)
    ? texte.replace(VERS_LA_DROITE, '\u2066$&\u2069').replace(VERS_LA_GAUCHE, '\u2067$&\u2069')
    : texte

/** What is said of the signs that a document could not draw; null when it draws them all. */
export function signesAbsents(nombre: number): string | null {
  if (nombre === 0) return null
  const [signes, remplaces] =
    nombre === 1
      ? ['1 caractère', 'il est remplacé']
      : [`${nombre} caractères`, 'chacun est remplacé']
  return `${signes} de ce document n’existe${nombre === 1 ? '' : 'nt'} pas dans les polices d’impression : ${remplaces} par ▯ et son numéro Unicode.`
}

function dessinable(brut: string): { dessine: string; manque: number } {
  const net = brut
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(FIN_DE_LIGNE, '\n')
    .replace(INVISIBLES, cle => (cle === '\n' || cle === '\t' || LIANTS.test(cle) ? cle : ''))
  const [premiere] = polices()
  if (premiere && tousDans(net, premiere.repertoire)) return { dessine: net, manque: 0 }
  let manque = 0
  let dessine = ''
  for (const { segment } of graphemes.segment(net)) {
    const signe = segment.normalize('NFC')
    if (seDessine(signe)) {
      dessine += signe
      continue
    }
    for (const cle of signe) {
      if (LIANTS.test(cle)) continue
      if (seDessine(cle) && !/\p{M}/u.test(cle)) dessine += cle
      else {
        manque += 1
        dessine += `${dessine.endsWith(FIN_DE_BOITE) ? ' ' : ''}▯U+${codeDe(cle)}${FIN_DE_BOITE}`
      }
    }
  }
  return { dessine: dessine.replaceAll(FIN_DE_BOITE, ''), manque }
}
/**
 * Two boxes that follow each other are two words. No text holds this mark: controls were left out.
 */
const FIN_DE_BOITE = '\u0003'
const codeDe = (cle: string) =>
  (cle.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')

/**
 * One font draws the whole sign. Typst loses a letter when a font before has its accent without it:
 * such a pair is not drawn, unless the template names its font.
 */
function seDessine(signe: string): boolean {
  if (signe === '\n' || signe === '\t') return true
  const chaine = polices()
  const rang = chaine.findIndex(police => tousDans(signe, police.repertoire))
  if (rang === -1) return false
  if (ACCENTUES.test(signe) && chaine[rang]?.famille === DES_ACCENTUES) return true
  const [lettre = '', ...accents] = signe
  const code = (cle: string) => cle.codePointAt(0) ?? 0
  return chaine
    .slice(0, rang)
    .every(
      police =>
        police.repertoire.has(code(lettre)) ||
        !accents.some(accent => !LIANTS.test(accent) && police.repertoire.has(code(accent))),
    )
}
const tousDans = (texte: string, repertoire: ReadonlySet<number>) => {
  for (const cle of texte)
    if (
      cle !== '\n' &&
      cle !== '\t' &&
      !LIANTS.test(cle) &&
      !repertoire.has(cle.codePointAt(0) ?? 0)
    )
      return false
  return true
}
