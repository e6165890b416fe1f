type Filtre = { le?: string | undefined; lieuId?: string | undefined; agentId?: string | undefined; q?: string | undefined }
const requete = (f: Filtre) => {
  const texte = new URLSearchParams(Object.entries(f).flatMap(([cle, v]) => (v ? [[cle, v]] : []))).toString()
  return texte === '' ? '' : `?${texte}`
}
const arrivee = (dossierId: string, id: string) => `/dossiers/${dossierId}/convocations/${id}/arrivee`
export const chemins = {
  liste: '/accueil',
  listeDe: (f: Filtre) => `/accueil${requete(f)}`,
  presents: '/accueil/presents',
  presentsDe: (lieuId: string) => `/accueil/presents?lieuId=${lieuId}`,
  // What was being looked at comes back after the gesture.
  pointer: (d: string, c: string, f: Filtre = {}) => `${arrivee(d, c)}${requete(f)}`,
  depart: (d: string, c: string, f: Filtre = {}) => `${arrivee(d, c)}/depart${requete(f)}`,
  absence: (d: string, c: string, f: Filtre = {}) => `${arrivee(d, c)}/absence${requete(f)}`,
  excuse: (d: string, c: string, f: Filtre = {}) => `${arrivee(d, c)}/excuse${requete(f)}`,
  annuler: (d: string, c: string, f: Filtre = {}) => `${arrivee(d, c)}/annuler${requete(f)}`,
  corriger: (d: string, c: string) => `${arrivee(d, c)}/corriger`,
  retirer: (d: string, c: string) => `${arrivee(d, c)}/retirer`,
}
