/** A text that somebody typed, ended as a sentence: one full stop, whether they wrote it or not. */
export const phrase = (texte: string): string => {
  const net = texte.trim()
  return /[.!?…]$/.test(net) ? net : `${net}.`
}
