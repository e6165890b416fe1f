import type { Jour } from '../platform/date.ts'
/**
 * What the fil draws of a whole path (charte C9.1: one thread, no rupture). Every moment is a day.
 */
export type Bande = { libelle: string; debutLe: Jour; finLe: Jour | null; href: string }
export type Lien = { libelle: string; debutLe: Jour; finLe: Jour | null }
export type Point = {
  le: Jour
  genre: 'entretien' | 'convocation' | 'rapport' | 'jalon'
  etat: string
  libelle: string
  href: string | null
}
export type Fil = { bandes: Bande[]; liens: Lien[]; points: Point[] }

/**
 * A path drawn beyond these years says only that a date is wrong: no thread is longer (a measure
 * ends, a person is one).
 */
const ANNEES_AVANT = 60
const ANNEES_APRES = 40
const decaler = (le: Jour, annees: number) =>
  `${String(Number(le.slice(0, 4)) + annees).padStart(4, '0')}-01-01`

/**
 * First and last day to draw: from the earliest fact to the latest, today included (charte C9.1). A
 * date typed a thousand years off does not crush all the others: it is left out of the drawing, and
 * `hors` counts what is.
 */
export function etendue(
  { bandes, liens, points }: Fil,
  aujourdhui: Jour,
): { debut: Jour; fin: Jour; hors: number } {
  const jours = [
    aujourdhui,
    ...bandes.flatMap(bande => [bande.debutLe, bande.finLe]),
    ...liens.flatMap(lien => [lien.debutLe, lien.finLe]),
    ...points.map(point => point.le),
  ]
    .filter(jour => jour !== null)
    .sort()
  const [premier, dernier] = [decaler(aujourdhui, -ANNEES_AVANT), decaler(aujourdhui, ANNEES_APRES)]
  const dessines = jours.filter(jour => jour >= premier && jour <= dernier)
  return {
    debut: dessines[0] ?? aujourdhui,
    fin: dessines.at(-1) ?? aujourdhui,
    hors: jours.length - dessines.length,
  }
}

/**
 * Beginnings of months to name on the axis, each once, one a year when the path is long: a few,
 * evenly chosen.
 */
export function graduations(debut: Jour, fin: Jour, voulues = 8): Jour[] {
  const rangDuMois = (jour: string) => Number(jour.slice(0, 4)) * 12 + Number(jour.slice(5, 7)) - 1
  const jourDe = (rang: number) =>
    `${String(Math.floor(rang / 12)).padStart(4, '0')}-${String((rang % 12) + 1).padStart(2, '0')}-01` as Jour
  const [premier, dernier] = [rangDuMois(debut), rangDuMois(fin)]
  const pas =
    [1, 2, 3, 6, 12, 24, 60, 120].find(nombre => (dernier - premier) / nombre <= voulues) ?? 240
  const rangs = Array.from(
    { length: Math.floor((dernier - premier) / pas) + 2 },
    (_, i) => (Math.ceil(premier / pas) + i) * pas,
  )
  const dedans = rangs.map(jourDe).filter(j => j >= debut && j <= fin)
  // Within one month there is no first of the month: the month of the first day is named there.
  return dedans.length > 0 ? dedans : [debut]
}

/**
 * Puts each band on the first row where it overlaps none: bands stay readable however many measures
 * follow or overlap (charte C9.1).
 */
export function rangees(bandes: Bande[]): { bande: Bande; rangee: number }[] {
  const fins: string[] = []
  return [...bandes]
    .sort((un, autre) => un.debutLe.localeCompare(autre.debutLe))
    .map(bande => {
      const libre = fins.findIndex(fin => fin < bande.debutLe)
      const rangee = libre === -1 ? fins.length : libre
      fins[rangee] = bande.finLe ?? '9999-12-31'
      return { bande, rangee }
    })
}
