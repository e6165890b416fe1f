import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Changement, MesureEcrite } from './fraicheur.rules.ts'

const db = tables<'magistrats', 'mesures.vChangement'>()

/**
 * The last change of each measure of the dossier, and whether it is later than what the report
 * quotes.
 */
export const changementsPour = (
  tx: Tx,
  dossierId: string,
  rapportId: string,
  fuseau: string,
): Promise<Changement[]> =>
  db(tx)
    .selectFrom('mesures.vChangement as c')
    .innerJoin('magistrats.rapport as r', 'r.dossierId', 'c.dossierId')
    .select([
      'c.mesureId',
      sql<string>`max(c.a)::text`.as('a'),
      sql<Jour>`(max(c.a) AT TIME ZONE ${fuseau})::date`.as('le'),
      sql<boolean>`max(c.a) > r.mesures_tirees_a`.as('apres'),
    ])
    .where('c.dossierId', '=', dossierId)
    .where('r.id', '=', rapportId)
    .groupBy(['c.mesureId', 'r.mesuresTireesA'])
    .orderBy('c.mesureId')
    .execute()

/** What the report quotes is what the dossier says now. */
export const noterTirees = (
  tx: Tx,
  dossierId: string,
  rapportId: string,
  mesures: readonly MesureEcrite[],
) =>
  db(tx)
    .updateTable('magistrats.rapport')
    .set({ mesuresTirees: JSON.stringify(mesures), mesuresTireesA: sql<string>`now()` })
    .where('dossierId', '=', dossierId)
    .where('id', '=', rapportId)
    .execute()
