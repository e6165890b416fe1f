import {
  ajouterJours,
  heureDe,
  type Jour,
  joursEntre,
  lundiDe,
  minutesDe,
} from '../platform/date.ts'
import type { Demande, Occupation, Ouverture, Plage } from './creneau.rules.ts'
import { debutsDe, dureeDuCreneau } from './recurrence.rules.ts'

export const JOURNEE = 1440
export type Intervalle = { debut: number; fin: number }
export type Tenues = Map<string, Occupation[]>
/** A range made ready for the walk: whole numbers only, counted from the first day asked for. */
export type Prete = {
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

/** Ranges whose place is known, in order of agenda, each with its own absences and places taken. */
export function preparer(demande: Demande, premier: Jour, combien: number): Prete[] {
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
export function parJour(occupations: Occupation[], premier: Jour, combien: number): Occupation[][] {
  const jours: Occupation[][] = Array.from({ length: combien }, () => [])
  const numeros = new Map(jours.map((liste, rang) => [ajouterJours(premier, rang), liste]))
  for (const occupation of occupations) numeros.get(occupation.le)?.push(occupation)
  return jours
}

/** Places taken on one day, under the agent and under the agenda that hold them. */
export function parTenant(occupations: readonly Occupation[]): Tenues {
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
 * Every moment at which a slot may begin inside the hours of its place (charte C3.3), by day of
 * week, in order of hour and agenda: the walk of a year sorts nothing.
 */
export function parJourDeSemaine(pretes: Prete[]): Candidat[][] {
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
