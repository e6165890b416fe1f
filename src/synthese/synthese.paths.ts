export const chemins = {
  journee: '/',
  pourMoi: '/pour-moi',
  equipe: '/equipe',
  aConfier: '/equipe/affecter',
  passer: (agentId: string) => `/equipe/agents/${agentId}/dossiers`,
  agenda: '/agenda',
  mesDossiers: '/dossiers',
  dossier: (id: string) => `/dossiers/${id}`,
  chronologie: (id: string) => `/dossiers/${id}/chronologie`,
  recherche: '/recherche',
  brouillons: '/brouillons',
}
