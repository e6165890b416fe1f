const base = (id: string) => `/dossiers/${id}`
const rapport = (id: string, rapportId: string) => `${base(id)}/rapports/${rapportId}`
const saisine = (id: string, saisineId: string) => `${base(id)}/saisines/${saisineId}`
export const chemins = {
  demandes: '/demandes',
  rapports: '/rapports',
  ecrits: (id: string) => `${base(id)}/ecrits`,
  saisir: (id: string) => `${base(id)}/saisir`,
  saisine,
  passer: (id: string, saisineId: string) => `${saisine(id, saisineId)}/passer`,
  clore: (id: string, saisineId: string) => `${saisine(id, saisineId)}/clore`,
  corrigerSaisine: (id: string, saisineId: string) => `${saisine(id, saisineId)}/corriger`,
  commencer: (id: string) => `${base(id)}/rapports/commencer`,
  rapport,
  ecrire: (id: string, rapportId: string) => `${rapport(id, rapportId)}/ecrire`,
  actualiser: (id: string, rapportId: string) => `${rapport(id, rapportId)}/actualiser`,
  soumettre: (id: string, rapportId: string) => `${rapport(id, rapportId)}/soumettre`,
  retirer: (id: string, rapportId: string) => `${rapport(id, rapportId)}/retirer`,
  abandonner: (id: string, rapportId: string) => `${rapport(id, rapportId)}/abandonner`,
  reprendre: (id: string, rapportId: string) => `${rapport(id, rapportId)}/reprendre`,
  valider: (id: string, rapportId: string) => `${rapport(id, rapportId)}/valider`,
  retirerValidation: (id: string, rapportId: string) =>
    `${rapport(id, rapportId)}/retirer-la-validation`,
  renvoyer: (id: string, rapportId: string) => `${rapport(id, rapportId)}/renvoyer`,
  transmettre: (id: string, rapportId: string) => `${rapport(id, rapportId)}/transmettre`,
  rattacher: (id: string, rapportId: string) => `/dossiers/${id}/rapports/${rapportId}/mesure`,
  lu: (id: string, rapportId: string) => `${rapport(id, rapportId)}/lu`,
  repondre: (id: string, rapportId: string) => `${rapport(id, rapportId)}/repondre`,
  retirerReponse: (id: string, rapportId: string) => `${rapport(id, rapportId)}/retirer-la-reponse`,
  pdf: (id: string, rapportId: string) => `${rapport(id, rapportId)}/rapport.pdf`,
}
