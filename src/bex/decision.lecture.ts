import { type Decision, memeDecision } from '../mesures/index.ts'
import type { Tx } from '../platform/db/index.ts'
import * as store from './audience.store.ts'

/** The measures of this decision, recorded. */
export const mesuresDe = async (tx: Tx, dossierId: string, decision: Decision) =>
  (await store.mesuresDecideesLe(tx, dossierId, decision.le)).filter(ligne =>
    memeDecision(decision, {
      le: ligne.decisionLe,
      juridictionId: ligne.juridictionId ?? '',
      numeroParquet: ligne.numeroParquet,
    }),
  )
export const dejaMesuree = async (
  tx: Tx,
  dossierId: string,
  decision: Decision,
): Promise<boolean> => (await mesuresDe(tx, dossierId, decision)).length > 0
