import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { lister, type Tranche } from '../platform/liste.ts'

const db = tables<'acces', 'moyens.vAgent'>()

/** Limits passed by accounts that the reader answers for: those that wait, the latest first. */
export const alertesOuvertes = (tx: Tx) =>
  db(tx)
    .selectFrom('acces.alerte as x')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'x.compteId')
    .select(['x.id', 'x.le', 'x.voie', 'x.plafond', 'x.refusees', 'x.accordees', 'x.premiereA', 'x.derniereA', 'a.nomComplet'])
    .where('x.vueA', 'is', null)
    .orderBy('x.derniereA', 'desc')
    .orderBy('x.id')
    .execute()
export type Alerte = Awaited<ReturnType<typeof alertesOuvertes>>[number]

export const alerteParId = (tx: Tx, id: string) =>
  db(tx).selectFrom('acces.alerte').select(['id', 'vueA']).where('id', '=', id).executeTakeFirst()
export const marquerVue = (tx: Tx, id: string, par: string, a: string) =>
  db(tx).updateTable('acces.alerte').set({ vueA: a, vuePar: par }).where('id', '=', id).where('vueA', 'is', null).execute()
/** False once the day has passed. */
export const accorder = async (tx: Tx, id: string, a: string): Promise<boolean> => {
  const { rows } = await sql<{ fait: boolean }>`SELECT acces.accorder(${id}::uuid, ${a}::timestamptz) AS fait`.execute(db(tx))
  return rows[0]?.fait === true
}

/** Look-ups of the accounts that the reader answers for, the latest first: why, and how many people were shown, never the words. */
export const rapprochements = (tx: Tx, compteId: string, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('acces.rapprochement as r')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.compteId')
    .select(['r.id', 'r.a', 'r.motif', 'r.recherches', 'r.montrees', 'r.refuse', 'a.nomComplet'])
    .where('r.compteId', '<>', compteId)
  return lister(requete, { par: [{ par: 'r.a', sens: 'desc' }], cle: ['r.id'] }, tranche)
}
