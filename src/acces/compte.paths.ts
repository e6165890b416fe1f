export const chemins = {
  connexion: '/connexion',
  reprendre: '/reprendre',
  compte: '/compte',
  motDePasse: '/compte/mot-de-passe',
  fermerSession: (id: string) => `/compte/sessions/${id}/fermer`,
  monJournal: '/compte/journal',
  journalDuService: '/journal',
  recherches: '/journal/recherches',
  alertes: '/journal/alertes',
  alerte: (id: string) => `/journal/alertes/${id}`,
  /** One of these two lists, for what an agent did on one day. */
  duJour: (liste: string, agentId: string, le: string) =>
    `${liste}?${new URLSearchParams({ agent: agentId, du: le, au: le })}`,
}
