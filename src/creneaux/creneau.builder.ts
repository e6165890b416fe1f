import {
  ajouterJours,
  ajouterMois,
  type Jour,
  jourDeSemaine,
  joursEntre,
} from '../platform/date.ts'
import type { Demande, Occupation, Plage } from './creneau.rules.ts'

/** A fictional range: every Tuesday morning at one place, until a test says otherwise. */
export const unePlage = (autre: Partial<Plage> = {}): Plage => ({
  plageId: 'plage',
  agendaId: 'agenda',
  agendaNom: 'Agenda',
  entiteId: 'entite',
  lieuId: 'lieu',
  agentId: null,
  types: ['suivi'],
  du: '2026-11-24',
  au: null,
  jours: [2],
  toutesLes: 1,
  de: '09:00',
  a: '12:00',
  pasMinutes: 45,
  capacite: 1,
  collective: false,
  intitule: null,
  fermeLe: null,
  ...autre,
})

/** A fictional search from 24 November 2026, a Tuesday, at nine. */
export const uneDemande = (autre: Partial<Demande> = {}): Demande => ({
  plages: [unePlage()],
  absences: [],
  ouvertures: [
    { lieuId: 'lieu', ouvreA: '08:00', fermeA: '18:00', territoire: 'metropole', fermeLe: null },
  ],
  occupations: [],
  du: '2026-11-24',
  au: '2026-11-30',
  maintenant: { le: '2026-11-24', heure: '09:00' },
  dureeMinutes: 45,
  ...autre,
})

/**
 * A whole service: agents who receive mornings and afternoons every working day, their leave, and
 * the convocations already booked.
 */
export function calendrier(donnees: {
  agents: number
  mois: number
  occupations: number
}): Demande {
  const du: Jour = '2026-11-24'
  const au = ajouterMois(du, donnees.mois)
  const agents = Array.from(
    { length: donnees.agents },
    (_, i) => `agent-${String(i).padStart(3, '0')}`,
  )
  const plages = agents.flatMap((agentId, i) =>
    [
      ['09:00', '12:00'],
      ['14:00', '17:00'],
    ].map(([de = '', valeur = ''], demi) =>
      unePlage({
        plageId: `${agentId}-${demi}`,
        agendaId: `agenda-${agentId}`,
        agendaNom: agentId,
        agentId,
        jours: [1, 2, 3, 4, 5],
        toutesLes: 1 + ((i + demi) % 2),
        de,
        a: valeur,
      }),
    ),
  )
  const absences = agents.flatMap((agentId, i) =>
    [30, 120, 240].map(nombre => ({
      agentId,
      agendaId: null,
      lieuId: null,
      du: `${ajouterJours(du, nombre + i)}T00:00`,
      au: `${ajouterJours(du, nombre + i + 9)}T00:00`,
    })),
  )
  const jours = Array.from({ length: joursEntre(du, au) }, (_, rang) =>
    ajouterJours(du, rang),
  ).filter(le => jourDeSemaine(le) <= 5)
  const debuts = [540, 585, 630, 675, 840, 885, 930, 975]
  const occupations = Array.from({ length: donnees.occupations }, (_, i): Occupation => {
    const agentId = agents[i % agents.length] ?? ''
    const rang = Math.floor(i / agents.length)
    const debut = debuts[(rang * 3) % debuts.length] ?? 540
    const le = jours[(rang * 7) % jours.length] ?? du
    return {
      agentId,
      agendaId: `agenda-${agentId}`,
      le,
      debut,
      fin: debut + 45,
      place: 1,
      collective: false,
    }
  })
  return uneDemande({ plages, absences, occupations, au })
}
