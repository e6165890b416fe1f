const requete = (params: Record<string, string | undefined>) => {
  const texte = new URLSearchParams(
    Object.entries(params).flatMap(([cle, valeur]) => (valeur ? [[cle, valeur]] : [])),
  ).toString()
  return texte ? `?${texte}` : ''
}
type Vue = { du?: string; agentId?: string; agendaId?: string; lieuId?: string }
export const chemins = {
  calendriers: '/calendriers',
  creerLeMien: '/calendriers/le-mien',
  creerDAgenda: '/calendriers/agendas',
  revoquer: (id: string) => `/calendriers/flux/${id}/revoquer`,
  revoquerDAgenda: (id: string) => `/calendriers/agendas/${id}/revoquer`,
  reglage: '/calendriers/reglage',
  /** Without session: whoever holds the secret. */
  flux: (secret: string) => `/flux/${secret}.ics`,
  semaine: (vue: Vue = {}) => `/calendriers/semaine${requete(vue)}`,
  jour: (vue: { le?: string; lieuId?: string } = {}) => `/calendriers/jour${requete(vue)}`,
  disponibilites: '/calendriers/disponibilites',
}
