import {
  abolitionDe,
  ajouterJours,
  estFerie,
  heureDe,
  type Jour,
  jourDeSemaine,
  lundiDe,
  minutesDe,
  type Territoire,
} from '../platform/date.ts'

/** A place in the week: minutes of the day. */
type Moment = { le: Jour; debut: number; fin: number }
/** A slot with room, as the week shows it. */
export type Libre = Moment & {
  agendaNom: string
  libres: number
  capacite: number
  href: string | null
}
/** A convocation that the reader may see, with its name where they may. */
export type Rencontre = Moment & {
  agentId: string | null
  agendaId: string | null
  collective: boolean
  plageId: string | null
  titre: string
  nom: string | null
  href: string | null
  etat: string
}
/**
 * What holds a place: one convocation, several people of one session, or somebody whom the reader
 * may not see.
 */
export type Prise = Moment & {
  cle: string
  titre: string
  nom: string | null
  href: string | null
  etat: string
  combien: number
  avec: string | null
}
export type Occupee = Moment & {
  agentId: string | null
  agendaId: string | null
  collective: boolean
}
export type Fermee = { du: string; au: string; pourquoi: string }
export type Case = { libres: Libre[]; prises: Prise[]; fermees: string[]; entiere: boolean }

const fixes: Record<string, string> = {
  '01-01': 'Jour de l’an',
  '05-01': 'Fête du Travail',
  '05-08': 'Victoire de 1945',
  '07-14': 'Fête nationale',
  '08-15': 'Assomption',
  '11-01': 'Toussaint',
  '11-11': 'Armistice de 1918',
  '12-25': 'Noël',
  '12-26': 'Deuxième jour de Noël',
}
/**
 * Name of a public holiday there, null on any other day (C. trav. art. L3133-1, L3134-13, L3422-2).
 */
export function nomDuFerie(le: Jour, territoire: Territoire): string | null {
  if (!estFerie(le, territoire)) return null
  const [jour, date] = [jourDeSemaine(le), le.slice(5)]
  const fixe =
    fixes[date] ??
    (abolitionDe(Number(le.slice(0, 4)), territoire) === le
      ? 'Abolition de l’esclavage'
      : undefined)
  if (fixe) return fixe
  // What is left follows Easter: a Friday before, then a Monday, a Thursday and a Monday.
  if (jour === 5) return 'Vendredi saint'
  if (jour === 4) return 'Ascension'
  return date < '05-01' ? 'Lundi de Pâques' : 'Lundi de Pentecôte'
}

/**
 * Monday to Friday; a Saturday or a Sunday only when something is held there (charte C3.3: slots
 * exist inside the opened hours).
 */
export const joursDeLaSemaine = (du: Jour, tenus: ReadonlySet<string>): Jour[] =>
  Array.from({ length: 7 }, (_, i) => ajouterJours(lundiDe(du), i)).filter(
    (le, i) => i < 5 || tenus.has(le),
  )

type NomDe = (agentId: string | null, agendaId: string | null) => string | null
/** Who holds which place when. */
const ou = (donnees: { agentId: string | null; agendaId: string | null } & Moment) =>
  [donnees.agentId, donnees.agendaId, donnees.le, donnees.debut, donnees.fin].join('|')
const cleDe = (rencontre: Rencontre) =>
  rencontre.collective ? `seance|${ou(rencontre)}` : `${ou(rencontre)}|${rencontre.href}`

/** Convocations that the reader sees: several of one session are one. */
function prisesVues(rencontres: Rencontre[], nomDe: NomDe): Map<string, Prise> {
  const parCle = new Map<string, Prise>()
  for (const rencontre of rencontres) {
    const cle = cleDe(rencontre)
    const deja = parCle.get(cle)
    if (deja)
      parCle.set(cle, {
        ...deja,
        combien: deja.combien + 1,
        nom: null,
        etat: deja.etat === rencontre.etat ? rencontre.etat : 'prevue',
      })
    else
      parCle.set(cle, {
        ...momentDe(rencontre),
        cle,
        titre: rencontre.titre,
        nom: rencontre.collective ? null : rencontre.nom,
        href: rencontre.href,
        etat: rencontre.etat,
        combien: 1,
        avec: nomDe(rencontre.agentId, rencontre.agendaId),
      })
  }
  return parCle
}
/** Places that are held, less those whose convocation the reader sees. */
function nonVues(rencontres: Rencontre[], occupees: Occupee[]): Occupee[] {
  const vues = new Map<string, number>()
  for (const rencontre of rencontres)
    if (rencontre.etat === 'prevue') vues.set(ou(rencontre), (vues.get(ou(rencontre)) ?? 0) + 1)
  return occupees.filter(occupee => {
    const reste = vues.get(ou(occupee)) ?? 0
    if (reste > 0) vues.set(ou(occupee), reste - 1)
    return reste === 0
  })
}
/**
 * One place may be held by one person only, so that who is not seen is what is left when those who
 * are seen have been counted.
 */
export function prises(rencontres: Rencontre[], occupees: Occupee[], nomDe: NomDe): Prise[] {
  const parCle = prisesVues(rencontres, nomDe)
  for (const occupee of nonVues(rencontres, occupees)) {
    const cle =
      occupee.collective && parCle.has(`seance|${ou(occupee)}`)
        ? `seance|${ou(occupee)}`
        : `pris|${ou(occupee)}`
    const deja = parCle.get(cle)
    if (deja) parCle.set(cle, { ...deja, combien: deja.combien + 1 })
    else
      parCle.set(cle, {
        ...momentDe(occupee),
        cle,
        titre: occupee.collective ? 'Séance' : 'Pris',
        nom: null,
        href: null,
        etat: 'prevue',
        combien: 1,
        avec: nomDe(occupee.agentId, occupee.agendaId),
      })
  }
  return [...parCle.values()].sort(
    (un, autre) =>
      un.le.localeCompare(autre.le) || un.debut - autre.debut || un.cle.localeCompare(autre.cle),
  )
}
const momentDe = ({ le, debut, fin }: Moment): Moment => ({ le, debut, fin })

/** Whole hours that hold the opening of the places and everything that is held outside. */
export function heuresAffichees(
  ouvertures: { ouvreA: string; fermeA: string }[],
  moments: Moment[],
): number[] {
  const debuts = [
    ...ouvertures.map(ouverture => minutesDe(ouverture.ouvreA)),
    ...moments.map(moment => moment.debut),
  ]
  const fins = [
    ...ouvertures.map(ouverture => minutesDe(ouverture.fermeA)),
    ...moments.map(moment => moment.fin),
  ]
  const [de, valeur] =
    debuts.length === 0
      ? [9, 17]
      : [Math.floor(Math.min(...debuts) / 60), Math.ceil(Math.max(...fins) / 60)]
  return Array.from({ length: Math.max(1, valeur - de) }, (_, i) => de + i)
}

type Contenu = { libres: Libre[]; prises: Prise[]; fermees: Fermee[] }
/** What begins in an hour of a day, and what closes that hour, in whole or in part. */
export function caseDe(
  { libres, prises: tenues, fermees }: Contenu,
  le: Jour,
  heure: number,
): Case {
  const ici = (moment: Moment) => moment.le === le && Math.floor(moment.debut / 60) === heure
  const [de, valeur] = [
    `${le}T${heureDe(heure * 60)}`,
    heure === 23 ? `${ajouterJours(le, 1)}T00:00` : `${le}T${heureDe((heure + 1) * 60)}`,
  ]
  const touchent = fermees.filter(fermee => fermee.du < valeur && fermee.au > de)
  return {
    libres: libres.filter(ici),
    prises: tenues.filter(ici),
    fermees: [...new Set(touchent.map(fermee => fermee.pourquoi))],
    entiere: touchent.some(fermee => fermee.du <= de && fermee.au >= valeur),
  }
}

/** Free places of an hour as one line, where a column is an hour and a line an agent. */
export function enUneLigne(libres: Libre[]): Libre[] {
  const [premier] = libres
  const somme = (de: 'libres' | 'capacite') =>
    libres.reduce((nombre, libre) => nombre + libre[de], 0)
  return premier ? [{ ...premier, libres: somme('libres'), capacite: somme('capacite') }] : []
}
