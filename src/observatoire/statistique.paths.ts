const requete = (params: Record<string, string | undefined>) => {
  const texte = new URLSearchParams(
    Object.entries(params).flatMap(([cle, valeur]) => (valeur ? [[cle, valeur]] : [])),
  ).toString()
  return texte ? `?${texte}` : ''
}
type Filtre = { du?: string; au?: string; type?: string }
export const chemins = {
  statistiques: '/statistiques',
  statistiquesDe: (filtre: Filtre) => `/statistiques${requete(filtre)}`,
  presence: '/statistiques/presence.csv',
  presenceDe: (filtre: Filtre) => `/statistiques/presence.csv${requete(filtre)}`,
  delais: '/statistiques/delais.csv',
  delaisDe: (filtre: Filtre) => `/statistiques/delais.csv${requete(filtre)}`,
}
