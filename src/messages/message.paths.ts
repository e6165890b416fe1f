const modele = (m: { pour: string; moment: string; canal: string; langue: string }) =>
  `/messages/modeles/${m.pour}/${m.moment}/${m.canal}/${m.langue}`
export const chemins = {
  liste: '/messages',
  aImprimer: '/messages/lettres',
  lettresPdf: '/messages/lettres.pdf',
  injoignables: '/messages/injoignables',
  modeles: '/messages/modeles',
  modele,
  ecrireModele: (m: Parameters<typeof modele>[0]) => `${modele(m)}/ecrire`,
  retablirModele: (m: Parameters<typeof modele>[0]) => `${modele(m)}/retablir`,
  message: (dossierId: string, messageId: string) => `/messages/${dossierId}/${messageId}`,
  renvoyer: (dossierId: string, messageId: string) => `/messages/${dossierId}/${messageId}/renvoyer`,
  dire: (dossierId: string, messageId: string) => `/messages/${dossierId}/${messageId}/dit-par-telephone`,
  personne: (dossierId: string) => `/dossiers/${dossierId}/messages`,
  opposer: (dossierId: string) => `/dossiers/${dossierId}/messages/opposition`,
  lever: (dossierId: string, oppositionId: string) => `/dossiers/${dossierId}/messages/oppositions/${oppositionId}/lever`,
  arret: (jeton: string) => `/s/${jeton}`,
}
