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
 * Free slots of a type in an entité, in order of day and hour, whoever holds the places. What is
 * far away is read only when what is near does not suffice.
 */
export async function creneauxProposes(tx: Tx, recherche: Recherche): Promise<Creneau[]> {
  const type =
    typeof recherche.type === 'string'
      ? await typeDe(tx, recherche.entiteId, recherche.type)
      : recherche.type
  if (!type) return []
  const toutes = await plagesDe(tx, {
    entiteId: recherche.entiteId,
    type: type.cle,
    du: recherche.du,
    au: recherche.au,
  })
  const plages = toutes.filter(
    plage =>
      (!recherche.agentId || plage.agentId === recherche.agentId) &&
      (!recherche.agendaId || plage.agendaId === recherche.agendaId) &&
      (!recherche.lieuId || plage.lieuId === recherche.lieuId),
  )
  if (plages.length === 0) return []
  const ouvertures = (await lieuxDeLEntite(tx, recherche.entiteId, null)).map(lieu => ({
    ...lieu,
    territoire: lieu.territoire as Territoire,
    fermeLe: lieu.fermeLe,
  }))
  const seulement = recherche.agentId
    ? { agentId: recherche.agentId, agendaIds: [...new Set(plages.map(plage => plage.agendaId))] }
    : undefined
  const collectives = await seancesDe(tx, {
    entiteId: recherche.entiteId,
    du: recherche.du,
    au: recherche.au,
  })
  const trouves: Creneau[] = []
  for (let du = recherche.du; du <= recherche.au; ) {
    // Six weeks answer nearly every search; after that, all the rest at once.
    const au =
      du === recherche.du && ajouterJours(du, FENETRE_JOURS) < recherche.au
        ? ajouterJours(du, FENETRE_JOURS)
        : recherche.au
    const absences = await absencesDe(tx, { entiteId: recherche.entiteId, du, au })
    const occupations = await occupationsDe(tx, recherche.entiteId, du, au, seulement)
    const dureeMinutes = type.collectif ? null : type.dureeMinutes
    const options = {
      plages,
      collectives,
      absences,
      ouvertures,
      occupations,
      du,
      au,
      maintenant: recherche.maintenant,
      dureeMinutes,
    }
    for (const creneau of creneauxLibres({ ...options, complets: recherche.complets ?? false })) {
      // The slot of this very minute is no longer taken (refusDuMoment).
      if (creneau.le === recherche.maintenant.le && creneau.heure <= recherche.maintenant.heure)
        continue
      const apres = recherche.jusqua !== undefined && creneau.le > recherche.jusqua
      if (apres && trouves.length > 0) return trouves
      trouves.push(creneau)
      if (apres || trouves.length >= (recherche.limite ?? Number.POSITIVE_INFINITY)) return trouves
    }
    du = ajouterJours(au, 1)
  }
  return trouves
}
