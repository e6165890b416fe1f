const base = (id: string) => `/dossiers/${id}`
const rapport = (id: string, r: string) => `${base(id)}/rapports/${r}`
const saisine = (id: string, s: string) => `${base(id)}/saisines/${s}`
export const chemins = {
  demandes: '/demandes',
  rapports: '/rapports',
  ecrits: (id: string) => `${base(id)}/ecrits`,
  saisir: (id: string) => `${base(id)}/saisir`,
  saisine,
  passer: (id: string, s: string) => `${saisine(id, s)}/passer`,
  clore: (id: string, s: string) => `${saisine(id, s)}/clore`,
  corrigerSaisine: (id: string, s: string) => `${saisine(id, s)}/corriger`,
  commencer: (id: string) => `${base(id)}/rapports/commencer`,
  rapport,
  ecrire: (id: string, r: string) => `${rapport(id, r)}/ecrire`,
  actualiser: (id: string, r: string) => `${rapport(id, r)}/actualiser`,
  soumettre: (id: string, r: string) => `${rapport(id, r)}/soumettre`,
  retirer: (id: string, r: string) => `${rapport(id, r)}/retirer`,
  abandonner: (id: string, r: string) => `${rapport(id, r)}/abandonner`,
  reprendre: (id: string, r: string) => `${rapport(id, r)}/reprendre`,
  valider: (id: string, r: string) => `${rapport(id, r)}/valider`,
  renvoyer: (id: string, r: string) => `${rapport(id, r)}/renvoyer`,
  transmettre: (id: string, r: string) => `${rapport(id, r)}/transmettre`,
  rattacher: (id: string, r: string) => `/dossiers/${id}/rapports/${r}/mesure`,
  lu: (id: string, r: string) => `${rapport(id, r)}/lu`,
  repondre: (id: string, r: string) => `${rapport(id, r)}/repondre`,
  retirerReponse: (id: string, r: string) => `${rapport(id, r)}/retirer-la-reponse`,
  pdf: (id: string, r: string) => `${rapport(id, r)}/rapport.pdf`,
}
