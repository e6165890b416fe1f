/** A text that somebody typed, ended as a sentence: one full stop, whether they wrote it or not. */
export const phrase = (texte: string): string => {
  const net = texte.trim()
  return /[.!?…]$/.test(net) ? net : `${net}.`
}

/** A name of institution within a sentence: « le tribunal judiciaire de Strasbourg », « la cour d’appel de Colmar », « l’antenne de Saverne ». */
export function avecArticle(nom: string): string {
  const commun = /^(Tribunal|Cour|Maison|Centre|Antenne|Service|Établissement|Chambre|Juridiction)(?=\s)/.exec(nom)
  if (!commun) return /^(SPIP|TJ|CP|CD)\b/.test(nom) ? `le ${nom}` : nom
  const suite = nom[0]?.toLowerCase() + nom.slice(1)
  if (/^[aeéiou]/.test(suite)) return `l’${suite}`
  return /^(Cour|Maison|Chambre|Juridiction)/.test(nom) ? `la ${suite}` : `le ${suite}`
}
