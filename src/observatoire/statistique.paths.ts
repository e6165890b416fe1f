const requete = (params: Record<string, string | undefined>) => {
  const texte = new URLSearchParams(Object.entries(params).flatMap(([cle, v]) => (v ? [[cle, v]] : []))).toString()
  return texte ? `?${texte}` : ''
}
type Filtre = { du?: string; au?: string; type?: string }
export const chemins = {
  statistiques: '/statistiques',
  statistiquesDe: (f: Filtre) => `/statistiques${requete(f)}`,
  presence: '/statistiques/presence.csv',
  presenceDe: (f: Filtre) => `/statistiques/presence.csv${requete(f)}`,
  delais: '/statistiques/delais.csv',
  delaisDe: (f: Filtre) => `/statistiques/delais.csv${requete(f)}`,
}
