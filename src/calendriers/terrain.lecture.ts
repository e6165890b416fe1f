import { occupationsDe } from '../agenda/index.ts'
import {
  absencesDe,
  creneauxLibres,
  lieuxDeLEntite,
  plagesDe,
  seancesDe,
} from '../creneaux/index.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'

/**
 * The ground on which slots stand between two days, read in a fixed number of queries: places,
 * ranges, absences, places taken.
 */
export async function terrain(tx: Tx, entiteId: string, du: Jour, au: Jour) {
  const lieux = await lieuxDeLEntite(tx, entiteId, null)
  const plages = await plagesDe(tx, { entiteId, du, au })
  const collectives = await seancesDe(tx, { entiteId, du, au })
  const absences = await absencesDe(tx, { entiteId, du, au })
  const occupations = await occupationsDe(tx, { entiteId, du, au })
  const ouvertures = lieux.map(lieu => ({
    ...lieu,
    territoire: lieu.territoire,
    fermeLe: lieu.fermeLe,
  }))
  return { lieux, plages, collectives, absences, occupations, ouvertures }
}
export type Terrain = Awaited<ReturnType<typeof terrain>>

type Fenetre = {
  du: Jour
  au: Jour
  maintenant: { le: Jour; heure: string }
  dureeMinutes: number | null
  type?: string
}
/** Slots with room on that ground: of one type when it is given, of all ranges otherwise. */
export const libresSur = ({ plages, ...sol }: Terrain, { type, ...fenetre }: Fenetre) =>
  creneauxLibres({
    ...sol,
    ...fenetre,
    plages: type === undefined ? plages : plages.filter(plage => plage.types.includes(type)),
  })
