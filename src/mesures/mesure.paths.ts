const base = (id: string) => `/dossiers/${id}/mesures`
export const chemins = {
  mesures: base,
  saisir: (id: string) => `${base(id)}/saisir`,
  saisirDepuis: (dossierId: string, attenteId: string) =>
    `/dossiers/${dossierId}/mesures/saisir?attente=${attenteId}`,
  mesure: (id: string, mesureId: string) => `${base(id)}/${mesureId}`,
  acte: (id: string, mesureId: string, acte: string) => `${base(id)}/${mesureId}/actes/${acte}`,
  annulerActe: (id: string, mesureId: string, acteId: string) =>
    `${base(id)}/${mesureId}/actes/${acteId}/annuler`,
  corriger: (id: string, mesureId: string) => `${base(id)}/${mesureId}/corriger`,
  corrigerObligations: (id: string, mesureId: string) => `${base(id)}/${mesureId}/obligations`,
  retirer: (id: string, mesureId: string) => `${base(id)}/${mesureId}/retirer`,
  remettre: (id: string, mesureId: string) => `${base(id)}/${mesureId}/remettre`,
  fiche: (id: string, mesureId: string) => `${base(id)}/${mesureId}/fiche`,
  attendrePiece: (id: string) => `${base(id)}/pieces`,
  recevoirPiece: (id: string, pieceId: string) => `${base(id)}/pieces/${pieceId}/recevoir`,
  signalerAttente: (id: string) => `${base(id)}/attente`,
  leverAttente: (id: string, attenteId: string) => `${base(id)}/attente/${attenteId}/lever`,
}
