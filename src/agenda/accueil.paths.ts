type Filtre = {
  le?: string | undefined
  lieuId?: string | undefined
  agentId?: string | undefined
  q?: string | undefined
}
const requete = (filtre: Filtre) => {
  const texte = new URLSearchParams(
    Object.entries(filtre).flatMap(([cle, valeur]) => (valeur ? [[cle, valeur]] : [])),
  ).toString()
  return texte === '' ? '' : `?${texte}`
}
const arrivee = (dossierId: string, id: string) =>
  `/dossiers/${dossierId}/convocations/${id}/arrivee`
export const chemins = {
  liste: '/accueil',
  listeDe: (filtre: Filtre) => `/accueil${requete(filtre)}`,
  presents: '/accueil/presents',
  presentsDe: (lieuId: string) => `/accueil/presents?lieuId=${lieuId}`,
  // What was being looked at comes back after the gesture.
  pointer: (dossierId: string, convocationId: string, filtre: Filtre = {}) =>
    `${arrivee(dossierId, convocationId)}${requete(filtre)}`,
  depart: (dossierId: string, convocationId: string, filtre: Filtre = {}) =>
    `${arrivee(dossierId, convocationId)}/depart${requete(filtre)}`,
  absence: (dossierId: string, convocationId: string, filtre: Filtre = {}) =>
    `${arrivee(dossierId, convocationId)}/absence${requete(filtre)}`,
  excuse: (dossierId: string, convocationId: string, filtre: Filtre = {}) =>
    `${arrivee(dossierId, convocationId)}/excuse${requete(filtre)}`,
  annuler: (dossierId: string, convocationId: string, filtre: Filtre = {}) =>
    `${arrivee(dossierId, convocationId)}/annuler${requete(filtre)}`,
  corriger: (dossierId: string, convocationId: string) =>
    `${arrivee(dossierId, convocationId)}/corriger`,
  retirer: (dossierId: string, convocationId: string) =>
    `${arrivee(dossierId, convocationId)}/retirer`,
}
