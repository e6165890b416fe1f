import {
  ajouterJours,
  estFerie,
  heureDe,
  type Jour,
  jourDeSemaine,
  joursEntre,
  lundiDe,
  minutesDe,
  type Territoire,
} from '../platform/date.ts'
import { debutsDe, dureeDuCreneau, type Recurrence, sertLeJour } from './recurrence.rules.ts'

/**
 * An opening range as the search reads it: days 1 (Monday) to 7, hours HH:MM of the place, every
 * `toutesLes` weeks counted from the week of `du`.
 */
export type Plage = Recurrence & {
  plageId: string
  agendaId: string
  agendaNom: string
  entiteId: string
  lieuId: string
  agentId: string | null
  types: string[]
  capacite: number
  collective: boolean
  intitule: string | null
  fermeLe: Jour | null
}
/**
 * An absence or a closure, between two local moments `YYYY-MM-DDTHH:MM`; one of the three ids is
 * set.
 */
export type Absence = {
  agentId: string | null
  agendaId: string | null
  lieuId: string | null
  du: string
  au: string
}
/** Places taken, in minutes of the day. */
export type Occupation = {
  agentId: string | null
  agendaId: string | null
  le: Jour
  debut: number
  fin: number
  place: number
  collective: boolean
}
/** Working hours of a place bound every slot (charte C3.3). */
export type Ouverture = {
  lieuId: string
  ouvreA: string
  fermeA: string
  territoire: Territoire
  fermeLe: Jour | null
}
/** A slot that still has room: `libres` places out of `capacite`. */
export type Creneau = {
  plageId: string
  agendaId: string
  agendaNom: string
  lieuId: string
  agentId: string | null
  le: Jour
  heure: string
  dureeMinutes: number
  capacite: number
  libres: number
  collective: boolean
  intitule: string | null
}
/**
 * `maintenant` is the local moment of the place: no slot before it. `complets` also yields the
 * slots without room.
 */
export type Demande = {
  plages: Plage[]
  absences: Absence[]
  ouvertures: Ouverture[]
  occupations: Occupation[]
  du: Jour
  au: Jour
  maintenant: { le: Jour; heure: string }
  dureeMinutes: number | null
  complets?: boolean
  /**
   * Group sessions of the agents in ranges of other types: who leads a group receives nobody else
   * meanwhile.
   */
  collectives?: Plage[]
}

const JOURNEE = 1440
type Intervalle = { debut: number; fin: number }
type Tenues = Map<string, Occupation[]>
/** A range made ready for the walk: whole numbers only, counted from the first day asked for. */
type Prete = {
  plage: Plage
  duree: number
  lundi: number
  du: number
  au: number
  jours: number[]
  ouverture: Ouverture
  absences: Intervalle[]
  seances: Plage[]
}
type Candidat = { rang: number; debut: number; heure: string }
/** What a day holds for a range: the hours that are lost, and the places taken. */
type DuJour = {
  lu: number
  sert: boolean
  perdus: Intervalle[]
  seances: Intervalle[]
  agent: Occupation[]
  agenda: Occupation[]
}

const chevauche = (x: Intervalle, debut: number, fin: number) => x.debut < fin && debut < x.fin
const rien: Occupation[] = []
const pris = (liste: readonly Intervalle[], debut: number, fin: number): boolean => {
  for (const x of liste) if (chevauche(x, debut, fin)) return true
  return false
}

/**
 * Slots of the ranges between two days, in order of day, hour and agenda; lazily, so that who wants
 * ten does not compute a year. Never outside the hours of the place, on a public holiday there,
 * inside an absence or a closure, nor before now (charte C3.3).
 */
export function* creneauxLibres(demande: Demande): Generator<Creneau> {
  const { maintenant, complets = false } = demande
  const premier = demande.du < maintenant.le ? maintenant.le : demande.du
  const combien = joursEntre(premier, demande.au) + 1
  if (combien <= 0 || demande.plages.length === 0) return
  const pretes = preparer(demande, premier, combien)
  const candidats = parJourDeSemaine(pretes)
  const etats: DuJour[] = pretes.map(() => ({
    lu: -1,
    sert: false,
    perdus: [],
    seances: [],
    agent: [],
    agenda: [],
  }))
  const occupations = parJour(demande.occupations, premier, combien)
  for (let nombre = 0; nombre < combien; nombre += 1) {
    const le = ajouterJours(premier, nombre)
    const tenues = parTenant(occupations[nombre] ?? [])
    const tot = le === maintenant.le ? minutesDe(maintenant.heure) : 0
    for (const { rang, debut, heure } of candidats[jourDeSemaine(le)] ?? []) {
      const prete = pretes[rang]
      const etat = etats[rang]
      if (!prete || !etat || debut < tot) continue
      if (etat.lu !== nombre) lireLeJour(etat, prete, tenues, le, nombre)
      if (!etat.sert || pris(etat.perdus, debut, debut + prete.duree)) continue
      const libres = placesLibres(prete, etat, debut)
      if (libres > 0 || complets) yield creneau(prete, le, heure, libres)
    }
  }
}

const creneau = ({ plage, duree }: Prete, le: Jour, heure: string, libres: number): Creneau => ({
  plageId: plage.plageId,
  agendaId: plage.agendaId,
  agendaNom: plage.agendaNom,
  lieuId: plage.lieuId,
  agentId: plage.agentId,
  le,
  heure,
  dureeMinutes: duree,
  capacite: plage.capacite,
  libres,
  collective: plage.collective,
  intitule: plage.intitule,
})

/**
 * Places of the agenda that nobody holds at any moment of the slot; none when its agent is
 * elsewhere.
 */
function placesLibres(prete: Prete, { seances, agent, agenda }: DuJour, debut: number): number {
  const { capacite, collective } = prete.plage
  const fin = debut + prete.duree
  if (!collective && (pris(agent, debut, fin) || pris(seances, debut, fin))) return 0
  let tenues: Set<number> | undefined
  for (const occupation of agenda) {
    if (occupation.place > capacite || !chevauche(occupation, debut, fin)) continue
    if (capacite === 1) return 0
    tenues = (tenues ?? new Set()).add(occupation.place)
  }
  return capacite - (tenues?.size ?? 0)
}

function lireLeJour(etat: DuJour, prete: Prete, tenues: Tenues, le: Jour, nombre: number): void {
  const { territoire, fermeLe } = prete.ouverture
  etat.lu = nombre
  etat.sert =
    nombre >= prete.du &&
    nombre <= prete.au &&
    Math.floor((nombre - prete.lundi) / 7) % prete.plage.toutesLes === 0 &&
    (fermeLe === null || le < fermeLe) &&
    (prete.plage.fermeLe === null || le < prete.plage.fermeLe) &&
    !estFerie(le, territoire)
  if (!etat.sert) return
  const minuit = nombre * JOURNEE
  etat.perdus = prete.absences.flatMap(x =>
    chevauche(x, minuit, minuit + JOURNEE)
      ? [{ debut: x.debut - minuit, fin: x.fin - minuit }]
      : [],
  )
  etat.agenda = tenues.get(prete.plage.agendaId) ?? rien
  etat.agent = (prete.plage.agentId === null ? undefined : tenues.get(prete.plage.agentId)) ?? rien
  etat.seances = prete.seances.flatMap(seance =>
    (seance.fermeLe === null || le < seance.fermeLe) && sertLeJour(seance, le)
      ? debutsDe(seance, seance.pasMinutes).map(debut => ({
          debut,
          fin: debut + seance.pasMinutes,
        }))
      : [],
  )
}

/** Ranges whose place is known, in order of agenda, each with its own absences and places taken. */
function preparer(demande: Demande, premier: Jour, combien: number): Prete[] {
  const ouvertures = new Map(demande.ouvertures.map(ouverture => [ouverture.lieuId, ouverture]))
  const absences = demande.absences.map(absence => ({
    ...absence,
    debut: moment(premier, absence.du),
    fin: moment(premier, absence.au),
  }))
  const seances = [...demande.plages, ...(demande.collectives ?? [])].filter(
    plage => plage.collective && plage.agentId !== null,
  )
  const ordre = new Intl.Collator('fr', { numeric: true })
  const triees = [...demande.plages].sort(
    (x, y) => ordre.compare(x.agendaNom, y.agendaNom) || (x.plageId < y.plageId ? -1 : 1),
  )
  return triees.flatMap(plage => {
    const ouverture = ouvertures.get(plage.lieuId)
    if (!ouverture) return []
    const { agentId, agendaId, lieuId } = plage
    return {
      plage,
      duree: dureeDuCreneau(plage, demande.dureeMinutes),
      lundi: joursEntre(premier, lundiDe(plage.du)),
      du: joursEntre(premier, plage.du),
      au: plage.au === null ? combien : joursEntre(premier, plage.au),
      jours: plage.jours,
      ouverture,
      absences: absences.filter(
        absence =>
          (absence.agentId !== null && absence.agentId === agentId) ||
          absence.agendaId === agendaId ||
          (absence.lieuId !== null && absence.lieuId === lieuId),
      ),
      seances:
        agentId === null || plage.collective
          ? []
          : seances.filter(seance => seance.agentId === agentId),
    }
  })
}

const moment = (premier: Jour, local: string): number =>
  joursEntre(premier, local.slice(0, 10) as Jour) * JOURNEE + minutesDe(local.slice(11, 16))

/**
 * Places taken, by day: those of a year are put in order once, and told apart by agent and agenda
 * only on the days that are walked.
 */
function parJour(occupations: Occupation[], premier: Jour, combien: number): Occupation[][] {
  const jours: Occupation[][] = Array.from({ length: combien }, () => [])
  const numeros = new Map(jours.map((liste, rang) => [ajouterJours(premier, rang), liste]))
  for (const occupation of occupations) numeros.get(occupation.le)?.push(occupation)
  return jours
}

/** Places taken on one day, under the agent and under the agenda that hold them. */
function parTenant(occupations: readonly Occupation[]): Tenues {
  const tenues: Tenues = new Map()
  for (const occupation of occupations)
    for (const cle of [occupation.agentId, occupation.agendaId]) {
      if (cle === null) continue
      const liste = tenues.get(cle)
      if (liste) liste.push(occupation)
      else tenues.set(cle, [occupation])
    }
  return tenues
}

/**
 * Every moment at which a slot may begin, by day of week, in order of hour and agenda: the walk of
 * a year sorts nothing.
 */
function parJourDeSemaine(pretes: Prete[]): Candidat[][] {
  const candidats: Candidat[][] = Array.from({ length: 8 }, () => [])
  pretes.forEach((prete, rang) => {
    const [ouvre, ferme] = [minutesDe(prete.ouverture.ouvreA), minutesDe(prete.ouverture.fermeA)]
    for (const debut of debutsDe(prete.plage, prete.duree)) {
      if (debut < ouvre || debut + prete.duree > ferme) continue
      for (const jour of new Set(prete.jours))
        candidats[jour]?.push({ rang, debut, heure: heureDe(debut) })
    }
  })
  for (const liste of candidats) liste.sort((x, y) => x.debut - y.debut || x.rang - y.rang)
  return candidats
}
