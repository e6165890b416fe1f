export const chemins = {
  connexion: '/connexion',
  reprendre: '/reprendre',
  compte: '/compte',
  motDePasse: '/compte/mot-de-passe',
  fermerSession: (id: string) => `/compte/sessions/${id}/fermer`,
  monJournal: '/compte/journal',
  journalDuService: '/journal',
  recherches: '/journal/recherches',
}
