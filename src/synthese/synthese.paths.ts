export const chemins = {
  journee: '/',
  agenda: '/agenda',
  mesDossiers: '/dossiers',
  dossier: (id: string) => `/dossiers/${id}`,
  chronologie: (id: string) => `/dossiers/${id}/chronologie`,
  recherche: '/recherche',
}
