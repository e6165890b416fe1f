const base = '/agenda/seances'
const une = (plageId: string, le: string, heure: string) => `${base}/${plageId}/${le}/${heure}`
export const chemins = {
  liste: base,
  depuis: (du: string) => `${base}?du=${du}`,
  une,
  /** With what was searched and ticked there and is not recorded. */
  reprise: (p: string, le: string, heure: string, garde: Record<string, string | undefined>) => {
    const dits = Object.entries(garde).flatMap(([nom, v]) => (v ? [[nom, v]] : []))
    return dits.length > 0 ? `${une(p, le, heure)}?${new URLSearchParams(dits)}` : une(p, le, heure)
  },
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
