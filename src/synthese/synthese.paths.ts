export const chemins = {
  journee: '/',
  mesDossiers: '/dossiers',
  dossier: (id: string) => `/dossiers/${id}`,
  chronologie: (id: string) => `/dossiers/${id}/chronologie`,
  recherche: '/recherche',
}
