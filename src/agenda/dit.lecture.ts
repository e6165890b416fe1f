import { derniersDits } from '../messages/index.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { dernierDit } from './dit.rules.ts'
import { chaines } from './dit.store.ts'

type Demandee = { dossierId: string; id: string }
/**
 * The last slot that each person was told of these convocations; none where nothing was told. In
 * two queries, however many they are.
 */
export async function creneauxDits(
  tx: Tx,
  demandees: readonly Demandee[],
): Promise<Map<string, { le: Jour; heure: string }>> {
  if (demandees.length === 0) return new Map()
  const dossierIds = demandees.map(demandee => demandee.dossierId)
  const maillons = await chaines(
    tx,
    dossierIds,
    demandees.map(demandee => demandee.id),
  )
  const dits = new Map(
    (
      await derniersDits(
        tx,
        dossierIds,
        maillons.map(maillon => maillon.id),
      )
    ).map(dernierDit => [dernierDit.objetId, dernierDit]),
  )
  return new Map(
    demandees.flatMap(({ id }) => {
      const dit = dernierDit(
        maillons.filter(maillon => maillon.pour === id),
        dits,
      )
      return dit ? [[id, dit] as const] : []
    }),
  )
}
