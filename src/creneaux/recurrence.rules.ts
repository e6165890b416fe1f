import {
  ajouterJours,
  type Jour,
  jourDeSemaine,
  joursEntre,
  lundiDe,
  minutesDe,
} from '../platform/date.ts'

/** What says on which days and at which hours a range lives. */
export type Recurrence = {
  du: Jour
  au: Jour | null
  jours: number[]
  toutesLes: number
  de: string
  a: string
  pasMinutes: number
}

/**
 * A range that was replaced before its first day ends the day before it: kept for its history,
 * never in force.
 */
export const estEnVigueur = ({ du, au }: Pick<Recurrence, 'du' | 'au'>): boolean =>
  au === null || au >= du

/**
 * True when the range lives on that day: between its dates, on its days of week, one week out of
 * `toutesLes` (charte C3.3). Weeks are counted from a Monday, so that a year of 53 breaks nothing.
 */
export const sertLeJour = (plage: Omit<Recurrence, 'de' | 'a' | 'pasMinutes'>, le: Jour): boolean =>
  le >= plage.du &&
  (plage.au === null || le <= plage.au) &&
  plage.jours.includes(jourDeSemaine(le)) &&
  Math.floor(joursEntre(lundiDe(plage.du), le) / 7) % plage.toutesLes === 0

/**
 * Minutes of the day at which the slots of a range begin: each of them ends before the range does.
 */
export function debutsDe(
  plage: Pick<Recurrence, 'de' | 'a' | 'pasMinutes'>,
  dureeMinutes: number,
): number[] {
  const debuts: number[] = []
  for (
    let debut = minutesDe(plage.de);
    debut + dureeMinutes <= minutesDe(plage.a);
    debut += plage.pasMinutes
  )
    debuts.push(debut)
  return debuts
}

/**
 * How long a slot of the range lasts: a session lasts what its range says, otherwise what the type
 * asked for says.
 */
export const dureeDuCreneau = (
  plage: { collective: boolean; pasMinutes: number },
  dureeMinutes: number | null,
): number => (plage.collective ? plage.pasMinutes : (dureeMinutes ?? plage.pasMinutes))

/**
 * The day from which a range « every n weeks » may be opened again so that its weeks stay the same:
 * that day, or the Monday of its next week. Between the two the range would not have lived anyway.
 */
export function memeRythme(plage: Pick<Recurrence, 'du' | 'toutesLes'>, aCompterDu: Jour): Jour {
  if (aCompterDu <= plage.du) return aCompterDu
  const reste = Math.floor(joursEntre(lundiDe(plage.du), aCompterDu) / 7) % plage.toutesLes
  return reste === 0 ? aCompterDu : ajouterJours(lundiDe(aCompterDu), 7 * (plage.toutesLes - reste))
}

/** The first day on which a range lives; null when its days never fall between its dates. */
export function premierJour(plage: Recurrence): Jour | null {
  const cycle = ajouterJours(plage.du, plage.toutesLes * 7 + 7)
  const fin = plage.au !== null && plage.au < cycle ? plage.au : cycle
  for (let le = plage.du; le <= fin; le = ajouterJours(le, 1)) if (sertLeJour(plage, le)) return le
  return null
}

/**
 * The first day on which two ranges hold the same time; null when they never meet. Weeks repeat
 * after at most 12 × 11 weeks.
 */
export function jourCommun(x: Recurrence, y: Recurrence): Jour | null {
  if (x.de >= y.a || y.de >= x.a || !x.jours.some(jour => y.jours.includes(jour))) return null
  const debut = x.du > y.du ? x.du : y.du
  const cycle = ajouterJours(debut, x.toutesLes * y.toutesLes * 7 + 7)
  const fin = [x.au, y.au, cycle].reduce<Jour>((tot, f) => (f !== null && f < tot ? f : tot), cycle)
  for (let le = debut; le <= fin; le = ajouterJours(le, 1))
    if (sertLeJour(x, le) && sertLeJour(y, le)) return le
  return null
}

/** The sessions of a collective range on a day, in minutes. */
export const seancesDuJour = (plage: Recurrence, le: Jour): { debut: number; fin: number }[] =>
  sertLeJour(plage, le)
    ? debutsDe(plage, plage.pasMinutes).map(debut => ({ debut, fin: debut + plage.pasMinutes }))
    : []
