import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'mesures'>()

export const obligationsDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vObligation')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .orderBy('rang')
    .orderBy('obligationId')
    .execute()
export type Obligation = Awaited<ReturnType<typeof obligationsDuDossier>>[number]
export const obligationsDeLaMesure = async (tx: Tx, dossierId: string, mesureId: string) =>
  (await obligationsDuDossier(tx, dossierId)).filter(obligation => obligation.mesureId === mesureId)
export const leverObligations = (
  tx: Tx,
  {
    dossierId,
    mesureId,
    ids,
    leveeLe,
    acteId,
  }: { dossierId: string; mesureId: string; ids: string[]; leveeLe: Jour; acteId: string },
) =>
  ids.length === 0
    ? Promise.resolve([])
    : db(tx)
        .updateTable('mesures.obligation')
        .set({ leveeLe, leveeParActeId: acteId })
        .where('dossierId', '=', dossierId)
        .where('mesureId', '=', mesureId)
        .where('id', 'in', ids)
        // One that an annulled act had lifted still stands.
        .where(eb =>
          eb(
            'id',
            'in',
            eb
              .selectFrom('mesures.vObligation as v')
              .select('v.obligationId')
              .where('v.dossierId', '=', dossierId)
              .where('v.leveeLe', 'is', null),
          ),
        )
        .execute()
export const insererObligations = (
  tx: Tx,
  lignes: {
    dossierId: string
    mesureId: string
    article: string | null
    libelle: string
    precisions: string | null
    rang: number
    acteId?: string
  }[],
) =>
  lignes.length
    ? db(tx).insertInto('mesures.obligation').values(lignes).execute()
    : Promise.resolve([])
