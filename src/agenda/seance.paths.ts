/** One session: a day and an hour of a collective range. */
type Seance = { plageId: string; le: string; heure: string }
const base = '/agenda/seances'
const une = ({ plageId, le, heure }: Seance) => `${base}/${plageId}/${le}/${heure}`
export const chemins = {
  liste: base,
  depuis: (du: string) => `${base}?du=${du}`,
  une,
  /** With what was searched and ticked there and is not recorded. */
  reprise: (seance: Seance, garde: Record<string, string | undefined>) => {
    const dits = Object.entries(garde).flatMap(([nom, valeur]) => (valeur ? [[nom, valeur]] : []))
    return dits.length > 0 ? `${une(seance)}?${new URLSearchParams(dits)}` : une(seance)
  },
  inscrire: (seance: Seance) => `${une(seance)}/inscrire`,
  issues: (seance: Seance) => `${une(seance)}/issues`,
  emargement: (seance: Seance) => `${une(seance)}/emargement`,
  arrivee: (seance: Seance, dossierId: string, convocationId: string) =>
    `${une(seance)}/arrivee/${dossierId}/${convocationId}`,
  annulerArrivee: (seance: Seance, dossierId: string, convocationId: string) =>
    `${une(seance)}/arrivee/${dossierId}/${convocationId}/annuler`,
  retirer: (seance: Seance, dossierId: string, convocationId: string) =>
    `${une(seance)}/retirer/${dossierId}/${convocationId}`,
}
