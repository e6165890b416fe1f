import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { casesDeCondamnation } from './condamnation.rules.ts'
import type { FaitsEcrits } from './correction.rules.ts'
import type { Referentiel } from './definition.rules.ts'
import type { fondementEcrit } from './fondement.rules.ts'

const db = tables<'mesures', 'moyens.vAgent' | 'moyens.vJuridiction'>()

/** The facts of a measure that a person records: each may be corrected. */
export type FaitsSaisis = FaitsEcrits & { referentiel: Referentiel }
type FondementEcrit = ReturnType<typeof fondementEcrit>
type Correction = {
  dossierId: string
  mesureId: string
  motif: string
  corrigeePar: string
  avant: object
  apres: object
}

/** A measure as it was recorded and corrected, before its acts. */
export const faitsSaisis = (tx: Tx, dossierId: string, mesureId: string) =>
  db(tx)
    .selectFrom('mesures.mesure as m')
    .innerJoin('mesures.vMesure as v', jointure =>
      jointure.onRef('v.dossierId', '=', 'm.dossierId').onRef('v.mesureId', '=', 'm.id'),
    )
    .select([
      'm.nature',
      'm.referentiel',
      'm.juridictionId',
      'm.numeroParquet',
      'm.decisionLe',
      'm.debutLe',
      'm.finLe',
      'm.dureeMois',
    ])
    .select([
      'm.heures',
      'm.palier',
      'm.faitsLe',
      'm.notifieeLe',
      'm.executionProvisoire',
      'm.precisions',
      'm.version',
    ])
    .select([
      'm.peineMois',
      'm.casPermis',
      ...casesDeCondamnation.map(fait => `m.${fait}` as const),
    ])
    .where('m.dossierId', '=', dossierId)
    .where('m.id', '=', mesureId)
    .executeTakeFirst()

/** What the former values were is kept beside the new ones, with who and why. */
export const noterCorrection = (
  tx: Tx,
  { avant, apres, ...reste }: Correction & { obligationId?: string } & Partial<FondementEcrit>,
) =>
  db(tx)
    .insertInto('mesures.correction')
    .values({ ...reste, avant: JSON.stringify(avant), apres: JSON.stringify(apres) })
    .execute()
/** False when somebody corrected it since `version` was shown. */
export async function changerMesure(
  tx: Tx,
  mesure: { dossierId: string; mesureId: string; version: number },
  champs: Partial<FaitsSaisis>,
): Promise<boolean> {
  const { numUpdatedRows } = await db(tx)
    .updateTable('mesures.mesure')
    .set({ ...champs, version: mesure.version + 1 })
    .where('dossierId', '=', mesure.dossierId)
    .where('id', '=', mesure.mesureId)
    .where('version', '=', mesure.version)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
/** Terms of the acts follow the corrected facts. */
export const deplacerLesTermes = (
  tx: Tx,
  dossierId: string,
  termes: { id: string; termeLe: Jour | null }[],
) =>
  termes.length === 0
    ? Promise.resolve()
    : sql`UPDATE mesures.acte a SET terme_le = t."termeLe"
      FROM jsonb_to_recordset(${JSON.stringify(termes)}::jsonb) AS t(id uuid, "termeLe" date)
        WHERE a.dossier_id = ${dossierId} AND a.id = t.id`.execute(db(tx))

export const corrigerObligation = (
  tx: Tx,
  dossierId: string,
  id: string,
  precisions: string | null,
) =>
  db(tx)
    .updateTable('mesures.obligation')
    .set({ precisions })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .execute()

type Cible = { dossierId: string; mesureId: string; obligationId?: string | null }
export const insererRetrait = (
  tx: Tx,
  retrait: Cible & { motif: string; retirePar: string } & Partial<FondementEcrit>,
) => db(tx).insertInto('mesures.retrait').values(retrait).returning('id').executeTakeFirstOrThrow()
/** Ends the withdrawal that stands; undefined when there is none. */
export const remettre = (tx: Tx, retrait: Cible & { motif: string; par: string }) =>
  db(tx)
    .updateTable('mesures.retrait')
    .set({ remisA: sql`now()`, remisPar: retrait.par, remisMotif: retrait.motif })
    .where('dossierId', '=', retrait.dossierId)
    .where('mesureId', '=', retrait.mesureId)
    .where('obligationId', retrait.obligationId ? '=' : 'is', retrait.obligationId ?? null)
    .where('remisA', 'is', null)
    .returning('id')
    .executeTakeFirst()
/**
 * An obligation of this article that was withdrawn from the measure: to tick it again gives it
 * back; not one that an annulled act had brought.
 */
export const obligationRetiree = (tx: Tx, dossierId: string, mesureId: string, article: string) =>
  db(tx)
    .selectFrom('mesures.retrait as r')
    .innerJoin('mesures.obligation as o', jointure =>
      jointure.onRef('o.dossierId', '=', 'r.dossierId').onRef('o.id', '=', 'r.obligationId'),
    )
    .leftJoin('mesures.acte as a', jointure =>
      jointure.onRef('a.dossierId', '=', 'o.dossierId').onRef('a.id', '=', 'o.acteId'),
    )
    .select(['o.id', 'o.precisions'])
    .where('r.dossierId', '=', dossierId)
    .where('r.mesureId', '=', mesureId)
    .where('r.remisA', 'is', null)
    .where('o.article', '=', article)
    .where('a.annuleA', 'is', null)
    .orderBy('r.retireA', 'desc')
    .orderBy('r.id')
    .executeTakeFirst()

/** Measures of a dossier that were withdrawn, for those who may give them back. */
export const mesuresRetirees = (tx: Tx, dossierId: string, mesureId?: string) => {
  const requete = db(tx)
    .selectFrom('mesures.retrait as r')
    .innerJoin('mesures.mesure as m', jointure =>
      jointure.onRef('m.dossierId', '=', 'r.dossierId').onRef('m.id', '=', 'r.mesureId'),
    )
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'm.juridictionId')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'r.retirePar')
    .select(['r.dossierId', 'r.mesureId', 'r.motif', 'r.retireA', 'a.nomComplet as retireParNom'])
    .select([
      'm.nature',
      'm.decisionLe',
      'm.juridictionId',
      'm.numeroParquet',
      'j.nom as juridictionNom',
    ])
    .where('r.dossierId', '=', dossierId)
    .where('r.obligationId', 'is', null)
    .where('r.remisA', 'is', null)
    .orderBy('r.retireA', 'desc')
    .orderBy('r.id')
  return (mesureId ? requete.where('r.mesureId', '=', mesureId) : requete).execute()
}
/** Corrections and withdrawals of a measure, the latest first: its history. */
export async function correctionsDeLaMesure(tx: Tx, dossierId: string, mesureId: string) {
  const corrections = await db(tx)
    .selectFrom('mesures.correction as c')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'c.corrigeePar')
    .leftJoin('mesures.obligation as o', jointure =>
      jointure.onRef('o.dossierId', '=', 'c.dossierId').onRef('o.id', '=', 'c.obligationId'),
    )
    .select([
      'c.id',
      'c.corrigeeA as a',
      'c.motif',
      'c.avant',
      'c.apres',
      'a.nomComplet',
      'o.libelle as obligation',
      'o.article',
    ])
    .select(['c.fondement', 'c.rectificationNumero', 'c.rectificationLe'])
    .where('c.dossierId', '=', dossierId)
    .where('c.mesureId', '=', mesureId)
    .orderBy('c.corrigeeA', 'desc')
    .orderBy('c.id')
    .execute()
  const retraits = await db(tx)
    .selectFrom('mesures.retrait as r')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'r.retirePar')
    .leftJoin('moyens.vAgent as b', 'b.agentId', 'r.remisPar')
    .leftJoin('mesures.obligation as o', jointure =>
      jointure.onRef('o.dossierId', '=', 'r.dossierId').onRef('o.id', '=', 'r.obligationId'),
    )
    .select([
      'r.id',
      'r.retireA',
      'r.motif',
      'r.remisA',
      'r.remisMotif',
      'a.nomComplet',
      'b.nomComplet as remisParNom',
    ])
    .select([
      'o.libelle as obligation',
      'o.article',
      'r.fondement',
      'r.rectificationNumero',
      'r.rectificationLe',
    ])
    .where('r.dossierId', '=', dossierId)
    .where('r.mesureId', '=', mesureId)
    .orderBy('r.retireA', 'desc')
    .orderBy('r.id')
    .execute()
  return { corrections, retraits }
}
