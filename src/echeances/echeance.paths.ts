const base = (id: string) => `/dossiers/${id}/echeances`
export const chemins = {
  service: '/echeances',
  calendrier: '/echeances.ics',
  dossier: base,
  ecarter: (id: string, mesureId: string, cle: string, rang: number | string) =>
    `${base(id)}/${mesureId}/${cle}/${rang}/ecarter`,
  reprendre: (id: string, nonPoursuiteId: string) => `${base(id)}/${nonPoursuiteId}/reprendre`,
}
