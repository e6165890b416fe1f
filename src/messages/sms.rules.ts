// What an SMS costs (charte C3.3): the alphabet and the parts of 3GPP TS 23.038.

const versSimple: [RegExp, string][] = [
  [/[‘’ʼ]/g, "'"],
  [/«\s*|\s*»|[“”„]/g, '"'],
  [/[–—−]/g, '-'],
  [/…/g, '...'],
  [/[\u00a0\u202f\u2009]/g, ' '],
  [/œ/g, 'oe'],
  [/Œ/g, 'OE'],
  [/\u200f|\u200e/g, ''],
]
/**
 * Typographic signs as the alphabet of SMS has them: the reader sees no difference, the message
 * costs half. Letters are left alone.
 */
export const alleger = (texte: string): string =>
  versSimple.reduce((somme, [de, vers]) => somme.replace(de, vers), texte)

const GSM = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const GSM_DOUBLES = new Set('^{}\\[~]|€\f')
export type Mesure = {
  alphabet: 'GSM-7' | 'UCS-2'
  caracteres: number
  parties: number
  horsGsm: string[]
}
/**
 * How an SMS is cut (3GPP TS 23.038): 160 characters or 153 by part, 70 or 67 as soon as one is
 * outside of the alphabet.
 */
export function mesurerSms(texte: string): Mesure {
  const signes = [...texte]
  const horsGsm = [...new Set(signes.filter(signe => !GSM.has(signe) && !GSM_DOUBLES.has(signe)))]
  const gsm = horsGsm.length === 0
  const tailleEnGsm = (signe: string) => (GSM_DOUBLES.has(signe) ? 2 : 1)
  const tailles = signes.map(signe => (gsm ? tailleEnGsm(signe) : signe.length))
  const caracteres = tailles.reduce((un, autre) => un + autre, 0)
  const [seul, partie] = gsm ? [160, 153] : [70, 67]
  return {
    alphabet: gsm ? 'GSM-7' : 'UCS-2',
    caracteres,
    parties: caracteres <= seul ? 1 : compterLesParties(tailles, partie),
    horsGsm,
  }
}
/** A character of two units is never cut between two parts. */
function compterLesParties(tailles: readonly number[], partie: number): number {
  let [parties, dans] = [1, 0]
  for (const taille of tailles) {
    if (dans + taille > partie) [parties, dans] = [parties + 1, 0]
    dans += taille
  }
  return parties
}
