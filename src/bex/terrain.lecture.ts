import { occupationsDe } from '../agenda/index.ts'
import {
  type Absence,
  type Creneau,
  creneauxLibres,
  type Occupation,
  type Plage,
} from '../creneaux/index.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { absencesDes, lieuxDes, plagesDes, typesDes } from './terrain.store.ts'

export type Terrain = {
  types: Awaited<ReturnType<typeof typesDes>>
  lieux: Awaited<ReturnType<typeof lieuxDes>>
  plages: Plage[]
  absences: Absence[]
  occupations: Occupation[]
  du: Jour
  au: Jour
}

type Etendue = { entiteIds: string[]; types: readonly string[]; du: Jour; au: Jour }
/** All that free slots are computed from, between two days, for a few entités. */
export async function lireTerrain(
  tx: Tx,
  { entiteIds, types: cles, du, au }: Etendue,
): Promise<Terrain> {
  if (entiteIds.length === 0)
    return { types: [], lieux: [], plages: [], absences: [], occupations: [], du, au }
  const types = await typesDes(tx, entiteIds, cles)
  const lieux = await lieuxDes(tx, entiteIds)
  const plages = await plagesDes(tx, entiteIds, du, au)
  const absences = await absencesDes(tx, entiteIds, du, au)
  const occupations: Occupation[] = []
  for (const entiteId of entiteIds)
    occupations.push(...(await occupationsDe(tx, { entiteId, du, au })))
  return { types, lieux, plages, absences, occupations, du, au }
}

type Demande = {
  entiteId: string
  type: string
  maintenant: { le: Jour; heure: string }
  lieuId?: string | null
  du?: Jour
  limite?: number
  complets?: boolean
}
/** Slots of a type in an entité, in order of day and hour, whoever holds the places. */
export function creneauxDe(terrain: Terrain, demande: Demande): Creneau[] {
  const type = terrain.types.find(x => x.entiteId === demande.entiteId && x.cle === demande.type)
  if (!type) return []
  const siennes = terrain.plages.filter(plage => plage.entiteId === demande.entiteId)
  const plages = siennes.filter(
    plage =>
      plage.types.includes(demande.type) && (!demande.lieuId || plage.lieuId === demande.lieuId),
  )
  const creneaux: Creneau[] = []
  for (const creneau of creneauxLibres({
    plages,
    collectives: siennes.filter(plage => plage.collective),
    absences: terrain.absences,
    ouvertures: terrain.lieux.map(lieu => ({
      ...lieu,
      territoire: lieu.territoire,
      fermeLe: lieu.fermeLe,
    })),
    occupations: terrain.occupations,
    du: demande.du ?? terrain.du,
    au: terrain.au,
    maintenant: demande.maintenant,
    dureeMinutes: type.collectif ? null : type.dureeMinutes,
    complets: demande.complets ?? false,
  })) {
    creneaux.push(creneau)
    if (creneaux.length >= (demande.limite ?? Number.POSITIVE_INFINITY)) break
  }
  return creneaux
}
