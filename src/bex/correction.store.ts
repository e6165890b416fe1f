import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Changement, Dit } from './correction.rules.ts'

const db = tables<'bex', 'moyens.vAgent' | 'moyens.vJuridiction'>()

/**
 * One remise, locked, whether it was withdrawn or not: two corrections come one after the other.
 */
export const verrouillerRemise = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('bex.remise as r')
    .leftJoin('bex.retrait as t', jointure =>
      jointure.onRef('t.dossierId', '=', 'r.dossierId').onRef('t.remiseId', '=', 'r.id'),
    )
    .select([
      'r.id',
      'r.version',
      'r.juridictionId',
      'r.convocationId',
      'r.secondeConvocationId',
      'r.remplis',
    ])
    .select([
      'r.audienceLe',
      'r.numeroParquet',
      'r.decision',
      'r.decisionRemise',
      'r.piecesManquantes',
      'r.precisions',
    ])
    .select(eb => eb('t.remiseId', 'is not', null).$castTo<boolean>().as('retiree'))
    .where('r.dossierId', '=', dossierId)
    .where('r.id', '=', id)
    .forUpdate('r')
    .executeTakeFirst()

/** Decisions that the other remises of a person name, the withdrawn ones left out. */
export const autresDecisions = (tx: Tx, dossierId: string, sauf: string) =>
  db(tx)
    .selectFrom('bex.vRemise')
    .select(['audienceLe as le', 'juridictionId', 'numeroParquet'])
    .where('dossierId', '=', dossierId)
    .where('remiseId', '<>', sauf)
    .orderBy('remiseId')
    .execute()

type Qui = { dossierId: string; remiseId: string; par: string; a: string; motif: string }
type Dite = {
  audienceLe: Jour
  numeroParquet: string | null
  decision: string | null
  decisionRemise: boolean
  piecesManquantes: string | null
  precisions: string | null
  version: number
}
export async function corriger(
  tx: Tx,
  { dossierId, remiseId, par, a: instant, motif }: Qui,
  dite: Dite,
  { avant, apres }: Changement,
) {
  await db(tx)
    .updateTable('bex.remise')
    .set(dite)
    .where('dossierId', '=', dossierId)
    .where('id', '=', remiseId)
    .execute()
  const histoire = { avant: JSON.stringify(avant), apres: JSON.stringify(apres) }
  await db(tx)
    .insertInto('bex.correction')
    .values({ dossierId, remiseId, motif, corrigeePar: par, a: instant, ...histoire })
    .execute()
}
export const retirer = (tx: Tx, { dossierId, remiseId, par, a: instant, motif }: Qui) =>
  db(tx)
    .insertInto('bex.retrait')
    .values({ dossierId, remiseId, motif, retireePar: par, a: instant })
    .execute()

export type LigneDHistoire = {
  genre: 'correction' | 'retrait'
  remiseId: string
  audienceLe: Jour
  juridictionNom: string
  avant: Dit
  apres: Dit
  motif: string
  parNom: string
  a: string
}
/**
 * What was corrected or withdrawn of the remises of a person, the latest first, as one value of
 * another query.
 */
export const histoireSql = (dossierId: string) => sql<LigneDHistoire[]>`(
  SELECT coalesce(json_agg(ligne), '[]') FROM (
    SELECT h.genre, h.remise_id AS "remiseId", r.audience_le AS "audienceLe",
      j.nom AS "juridictionNom", h.avant, h.apres, h.motif, g.nom_complet AS "parNom", h.a
    FROM (SELECT 'correction' AS genre, dossier_id, remise_id, avant, apres, motif,
      corrigee_par AS par, a FROM bex.correction
          UNION ALL SELECT 'retrait', dossier_id, remise_id, '{}', '{}', motif, retiree_par, a
          FROM bex.retrait) h
    JOIN bex.remise r ON r.dossier_id = h.dossier_id AND r.id = h.remise_id
    JOIN moyens.v_juridiction j USING (juridiction_id) JOIN moyens.v_agent g ON g.agent_id = h.par
    WHERE h.dossier_id = ${dossierId} ORDER BY h.a DESC, h.remise_id) ligne)`
