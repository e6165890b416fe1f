import {
  ajouterJours,
  estFerie,
  type Jour,
  jourDeSemaine,
  joursEntre,
  minutesDe,
  type Territoire,
} from '../platform/date.ts'
import {
  type Intervalle,
  JOURNEE,
  type Prete,
  parJour,
  parJourDeSemaine,
  parTenant,
  preparer,
  type Tenues,
} from './preparation.rules.ts'
import { debutsDe, type Recurrence, sertLeJour } from './recurrence.rules.ts'

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
      if (etat.lu !== nombre) lireLeJour(etat, prete, { le, nombre, tenues })
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

/** `nombre` days after the first that is walked. */
type Journee = { le: Jour; nombre: number; tenues: Tenues }
function lireLeJour(etat: DuJour, prete: Prete, { le, nombre, tenues }: Journee): void {
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
