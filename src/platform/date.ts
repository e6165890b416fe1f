import { Temporal } from 'temporal-polyfill'

/** A day, `YYYY-MM-DD`: compared as text, computed with Temporal, never a moment. */
export type Jour = `${number}-${number}-${number}`
/**
 * Where public holidays differ from those of mainland France (C. trav. L3133-1, L3134-13, L3422-2).
 * Polynésie française and Nouvelle-Calédonie have their own labour codes, whose texts were not
 * found: they are not named, and nothing is known of their own holidays.
 */
export const territoires = [
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'guyane',
  'martinique',
  'mayotte',
  'reunion',
  'saint-barthelemy',
  'saint-martin',
] as const
export type Territoire = (typeof territoires)[number]

const jours = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
const mois = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]
const plain = (le: Jour) => Temporal.PlainDate.from(le)
const texte = (jour: Temporal.PlainDate) => jour.toString() as Jour

/** True for a real day of the calendar written YYYY-MM-DD. */
export function existe(valeur: string): valeur is Jour {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(valeur)) return false
  try {
    Temporal.PlainDate.from(valeur)
    return true
  } catch {
    return false
  }
}

/**
 * The days that the application counts with: what is added to the last days that exist has no date.
 */
export const estJour = (valeur: string): valeur is Jour =>
  valeur >= '1900-01-01' && valeur < '2200-01-01' && existe(valeur)

/** Reads `24/11/2026`, `24-11-2026` or `2026-11-24`; null when it is none of these. */
export function lireJour(valeur: string): Jour | null {
  const francais = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(valeur.trim())
  const iso = francais
    ? `${francais[3]}-${francais[2]?.padStart(2, '0')}-${francais[1]?.padStart(2, '0')}`
    : valeur.trim()
  return estJour(iso) ? iso : null
}

/** Reads what the database writes of a moment. */
export const lireInstant = (iso: string): Temporal.Instant => Temporal.Instant.from(iso)
export const aujourdhui = (maintenant: Temporal.Instant, fuseau = 'Europe/Paris'): Jour =>
  texte(maintenant.toZonedDateTimeISO(fuseau).toPlainDate())
export const heureLocale = (maintenant: Temporal.Instant, fuseau = 'Europe/Paris'): string =>
  maintenant.toZonedDateTimeISO(fuseau).toPlainTime().toString({ smallestUnit: 'minute' })
/** An hour of a day, where the service is, as an instant. */
export const instantDe = (le: Jour, heure: string, fuseau = 'Europe/Paris'): string =>
  plain(le).toPlainDateTime(heure).toZonedDateTime(fuseau).toInstant().toString()
/** The first instant of a day where the service is. */
export const debutDuJour = (le: Jour, fuseau = 'Europe/Paris'): string =>
  plain(le).toZonedDateTime(fuseau).toInstant().toString()

// Deadlines of a whole country are counted at once: days are numbered with integers, sixty times
// quicker than calendar objects, and date.test.ts compares every operation with Temporal (ADR
// 0021).
const deuxChiffres = (nombre: number) => (nombre < 10 ? `0${nombre}` : String(nombre))
const ecrire = (annee: number, minutes: number, jour: number): Jour =>
  `${String(annee).padStart(4, '0')}-${deuxChiffres(minutes)}-${deuxChiffres(jour)}` as Jour
const lireParties = (le: Jour): [number, number, number] => [
  Number(le.slice(0, 4)),
  Number(le.slice(5, 7)),
  Number(le.slice(8, 10)),
]
const bissextile = (annee: number) => (annee % 4 === 0 && annee % 100 !== 0) || annee % 400 === 0
const longueurs = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const longueurDuMois = (annee: number, minutes: number) =>
  minutes === 2 && bissextile(annee) ? 29 : (longueurs[minutes - 1] ?? 30)
/** Days since 1 March of the year 0: years that begin in March end with their leap day. */
function rang(le: Jour): number {
  const [annee, minutes, jour] = lireParties(le)
  const un = minutes > 2 ? annee : annee - 1
  const debut = 365 * un + Math.floor(un / 4) - Math.floor(un / 100) + Math.floor(un / 400)
  return debut + Math.floor((153 * (minutes > 2 ? minutes - 3 : minutes + 9) + 2) / 5) + jour - 1
}
function jourDeRang(nombre: number): Jour {
  const ere = Math.floor(nombre / 146_097)
  const valeur = nombre - ere * 146_097
  const un = Math.floor(
    (valeur -
      Math.floor(valeur / 1460) +
      Math.floor(valeur / 36_524) -
      Math.floor(valeur / 146_096)) /
      365,
  )
  const reste = valeur - (365 * un + Math.floor(un / 4) - Math.floor(un / 100))
  const minutes = Math.floor((5 * reste + 2) / 153)
  return ecrire(
    un + ere * 400 + (minutes > 9 ? 1 : 0),
    minutes > 9 ? minutes - 9 : minutes + 3,
    reste - Math.floor((153 * minutes + 2) / 5) + 1,
  )
}
export const ajouterJours = (le: Jour, nombre: number): Jour => jourDeRang(rang(le) + nombre)
/** From quantième to quantième; where the month has no such day, its last day. */
export function ajouterMois(le: Jour, nombre: number): Jour {
  const [annee, minutes, jour] = lireParties(le)
  const mois0 = annee * 12 + minutes - 1 + nombre
  const un = Math.floor(mois0 / 12)
  return ecrire(un, (mois0 % 12) + 1, Math.min(jour, longueurDuMois(un, (mois0 % 12) + 1)))
}
/** Days from `a` to `b`, negative when `b` comes first. */
export const joursEntre = (jour: Jour, autre: Jour): number => rang(autre) - rang(jour)
/** Age in whole years on a day. */
export const age = (naissanceLe: Jour, le: Jour): number =>
  plain(naissanceLe).until(plain(le), { largestUnit: 'years' }).years
/** 1 for Monday to 7 for Sunday. */
export const jourDeSemaine = (le: Jour): number => ((rang(le) + 2) % 7) + 1

/** The Monday of the week of a day. */
export const lundiDe = (le: Jour): Jour => ajouterJours(le, 1 - jourDeSemaine(le))
/** An hour of a day, where the service is. */
export type Moment = { le: Jour; heure: string }
/** The day of a local moment, `YYYY-MM-DDTHH:MM`. */
export const jourDuMoment = (moment: string): Jour => moment.slice(0, 10) as Jour
/** Has that hour come? What begins this very minute is past. */
export const estPassee = (quand: { le: string; heure: string }, maintenant: Moment): boolean =>
  quand.le < maintenant.le || (quand.le === maintenant.le && quand.heure <= maintenant.heure)

/** Minutes since midnight of « 14:30 », and back. */
export const minutesDe = (heure: string): number =>
  Number(heure.slice(0, 2)) * 60 + Number(heure.slice(3, 5))
export const heureDe = (minutes: number): string =>
  `${deuxChiffres(Math.floor(minutes / 60))}:${deuxChiffres(minutes % 60)}`

/** Easter Sunday by Meeus's algorithm. */
function paques(annee: number): Jour {
  const un = annee % 19
  const [autre, valeur] = [Math.trunc(annee / 100), annee % 100]
  const heures =
    (19 * un +
      autre -
      Math.trunc(autre / 4) -
      Math.trunc((autre - Math.trunc((autre + 8) / 25) + 1) / 3) +
      15) %
    30
  const nombre = (32 + 2 * (autre % 4) + 2 * Math.trunc(valeur / 4) - heures - (valeur % 4)) % 7
  const minutes = Math.trunc((un + 11 * heures + 22 * nombre) / 451)
  const total = heures + nombre - 7 * minutes + 114
  return texte(
    Temporal.PlainDate.from({ year: annee, month: Math.trunc(total / 31), day: (total % 31) + 1 }),
  )
}

/**
 * Day of the abolition of slavery, by territory (C. trav. L3422-2), and from when: null where it is
 * older than the texts that were read.
 */
const abolition: Partial<Record<Territoire, readonly { depuis: Jour | null; le: string }[]>> = {
  guadeloupe: [{ depuis: null, le: '05-27' }],
  guyane: [{ depuis: null, le: '06-10' }],
  martinique: [{ depuis: null, le: '05-22' }],
  mayotte: [{ depuis: null, le: '04-27' }],
  reunion: [{ depuis: null, le: '12-20' }],
  'saint-barthelemy': [{ depuis: '2016-08-10', le: '10-09' }],
  'saint-martin': [
    { depuis: '2016-08-10', le: '03-28' },
    { depuis: '2018-01-01', le: '05-27' },
  ],
}
/** That day in a year, where the law of that day names one. */
export function abolitionDe(annee: number, territoire: Territoire): Jour | null {
  const versions = abolition[territoire] ?? []
  const ici = versions.find(({ depuis, le }, i) => {
    const jour = `${annee}-${le}`
    const suivante = versions[i + 1]
    return jour >= (depuis ?? '') && (!suivante?.depuis || jour < suivante.depuis)
  })
  return ici ? (`${annee}-${ici.le}` as Jour) : null
}

const feries = new Map<Territoire, Map<number, ReadonlySet<Jour>>>(
  territoires.map(territoire => [territoire, new Map()]),
)
/** Public holidays of a year; Alsace-Moselle adds Good Friday and 26 December. */
export function feriesDe(annee: number, territoire: Territoire): ReadonlySet<Jour> {
  const connus = feries.get(territoire)?.get(annee)
  if (connus) return connus
  const calcules = calculerFeries(annee, territoire)
  feries.get(territoire)?.set(annee, calcules)
  return calcules
}
function calculerFeries(annee: number, territoire: Territoire): Set<Jour> {
  const p = paques(annee)
  const fixes = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']
  if (territoire === 'alsace-moselle') fixes.push('12-26')
  const local = abolitionDe(annee, territoire)
  if (local) fixes.push(local.slice(5))
  const mobiles = [1, 39, 50].map(nombre => ajouterJours(p, nombre))
  if (territoire === 'alsace-moselle') mobiles.push(ajouterJours(p, -2))
  return new Set([...fixes.map(fixe => `${annee}-${fixe}` as Jour), ...mobiles])
}

export const estFerie = (le: Jour, territoire: Territoire): boolean =>
  feriesDe(Number(le.slice(0, 4)), territoire).has(le)
/** A day on which a service is open: Monday to Friday, not a public holiday. */
export const estOuvre = (le: Jour, territoire: Territoire): boolean =>
  jourDeSemaine(le) <= 5 && !estFerie(le, territoire)
/** The day itself when open, otherwise the next one that is. */
export const prochainJourOuvre = (le: Jour, territoire: Territoire): Jour =>
  estOuvre(le, territoire) ? le : prochainJourOuvre(ajouterJours(le, 1), territoire)

/** « mardi 24 novembre 2026 » */
export function afficherJour(le: Jour): string {
  const jour = plain(le)
  return `${jours[jour.dayOfWeek - 1]} ${jour.day === 1 ? '1er' : jour.day} ${mois[jour.month - 1]} ${jour.year}`
}
/** « 24/11/2026 » */
export const afficherJourCourt = (le: Jour): string =>
  `${le.slice(8, 10)}/${le.slice(5, 7)}/${le.slice(0, 4)}`
/** « 14 h 30 » */
export const afficherHeure = (heure: string): string =>
  `${Number(heure.slice(0, 2))} h ${heure.slice(3, 5)}`
/** « 24/11/2026 à 14 h 32 » */
export function afficherInstant(iso: string, fuseau = 'Europe/Paris'): string {
  const instant = Temporal.Instant.from(iso)
  return `${afficherJourCourt(aujourdhui(instant, fuseau))} à ${afficherHeure(heureLocale(instant, fuseau))}`
}
