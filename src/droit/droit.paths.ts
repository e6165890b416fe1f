const base = '/droit'
type Question = Record<string, string | null | undefined>
const avec = (chemin: string, question: Question = {}) => {
  const dites = Object.entries(question).flatMap(([cle, valeur]) => (valeur ? [[cle, valeur]] : []))
  return dites.length > 0 ? `${chemin}?${new URLSearchParams(dites)}` : chemin
}
export const chemins = {
  recueil: (question?: { le?: string; article?: string }) => avec(base, question),
  mesure: (nature: string, question?: { le?: string | null; referentiel?: string }) =>
    avec(`${base}/mesures/${nature}`, question),
  fiche: (nature: string, question?: { le?: string }) =>
    avec(`${base}/mesures/${nature}/fiche`, question),
  regles: (groupe: string, question?: { le?: string }) =>
    avec(`${base}/regles/${groupe}`, question),
  changements: (question?: { de?: string; a?: string }) => avec(`${base}/changements`, question),
  comparer: (question?: { le?: string }) => avec(`${base}/comparer`, question),
  aVerifier: `${base}/a-verifier`,
  cas: `${base}/cas`,
  donnees: `${base}/referentiel.json`,
}
