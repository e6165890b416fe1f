import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDeLActe } from './acte-saisi.rules.ts'
import { libelleDeNature } from './mesure.rules.ts'
import * as store from './mesure.store.ts'

const DECES = 'deces'
export type AutreMesure = { dossierId: string; mesureId: string; nom: string; refus: Refusal[] }
/** Somebody dies once: their other measures that still run, and what keeps whoever records the death from recording it on each. */
export async function autresAuDeces(
  tx: Tx,
  { acteur, aujourdhui }: Context,
  { dossierId, mesureId, le }: { dossierId: string; mesureId: string; le: Jour },
): Promise<AutreMesure[]> {
  const autres: AutreMesure[] = []
  for (const m of await store.mesuresDuDossier(tx, dossierId)) {
    if (m.mesureId === mesureId || m.finieLe) continue
    const suivie = { ...m, actes: await store.actesDuDossier(tx, dossierId, m.mesureId) }
    const refus = refusDeLActe(acteur, suivie, { acte: DECES, le, auteur: 'loi' }, { enVigueur: [], aujourdhui })
    autres.push({ dossierId, mesureId: m.mesureId, nom: libelleDeNature(m.nature, m.decisionLe), refus })
  }
  return autres
}
