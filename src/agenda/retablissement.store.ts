import { sql } from 'kysely'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import type { Champs } from './convocation.store.ts'
import { ISSUES } from './issue.store.ts'

const db = tables<'agenda'>()

/**
 * Cancelled convocations whose present outcome is the doing of this fact, in their order; a line
 * that is no outcome says nothing of it.
 */
export const annuleesPar = (tx: Tx, dossierId: string, causeId: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('agenda.etatDeConvocation as e', jointure =>
      jointure
        .onRef('e.dossierId', '=', 'c.dossierId')
        .onRef('e.convocationId', '=', 'c.id')
        .on('e.causeId', '=', causeId),
    )
    .select('c.id')
    .where('c.dossierId', '=', dossierId)
    .where('c.etat', '=', constante('annulee'))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('agenda.etatDeConvocation as x')
            .select('x.id')
            .whereRef('x.dossierId', '=', 'e.dossierId')
            .whereRef('x.convocationId', '=', 'e.convocationId')
            .where('x.etat', 'in', ISSUES)
            .where(sql<boolean>`(x.a, x.id) > (e.a, e.id)`),
        ),
      ),
    )
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy('c.id')
    .execute()
/**
 * Convocations that this fact had cancelled and its undoing gave back, to which nothing has
 * happened since.
 */
export async function renduesDe(tx: Tx, dossierId: string, causeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT convocation_id AS id FROM (
      SELECT convocation_id, etat, row_number() OVER du_dernier AS rang,
        lead(cause_id) OVER du_dernier AS cause_d_avant
      FROM agenda.etat_de_convocation WHERE dossier_id = ${dossierId} AND etat <> 'rattachee'
      WINDOW du_dernier AS (PARTITION BY convocation_id ORDER BY a DESC, id DESC)) histoire
    WHERE rang = 1 AND etat = 'prevue' AND cause_d_avant = ${causeId}
    ORDER BY convocation_id`.execute(db(tx))
  return rows.map(ligne => ligne.id)
}
/** Back among those to come, in the place that is given. */
export const redevenirPrevue = (
  tx: Tx,
  donnees: { dossierId: string; convocationId: string; champs: Partial<Champs> },
) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set(eb => ({ ...donnees.champs, etat: 'prevue', version: eb('version', '+', 1) }))
    .where('dossierId', '=', donnees.dossierId)
    .where('id', '=', donnees.convocationId)
    .where('etat', '<>', constante('prevue'))
    .returning('id')
    .executeTakeFirst()
