/** What the fil draws of a whole path (charte C9.1: one thread, no rupture). Every moment is a day. */
export type Bande = { libelle: string; debutLe: string; finLe: string | null; href: string }
export type Lien = { libelle: string; debutLe: string; finLe: string | null }
export type Point = {
  le: string
  genre: 'entretien' | 'convocation' | 'rapport' | 'jalon'
  etat: string
  libelle: string
  href: string | null
}
export type Fil = { bandes: Bande[]; liens: Lien[]; points: Point[] }

/** First and last day to draw: from the earliest fact to the latest, today included (charte C9.1). */
export function etendue({ bandes, liens, points }: Fil, aujourdhui: string): { debut: string; fin: string } {
  const jours = [
    aujourdhui,
    ...bandes.flatMap(b => [b.debutLe, b.finLe]),
    ...liens.flatMap(l => [l.debutLe, l.finLe]),
    ...points.map(p => p.le),
  ]
    .filter((j): j is string => j !== null)
    .sort()
  return { debut: jours[0] ?? aujourdhui, fin: jours.at(-1) ?? aujourdhui }
}

/** Puts each band on the first row where it overlaps none: bands stay readable however many measures follow or overlap (charte C9.1). */
export function rangees(bandes: Bande[]): { bande: Bande; rangee: number }[] {
  const fins: string[] = []
  return [...bandes]
    .sort((a, b) => a.debutLe.localeCompare(b.debutLe))
    .map(bande => {
      const libre = fins.findIndex(fin => fin < bande.debutLe)
      const rangee = libre === -1 ? fins.length : libre
      fins[rangee] = bande.finLe ?? '9999-12-31'
      return { bande, rangee }
    })
}
