const modele = (donnees: { pour: string; moment: string; canal: string; langue: string }) =>
  `/messages/modeles/${donnees.pour}/${donnees.moment}/${donnees.canal}/${donnees.langue}`
export const chemins = {
  liste: '/messages',
  aImprimer: '/messages/lettres',
  lettresPdf: '/messages/lettres.pdf',
  injoignables: '/messages/injoignables',
  modeles: '/messages/modeles',
  modele,
  ecrireModele: (valeurs: Parameters<typeof modele>[0]) => `${modele(valeurs)}/ecrire`,
  retablirModele: (donnees: Parameters<typeof modele>[0]) => `${modele(donnees)}/retablir`,
  message: (dossierId: string, messageId: string) => `/messages/${dossierId}/${messageId}`,
  renvoyer: (dossierId: string, messageId: string) =>
    `/messages/${dossierId}/${messageId}/renvoyer`,
  dire: (dossierId: string, messageId: string) =>
    `/messages/${dossierId}/${messageId}/dit-par-telephone`,
  personne: (dossierId: string) => `/dossiers/${dossierId}/messages`,
  opposer: (dossierId: string) => `/dossiers/${dossierId}/messages/opposition`,
  lever: (dossierId: string, oppositionId: string) =>
    `/dossiers/${dossierId}/messages/oppositions/${oppositionId}/lever`,
  arret: (jeton: string) => `/s/${jeton}`,
}
