type Filtre = { le?: string | undefined; lieuId?: string | undefined; agentId?: string | undefined; q?: string | undefined }
const requete = (f: Filtre) => {
  const texte = new URLSearchParams(Object.entries(f).flatMap(([cle, v]) => (v ? [[cle, v]] : []))).toString()
  return texte === '' ? '' : `?${texte}`
}
const convocation = (dossierId: string, id: string) => `/dossiers/${dossierId}/convocations/${id}`
export const chemins = {
  liste: '/accueil',
  listeDe: (f: Filtre) => `/accueil${requete(f)}`,
  // What was being looked at comes back after the gesture.
  pointer: (d: string, c: string, f: Filtre = {}) => `${convocation(d, c)}/arrivee${requete(f)}`,
  depointer: (d: string, c: string, f: Filtre = {}) => `${convocation(d, c)}/arrivee/retirer${requete(f)}`,
  absence: (d: string, c: string, f: Filtre = {}) => `${convocation(d, c)}/absence${requete(f)}`,
}
