import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import type { CasesDites } from './condamnation.rules.ts'
import type { Referentiel } from './definition.rules.ts'
import type { FinDuSuivi } from './mesure.faits.ts'

const db = tables<'mesures', 'moyens.vAgent' | 'moyens.vJuridiction'>()

export const mesuresDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('mesures.vMesure as m')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'm.juridictionId')
    .selectAll('m')
    .select('j.nom as juridictionNom')
    .where('m.dossierId', '=', dossierId)
    .orderBy('m.debutLe', 'desc')
    .orderBy('m.mesureId')
    .execute()
export const mesuresDesDossiers = (tx: Tx, dossierIds: string[]) =>
  dossierIds.length === 0
    ? Promise.resolve([])
    : db(tx)
        .selectFrom('mesures.vMesure')
        .select(['dossierId', 'nature', 'decisionLe', 'debutLe'])
        .where('dossierId', 'in', dossierIds)
        .execute()
export const mesureParId = (tx: Tx, dossierId: string, mesureId: string) =>
  db(tx)
    .selectFrom('mesures.vMesure as m')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'm.juridictionId')
    .selectAll('m')
    .select('j.nom as juridictionNom')
    .where('m.dossierId', '=', dossierId)
    .where('m.mesureId', '=', mesureId)
    .executeTakeFirst()
export type Mesure = NonNullable<Awaited<ReturnType<typeof mesureParId>>>
/** The function and the juridiction of who recorded a measure. */
export const saisieParQui = (tx: Tx, dossierId: string, mesureId: string) =>
  db(tx)
    .selectFrom('mesures.mesure as m')
    .innerJoin('moyens.vAgent as g', 'g.agentId', 'm.saisiePar')
    .select(['g.fonction', 'g.juridictionId'])
    .where('m.dossierId', '=', dossierId)
    .where('m.id', '=', mesureId)
    .executeTakeFirst()
/**
 * One writer at a time on the measures of a dossier: a double, an await, the end of the follow-up
 * depend on all of them.
 */
export const verrouillerLesMesures = (tx: Tx, dossierId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`mesures:${dossierId}`}, 0))`.execute(db(tx))
/** One writer at a time on one measure: the second waits, then sees what the first wrote. */
export const verrouillerMesure = async (tx: Tx, dossierId: string, mesureId: string) => {
  await db(tx)
    .selectFrom('mesures.mesure')
    .select('id')
    .where('dossierId', '=', dossierId)
    .where('id', '=', mesureId)
    .forUpdate()
    .executeTakeFirst()
  return mesureParId(tx, dossierId, mesureId)
}
export type NouvelleMesure = CasesDites & {
  dossierId: string
  nature: string
  referentiel: Referentiel
  faitsLe: Jour | null
  notifieeLe: Jour | null
  executionProvisoire: boolean
  dureeMois: number | null
  heures: number | null
  palier: string | null
  peineMois: number | null
  casPermis: string | null
  juridictionId: string
  numeroParquet: string | null
  decisionLe: Jour
  debutLe: Jour
  finLe: Jour | null
  precisions: string | null
  saisiePar: string
}
export const insererMesure = (tx: Tx, nouvelle: NouvelleMesure) =>
  db(tx).insertInto('mesures.mesure').values(nouvelle).returning('id').executeTakeFirstOrThrow()

/**
 * Moves the measures and pieces of the absorbed dossier to the kept one; children follow by ON
 * UPDATE CASCADE.
 */
export async function verserDans(tx: Tx, dossierId: string, absorbeId: string) {
  await db(tx)
    .updateTable('mesures.mesure')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
  await db(tx)
    .updateTable('mesures.piece')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
}

/**
 * Until when the person may be convoked: the latest end of the measures, null when one has no end,
 * undefined when there is none. `sansLaFinDe`: as if the act that ended that measure had not been.
 */
export async function finDuSuivi(
  tx: Tx,
  dossierId: string,
  sansLaFinDe: string | null = null,
): Promise<FinDuSuivi> {
  const jour = sql`CASE WHEN mesure_id = ${sansLaFinDe} THEN fin_prevue_le ELSE fin_le END`
  const {
    n: nombre,
    sansFin,
    fin,
  } = await db(tx)
    .selectFrom('mesures.vMesure')
    .select(eb => [
      eb.fn.countAll<number>().as('n'),
      sql<number>`count(*) FILTER (WHERE ${jour} IS NULL)`.as('sansFin'),
      sql<Jour | null>`max(${jour})`.as('fin'),
    ])
    .where('dossierId', '=', dossierId)
    .executeTakeFirstOrThrow()
  if (Number(nombre) === 0) return undefined
  return Number(sansFin) > 0 ? null : fin
}
