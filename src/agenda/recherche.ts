import {
  absencesDe,
  type Creneau,
  creneauxLibres,
  lieuxDeLEntite,
  plagesDe,
  seancesDe,
  type TypeDeConvocation,
  typeDe,
} from '../creneaux/index.ts'
import { ajouterJours, type Jour, type Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { occupationsDe } from './recherche.store.ts'

export type Recherche = {
  entiteId: string
  /** Its key, or the type itself when the caller has already read it. */
  type: string | TypeDeConvocation
  du: Jour
  au: Jour
  agentId?: string | undefined
  agendaId?: string | undefined
  lieuId?: string | undefined
  maintenant: { le: Jour; heure: string }
  /** As many as asked for; without, every one. */
  limite?: number
  /** Every slot to this day; and when there is none, the first one after it. */
  jusqua?: Jour
  complets?: boolean
}
const FENETRE_JOURS = 42

/**
 * Free slots of a type in an entité, in order of day and hour, whoever holds the places. What is far away is read only when what is
 * near does not suffice.
 */
export async function creneauxProposes(tx: Tx, r: Recherche): Promise<Creneau[]> {
  const type = typeof r.type === 'string' ? await typeDe(tx, r.entiteId, r.type) : r.type
  if (!type) return []
  const toutes = await plagesDe(tx, { entiteId: r.entiteId, type: type.cle, du: r.du, au: r.au })
  const plages = toutes.filter(
    p => (!r.agentId || p.agentId === r.agentId) && (!r.agendaId || p.agendaId === r.agendaId) && (!r.lieuId || p.lieuId === r.lieuId),
  )
  if (plages.length === 0) return []
  const ouvertures = (await lieuxDeLEntite(tx, r.entiteId, null)).map(l => ({
    ...l,
    territoire: l.territoire as Territoire,
    fermeLe: l.fermeLe as Jour | null,
  }))
  const seulement = r.agentId ? { agentId: r.agentId, agendaIds: [...new Set(plages.map(p => p.agendaId))] } : undefined
  const collectives = await seancesDe(tx, { entiteId: r.entiteId, du: r.du, au: r.au })
  const trouves: Creneau[] = []
  for (let du = r.du; du <= r.au; ) {
    // Six weeks answer nearly every search; after that, all the rest at once.
    const au = du === r.du && ajouterJours(du, FENETRE_JOURS) < r.au ? ajouterJours(du, FENETRE_JOURS) : r.au
    const absences = await absencesDe(tx, { entiteId: r.entiteId, du, au })
    const occupations = await occupationsDe(tx, r.entiteId, du, au, seulement)
    const dureeMinutes = type.collectif ? null : type.dureeMinutes
    const options = { plages, collectives, absences, ouvertures, occupations, du, au, maintenant: r.maintenant, dureeMinutes }
    for (const creneau of creneauxLibres({ ...options, complets: r.complets ?? false })) {
      // The slot of this very minute is no longer taken (refusDuMoment).
      if (creneau.le === r.maintenant.le && creneau.heure <= r.maintenant.heure) continue
      const apres = r.jusqua !== undefined && creneau.le > r.jusqua
      if (apres && trouves.length > 0) return trouves
      trouves.push(creneau)
      if (apres || trouves.length >= (r.limite ?? Number.POSITIVE_INFINITY)) return trouves
    }
    du = ajouterJours(au, 1)
  }
  return trouves
}
