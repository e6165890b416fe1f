import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { lister, nomFrancais, type Tranche } from '../platform/liste.ts'

const db = tables<'acces', 'moyens.vAgent'>()
const lues = ['x.id', 'x.compteId', 'x.le', 'x.voie', 'x.plafond', 'x.refusees', 'x.accordees', 'x.nombre', 'x.derniereA'] as const

/** Limits passed, and imports to look at, of accounts that the reader answers for: those that wait, the latest first. */
export const alertesOuvertes = (tx: Tx) =>
  db(tx)
    .selectFrom('acces.alerte as x')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'x.compteId')
    .select([...lues, 'a.nomComplet'])
    .where('x.vueA', 'is', null)
    .orderBy('x.derniereA', 'desc')
    .orderBy('x.id')
    .execute()
export type Alerte = Awaited<ReturnType<typeof alertesOuvertes>>[number]

/** Those that somebody has decided of, the latest decision first: what, by whom, when. */
export const alertesDecidees = (tx: Tx, tranche: Tranche) => {
  const requete = db(tx)
    .selectFrom('acces.alerte as x')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'x.compteId')
    .innerJoin('moyens.vAgent as d', 'd.agentId', 'x.vuePar')
    .select([...lues, 'x.vueA', 'a.nomComplet', 'd.nomComplet as decideePar'])
  return lister(requete, { par: [{ par: 'x.vueA', sens: 'desc' }], cle: ['x.id'] }, tranche)
}
export type AlerteDecidee = Awaited<ReturnType<typeof alertesDecidees>>['lignes'][number]

export const alerteParId = (tx: Tx, id: string) =>
  db(tx).selectFrom('acces.alerte').select(['id', 'vueA', 'refusees']).where('id', '=', id).executeTakeFirst()
export const marquerVue = (tx: Tx, id: string, par: string, a: string) =>
  db(tx).updateTable('acces.alerte').set({ vueA: a, vuePar: par }).where('id', '=', id).where('vueA', 'is', null).execute()
/** False once the day has passed. */
export const accorder = async (tx: Tx, id: string, a: string): Promise<boolean> => {
  const { rows } = await sql<{ fait: boolean }>`SELECT acces.accorder(${id}::uuid, ${a}::timestamptz) AS fait`.execute(db(tx))
  return rows[0]?.fait === true
}

/** Those of the reader are read in their own journal. */
const siennes = (tx: Tx, compteId: string) =>
  db(tx)
    .selectFrom('acces.rapprochement as r')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.compteId')
    .where('r.compteId', '<>', compteId)
/** Who looked for somebody, among the accounts that the reader answers for. */
export const quiACherche = (tx: Tx, compteId: string) =>
  siennes(tx, compteId)
    .select(['a.agentId', 'a.nomComplet', 'a.nom', 'a.prenom'])
    .groupBy(['a.agentId', 'a.nomComplet', 'a.nom', 'a.prenom'])
    .orderBy(nomFrancais('a.nom'))
    .orderBy(nomFrancais('a.prenom'))
    .orderBy('a.agentId')
    .execute()
/** Look-ups of these accounts, the latest first: why, and how many people were shown, never the words. Days are those of where each works. */
export const rapprochements = (tx: Tx, compteId: string, f: { agent: string; du: string | null; au: string | null }, tranche: Tranche) => {
  let requete = siennes(tx, compteId).select(['r.id', 'r.a', 'r.motif', 'r.recherches', 'r.montrees', 'r.refuse', 'a.nomComplet'])
  if (f.agent) requete = requete.where('r.compteId', '=', f.agent)
  if (f.du) requete = requete.where('r.le', '>=', f.du)
  if (f.au) requete = requete.where('r.le', '<=', f.au)
  return lister(requete, { par: [{ par: 'r.a', sens: 'desc' }], cle: ['r.id'] }, tranche)
}
