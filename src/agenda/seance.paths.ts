const base = '/agenda/seances'
const une = (plageId: string, le: string, heure: string) => `${base}/${plageId}/${le}/${heure}`
export const chemins = {
  liste: base,
  depuis: (du: string) => `${base}?du=${du}`,
  une,
  inscrire: (p: string, le: string, heure: string) => `${une(p, le, heure)}/inscrire`,
  issues: (p: string, le: string, heure: string) => `${une(p, le, heure)}/issues`,
  emargement: (p: string, le: string, heure: string) => `${une(p, le, heure)}/emargement`,
  arrivee: (p: string, le: string, heure: string, dossierId: string, convocationId: string) =>
    `${une(p, le, heure)}/arrivee/${dossierId}/${convocationId}`,
  annulerArrivee: (p: string, le: string, heure: string, dossierId: string, convocationId: string) =>
    `${une(p, le, heure)}/arrivee/${dossierId}/${convocationId}/annuler`,
  retirer: (p: string, le: string, heure: string, dossierId: string, convocationId: string) =>
    `${une(p, le, heure)}/retirer/${dossierId}/${convocationId}`,
}
