const base = '/agenda/seances'
const une = (plageId: string, le: string, heure: string) => `${base}/${plageId}/${le}/${heure}`
export const chemins = {
  liste: base,
  depuis: (du: string) => `${base}?du=${du}`,
  une,
  /** With what was searched and ticked there and is not recorded. */
  reprise: (
    pieceId: string,
    le: string,
    heure: string,
    garde: Record<string, string | undefined>,
  ) => {
    const dits = Object.entries(garde).flatMap(([nom, valeur]) => (valeur ? [[nom, valeur]] : []))
    return dits.length > 0
      ? `${une(pieceId, le, heure)}?${new URLSearchParams(dits)}`
      : une(pieceId, le, heure)
  },
  inscrire: (pieceId: string, le: string, heure: string) => `${une(pieceId, le, heure)}/inscrire`,
  issues: (pieceId: string, le: string, heure: string) => `${une(pieceId, le, heure)}/issues`,
  emargement: (pieceId: string, le: string, heure: string) =>
    `${une(pieceId, le, heure)}/emargement`,
  arrivee: (pieceId: string, le: string, heure: string, dossierId: string, convocationId: string) =>
    `${une(pieceId, le, heure)}/arrivee/${dossierId}/${convocationId}`,
  annulerArrivee: (
    pieceId: string,
    le: string,
    heure: string,
    dossierId: string,
    convocationId: string,
  ) => `${une(pieceId, le, heure)}/arrivee/${dossierId}/${convocationId}/annuler`,
  retirer: (pieceId: string, le: string, heure: string, dossierId: string, convocationId: string) =>
    `${une(pieceId, le, heure)}/retirer/${dossierId}/${convocationId}`,
}
