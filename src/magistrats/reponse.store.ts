import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { passer } from './magistrats.store.ts'

const db = tables<'magistrats', 'moyens.vAgent'>()

export const insererReponse = (
  tx: Tx,
  r: {
    dossierId: string
    rapportId: string
    magistratId: string
    sens: string
    texte: string
    pourLe: string | null
    echeancePrecedente: string | null
  },
) => db(tx).insertInto('magistrats.reponse').values(r).execute()
/** The saisine is in the hands of the SPIP again, for another day; what that day was stays with the answer, what closed it with the movement. */
export async function rouvrirSaisine(tx: Tx, s: { dossierId: string; saisineId: string; echeanceLe: string; par: string }): Promise<void> {
  const { dossierId, saisineId, echeanceLe, par } = s
  const avant = await db(tx)
    .selectFrom('magistrats.saisine')
    .select(['closeA', 'closeMotif'])
    .where('dossierId', '=', dossierId)
    .where('id', '=', saisineId)
    .executeTakeFirstOrThrow()
  await db(tx)
    .updateTable('magistrats.saisine')
    .set({ echeanceLe, closeA: null, closeMotif: null, closePar: null })
    .where('dossierId', '=', dossierId)
    .where('id', '=', saisineId)
    .execute()
  if (!avant.closeA)
    return passer(tx, { dossierId, saisineId, detenteur: 'spip', precision: null, motif: 'Complément demandé', passeePar: par })
  const motif = `Complément demandé ; la demande était close : ${avant.closeMotif ?? 'sans motif'}`
  await db(tx)
    .insertInto('magistrats.detention')
    .values({ dossierId, saisineId, detenteur: 'spip', motif, depuisA: sql<string>`clock_timestamp()`, passeePar: par })
    .execute()
}
export const lierALaSaisine = (tx: Tx, dossierId: string, rapportId: string, saisineId: string) =>
  db(tx).updateTable('magistrats.rapport').set({ saisineId }).where('dossierId', '=', dossierId).where('id', '=', rapportId).execute()
/** All that the magistrate answered, round after round. */
export const reponses = (tx: Tx, dossierId: string, rapportId: string) =>
  db(tx)
    .selectFrom('magistrats.reponse as r')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.magistratId')
    .select(['r.id', 'r.sens', 'r.texte', 'r.pourLe', 'r.echeancePrecedente', 'r.reponduA', 'a.nomComplet'])
    .where('r.dossierId', '=', dossierId)
    .where('r.rapportId', '=', rapportId)
    .orderBy('r.reponduA')
    .orderBy('r.id')
    .execute()
