import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, type Mot, type Tx, tables } from '../platform/db/index.ts'
import { mouvement } from './magistrats.store.ts'
import { passer } from './saisine.store.ts'

const db = tables<'magistrats', 'moyens.vAgent'>()

export const insererReponse = (
  tx: Tx,
  reponse: {
    dossierId: string
    rapportId: string
    magistratId: string
    sens: string
    texte: string
    pourLe: Jour | null
    echeancePrecedente: Jour | null
    closePrecedenteA: string | null
    closePrecedenteMotif: string | null
    closePrecedentePar: string | null
  },
) => db(tx).insertInto('magistrats.reponse').values(reponse).execute()
type Reouverture = {
  dossierId: string
  saisineId: string
  echeanceLe: Jour
  par: string
  detenteur: 'spip' | 'juridiction'
  motif: string
}
/**
 * The saisine is in somebody's hands again, for a day; what that day was stays with the answer,
 * what closed it with the movement.
 */
export async function rouvrirSaisine(tx: Tx, reouverture: Reouverture): Promise<void> {
  const { dossierId, saisineId, echeanceLe, par, detenteur } = reouverture
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
    return passer(tx, {
      dossierId,
      saisineId,
      detenteur,
      precision: null,
      motif: reouverture.motif,
      passeePar: par,
    })
  const motif = `${reouverture.motif} ; la demande était close : ${avant.closeMotif ?? 'sans motif'}`
  await db(tx)
    .insertInto('magistrats.detention')
    .values({
      dossierId,
      saisineId,
      detenteur,
      motif,
      depuisA: sql<string>`clock_timestamp()`,
      passeePar: par,
    })
    .execute()
}
export const lierALaSaisine = (tx: Tx, dossierId: string, rapportId: string, saisineId: string) =>
  db(tx)
    .updateTable('magistrats.rapport')
    .set({ saisineId })
    .where('dossierId', '=', dossierId)
    .where('id', '=', rapportId)
    .execute()
/** All that the magistrate answered, round after round, what was taken back included. */
export const reponses = (tx: Tx, dossierId: string, rapportId: string) =>
  db(tx)
    .selectFrom('magistrats.reponse as r')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.magistratId')
    .leftJoin('moyens.vAgent as q', 'q.agentId', 'r.retireePar')
    .select([
      'r.id',
      'r.sens',
      'r.texte',
      'r.pourLe',
      'r.echeancePrecedente',
      'r.reponduA',
      'r.magistratId',
      'a.nomComplet',
    ])
    .select(['r.closePrecedenteA', 'r.closePrecedenteMotif', 'r.closePrecedentePar'])
    .select(['r.retireeA', 'r.retireeMotif', 'q.nomComplet as retireeParNom'])
    .where('r.dossierId', '=', dossierId)
    .where('r.rapportId', '=', rapportId)
    .orderBy('r.reponduA')
    .orderBy('r.id')
    .execute()
export type Reponse = Awaited<ReturnType<typeof reponses>>[number]

type Retrait = {
  dossierId: string
  rapportId: string
  reponseId: string
  etat: Mot<'magistrats.rapport', 'etat'>
  motif: string
  par: string
  a: string
}
/** The answer has no effect any more, and stays; the report is as it was before it. */
export async function retirerReponse(
  tx: Tx,
  { dossierId, rapportId, reponseId, etat, motif, par, a: instant }: Retrait,
): Promise<void> {
  await db(tx)
    .updateTable('magistrats.reponse')
    .set({ retireeA: instant, retireePar: par, retireeMotif: motif })
    .where('dossierId', '=', dossierId)
    .where('id', '=', reponseId)
    .execute()
  await db(tx)
    .updateTable('magistrats.rapport')
    .set({ etat })
    .where('dossierId', '=', dossierId)
    .where('id', '=', rapportId)
    .execute()
  await mouvement(tx, { dossierId, rapportId, etat: 'reponse_retiree', par, motif })
}
/**
 * What was asked in addition for one request, as it stands, the first asked first; a juridiction
 * sees its own.
 */
export const complements = (
  tx: Tx,
  dossierId: string,
  saisineId: string,
  juridictionId: string | null,
) => {
  const requete = db(tx)
    .selectFrom('magistrats.reponse as p')
    .innerJoin('magistrats.rapport as r', jointure =>
      jointure.onRef('r.dossierId', '=', 'p.dossierId').onRef('r.id', '=', 'p.rapportId'),
    )
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'p.magistratId')
    .select([
      'p.dossierId',
      'p.rapportId',
      'r.titre',
      'p.texte',
      'p.pourLe',
      'p.reponduA',
      'a.nomComplet',
    ])
    .where('p.dossierId', '=', dossierId)
    .where('r.saisineId', '=', saisineId)
    .where('p.sens', '=', constante('complement'))
    .where('p.retireeA', 'is', null)
    .orderBy('p.reponduA')
    .orderBy('p.id')
  return (juridictionId ? requete.where('r.juridictionId', '=', juridictionId) : requete).execute()
}
export type Complement = Awaited<ReturnType<typeof complements>>[number]
