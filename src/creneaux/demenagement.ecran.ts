import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import * as store from './calendrier.store.ts'

/** How many agendas and ranges would follow a change of place. */
export async function apercuDuDemenagement(
  tx: Tx,
  { deLieuId, le }: { deLieuId: string; le: Jour },
): Promise<{ agendas: number; plages: number }> {
  const plages = await store.plagesDuLieu(tx, deLieuId, le)
  return { agendas: new Set(plages.map(plage => plage.agendaId)).size, plages: plages.length }
}
