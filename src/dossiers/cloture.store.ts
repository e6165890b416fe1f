import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'dossiers', 'moyens.vAgent'>()

export async function cloturer(
  tx: Tx,
  dossierId: string,
  donnees: { id: string; closeA: string; closePar: string; motif: string },
) {
  await db(tx)
    .updateTable('dossiers.dossier')
    .set({ closA: donnees.closeA })
    .where('dossierId', '=', dossierId)
    .execute()
  await db(tx)
    .insertInto('dossiers.cloture')
    .values({ dossierId, ...donnees })
    .execute()
}
/** Opens it again, and says which closing this ends. */
type Reouverture = {
  par: string
  a: string
  motif: string
  causeId?: string
  priseAvantId?: string | null
}
export async function rouvrir(
  tx: Tx,
  dossierId: string,
  reouverture: Reouverture,
): Promise<{ id: string }> {
  await db(tx)
    .updateTable('dossiers.dossier')
    .set({ closA: null })
    .where('dossierId', '=', dossierId)
    .execute()
  return db(tx)
    .updateTable('dossiers.cloture')

    .set({
      rouverteA: reouverture.a,
      rouvertePar: reouverture.par,
      motifReouverture: reouverture.motif,
    })
    .set({
      rouverteCauseId: reouverture.causeId ?? null,
      priseAvantId: reouverture.priseAvantId ?? null,
    })
    .where('dossierId', '=', dossierId)
    .where('rouverteA', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow()
}

type ReouvertureLue = {
  clotureId: string
  closeA: string
  motif: string
  priseAvantId: string | null
  reprise: boolean
}
/**
 * The closing that this convocation of a hearing ended, while the dossier is open; `reprise`:
 * something else was written there since.
 */
export const reouverturePar = async (
  tx: Tx,
  dossierId: string,
  convocationId: string,
): Promise<ReouvertureLue | undefined> =>
  (
    await sql<ReouvertureLue>`
      SELECT cloture_id AS "clotureId", close_a AS "closeA", motif,
        prise_avant_id AS "priseAvantId", reprise
      FROM dossiers.reouverture_par(${dossierId}, ${convocationId})`.execute(db(tx))
  ).rows[0]
/** As if it had never been opened again. */
export async function refermer(tx: Tx, dossierId: string, { clotureId, closeA }: ReouvertureLue) {
  await db(tx)
    .updateTable('dossiers.cloture')
    .set({
      rouverteA: null,
      rouvertePar: null,
      motifReouverture: null,
      rouverteCauseId: null,
      priseAvantId: null,
    })
    .where('dossierId', '=', dossierId)
    .where('id', '=', clotureId)
    .execute()
  await db(tx)
    .updateTable('dossiers.dossier')
    .set({ closA: closeA })
    .where('dossierId', '=', dossierId)
    .execute()
}

/** Each closing, and what opened the dossier again: who, when and why. */
export const clotures = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.cloture as c')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'c.closePar')
    .leftJoin('moyens.vAgent as b', 'b.agentId', 'c.rouvertePar')
    .select([
      'c.id',
      'c.closeA',
      'c.motif',
      'c.rouverteA',
      'c.motifReouverture',
      'a.nomComplet',
      'b.nomComplet as rouvertParNom',
    ])
    .where('c.dossierId', '=', dossierId)
    .orderBy('c.closeA', 'desc')
    .orderBy('c.id')
    .execute()
