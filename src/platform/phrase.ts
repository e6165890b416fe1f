/** A text that somebody typed, ended as a sentence: one full stop, whether they wrote it or not. */
export const phrase = (texte: string): string => {
  const net = texte.trim()
  return /[.!?…]$/.test(net) ? net : `${net}.`
}

/** A label within a sentence: « Association » is « association » there. */
export const minuscule = (label: string): string =>
  label.replace(/^./, lettre => lettre.toLowerCase())

/**
 * A name of institution within a sentence: « le tribunal judiciaire de Strasbourg », « la cour
 * d’appel de Colmar », « l’antenne de Saverne ».
 */
export function avecArticle(nom: string): string {
  const commun =
    /^(Tribunal|Cour|Maison|Centre|Antenne|Service|Établissement|Chambre|Juridiction)(?=\s)/.exec(
      nom,
    )
  if (!commun) return /^(SPIP|TJ|CP|CD)\b/.test(nom) ? `le ${nom}` : nom
  const suite = minuscule(nom)
  if (/^[aeéiou]/.test(suite)) return `l’${suite}`
  return /^(Cour|Maison|Chambre|Juridiction)/.test(nom) ? `la ${suite}` : `le ${suite}`
}

const motsDe = (texte: string): string[] =>
  texte
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []
/**
 * Words of every sentence, which are also names of people: alone, they name somebody only after a
 * civility.
 */
const ordinaires = new Set(
  motsDe(
    'a à an au aux de des du d en et il je l la le les lui ma me mes ne ni on ou par pas se si son sa tu un une y',
  ),
)
const civilites = ['m', 'mr', 'mme', 'mlle', 'monsieur', 'madame', 'mademoiselle']
/**
 * Does a text name somebody? Whole words, whatever their accents and capitals: « Li » is not in «
 * libéré », « Le » is in « Mme Lê ».
 */
export function nomme(texte: string, noms: readonly (string | null)[]): boolean {
  const dits = ` ${motsDe(texte).join(' ')} `
  const dit = (mots: string[]) => dits.includes(` ${mots.join(' ')} `)
  return noms.some(nom => {
    const siens = motsDe(nom ?? '')
    if (siens.length === 0) return false
    if (siens.length > 1 && dit(siens)) return true
    return siens.some(mot =>
      ordinaires.has(mot)
        ? civilites.some(civilite => dit([civilite, mot]))
        : mot.length > 1 && dit([mot]),
    )
  })
}

/** So many of a thing: « 1 ligne », « 2 lignes »; none is singular. */
export const combien = (nombre: number, un: string, plusieurs = `${un}s`): string =>
  `${nombre} ${nombre >= 2 ? plusieurs : un}`
