import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'dossiers', 'moyens.vAgent'>()

export async function cloturer(tx: Tx, dossierId: string, c: { id: string; closeA: string; closePar: string; motif: string }) {
  await db(tx).updateTable('dossiers.dossier').set({ closA: c.closeA }).where('dossierId', '=', dossierId).execute()
  await db(tx)
    .insertInto('dossiers.cloture')
    .values({ dossierId, ...c })
    .execute()
}
/** Opens it again, and says which closing this ends. */
export async function rouvrir(tx: Tx, dossierId: string, r: { par: string; a: string; motif: string }): Promise<{ id: string }> {
  await db(tx).updateTable('dossiers.dossier').set({ closA: null }).where('dossierId', '=', dossierId).execute()
  return db(tx)
    .updateTable('dossiers.cloture')
    .set({ rouverteA: r.a, rouvertePar: r.par, motifReouverture: r.motif })
    .where('dossierId', '=', dossierId)
    .where('rouverteA', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow()
}

/** Each closing, and what opened the dossier again: who, when and why. */
export const clotures = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.cloture as c')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'c.closePar')
    .leftJoin('moyens.vAgent as b', 'b.agentId', 'c.rouvertePar')
    .select(['c.id', 'c.closeA', 'c.motif', 'c.rouverteA', 'c.motifReouverture', 'a.nomComplet', 'b.nomComplet as rouvertParNom'])
    .where('c.dossierId', '=', dossierId)
    .orderBy('c.closeA', 'desc')
    .orderBy('c.id')
    .execute()
