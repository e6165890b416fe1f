import { sql } from 'kysely'
import { constante, constantes, type Tx, tables } from '../platform/db/index.ts'
import type { Etat } from './etat.rules.ts'
import { ISSUES } from './issue.store.ts'

const db = tables<'agenda', 'moyens.vAgent'>()

type Evenement = {
  dossierId: string
  convocationId: string
  etat: string
  par: string
  motif: string | null
  detail?: object | undefined
  cause?: 'acte' | 'cloture' | 'entretien' | 'remise' | undefined
  causeId?: string | undefined
}
export async function changerEtat(
  tx: Tx,
  evenement: Evenement & { etat: Etat },
): Promise<{ id: string }> {
  await db(tx)
    .updateTable('agenda.convocation')
    .set(eb => ({ etat: evenement.etat, version: eb('version', '+', 1) }))
    .where('dossierId', '=', evenement.dossierId)
    .where('id', '=', evenement.convocationId)
    .execute()
  return noterEtat(tx, evenement)
}
export const noterEtat = (tx: Tx, evenement: Evenement) =>
  db(tx)
    .insertInto('agenda.etatDeConvocation')
    .values({ ...evenement, detail: evenement.detail ? JSON.stringify(evenement.detail) : null })
    .returning('id')
    .executeTakeFirstOrThrow()

export const historique = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('agenda.etatDeConvocation as e')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'e.par')
    .select(['e.etat', 'e.a', 'e.motif', 'e.detail', 'a.nomComplet'])
    .where('e.dossierId', '=', dossierId)
    .where('e.convocationId', '=', id)
    .orderBy('e.a')
    .orderBy('e.id')
    .execute()

/**
 * Has somebody of another entité already changed or received it? To say which measure it serves, or
 * what a fact since undone did, is neither.
 */
export const repriseParUnAutre = async (
  tx: Tx,
  dossierId: string,
  id: string,
  entiteId: string,
): Promise<boolean> =>
  (await db(tx)
    .selectFrom('agenda.etatDeConvocation as e')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'e.par')
    .select('e.etat')
    .where('e.dossierId', '=', dossierId)
    .where('e.convocationId', '=', id)
    .where('e.etat', 'in', constantes('modifiee', 'gardee', 'arrivee', ...ISSUES))
    .where('e.etat', '<>', constante('prevue'))
    .where('e.causeId', 'is', null)
    .where(
      sql<boolean>`coalesce(a.service_id, a.juridiction_id) IS DISTINCT FROM ${entiteId}::uuid`,
    )
    .limit(1)
    .executeTakeFirst()) !== undefined
