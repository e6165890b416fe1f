export const chemins = {
  service: '/droit/simulation',
  dossier: (id: string) => `/dossiers/${id}/simulation`,
}
