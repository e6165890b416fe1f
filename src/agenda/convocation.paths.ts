const base = (id: string) => `/dossiers/${id}/convocations`
export const chemins = {
  convocations: base,
  convoquer: (id: string) => `/dossiers/${id}/convoquer`,
  convocation: (id: string, convocationId: string) => `${base(id)}/${convocationId}`,
  modifier: (id: string, convocationId: string) => `${base(id)}/${convocationId}/modifier`,
  etat: (id: string, convocationId: string) => `${base(id)}/${convocationId}/etat`,
  reporter: (id: string, convocationId: string) => `${base(id)}/${convocationId}/reporter`,
  retablir: (id: string, convocationId: string) => `${base(id)}/${convocationId}/retablir`,
  rattacher: (id: string, convocationId: string) => `${base(id)}/${convocationId}/mesures`,
  lettre: (id: string, convocationId: string) => `${base(id)}/${convocationId}/lettre.pdf`,
  creneaux: '/agenda/creneaux',
  creneauxDu: (requete: { type: string; du: string; agentId?: string }) =>
    `/agenda/creneaux?type=${encodeURIComponent(requete.type)}&du=${requete.du}${requete.agentId ? `&agentId=${requete.agentId}` : ''}`,
}
