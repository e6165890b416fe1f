const base = (id: string) => `/dossiers/${id}/mesures`
export const chemins = {
  mesures: base,
  saisir: (id: string) => `${base(id)}/saisir`,
  terminer: (id: string, mesureId: string) => `${base(id)}/${mesureId}/terminer`,
  attendrePiece: (id: string) => `${base(id)}/pieces`,
  recevoirPiece: (id: string, pieceId: string) => `${base(id)}/pieces/${pieceId}/recevoir`,
  signalerAttente: (id: string) => `${base(id)}/attente`,
  leverAttente: (id: string, attenteId: string) => `${base(id)}/attente/${attenteId}/lever`,
}
