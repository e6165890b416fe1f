const base = (id: string) => `/dossiers/${id}/convocations`
export const chemins = {
  convocations: base,
  convoquer: (id: string) => `/dossiers/${id}/convoquer`,
  convocation: (id: string, c: string) => `${base(id)}/${c}`,
  modifier: (id: string, c: string) => `${base(id)}/${c}/modifier`,
  etat: (id: string, c: string) => `${base(id)}/${c}/etat`,
  reporter: (id: string, c: string) => `${base(id)}/${c}/reporter`,
  retablir: (id: string, c: string) => `${base(id)}/${c}/retablir`,
  rattacher: (id: string, c: string) => `${base(id)}/${c}/mesures`,
  lettre: (id: string, c: string) => `${base(id)}/${c}/lettre.pdf`,
  creneaux: '/agenda/creneaux',
  creneauxDu: (q: { type: string; du: string; agentId?: string }) =>
    `/agenda/creneaux?type=${encodeURIComponent(q.type)}&du=${q.du}${q.agentId ? `&agentId=${q.agentId}` : ''}`,
}
