import { sql } from 'kysely'
import { combienADecider } from '../agenda/index.ts'
import { combienDeMessages } from '../messages/index.ts'
import type { Moment } from '../platform/date.ts'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'synthese'>()

export type ATraiter = { aDecider: number; nonPartis: number; lettres: number }
/** Each number is that of the list behind it. */
const aTraiter = (tx: Tx, entiteId: string, moment: Moment) => {
  const { nonPartis, lettres } = combienDeMessages(entiteId)
  return sql`${combienADecider(tx, entiteId, moment)} AS a_decider, ${nonPartis} AS non_partis,
    ${lettres} AS lettres`
}
/** What the agenda of an entité waits for, in numbers: one query. */
export async function agendaATraiter(tx: Tx, entiteId: string, moment: Moment): Promise<ATraiter> {
  const { rows } = await sql<ATraiter>`SELECT ${aTraiter(tx, entiteId, moment)}`.execute(db(tx))
  return rows[0] ?? { aDecider: 0, nonPartis: 0, lettres: 0 }
}

export type Compteurs = ATraiter & { aujourdhui: number; sansSuite: number }
/**
 * The same, with today's convocations and those of which nobody has said what happened: the page of
 * the agenda shows them all.
 */
export async function compteursDeLAgenda(
  tx: Tx,
  entiteId: string,
  moment: Moment,
): Promise<Compteurs> {
  const { le } = moment
  const { rows } = await sql<Compteurs>`SELECT ${aTraiter(tx, entiteId, moment)},
    (SELECT count(*)::int FROM agenda.v_convocation c
      WHERE c.entite_id = ${entiteId} AND c.le = ${le}::date
      AND c.etat NOT IN ('annulee', 'reportee')) AS aujourdhui,
    (SELECT count(*)::int FROM agenda.v_convocation c
      WHERE c.entite_id = ${entiteId} AND c.le BETWEEN ${le}::date - 90 AND ${le}::date - 1
      AND c.etat = 'prevue') AS sans_suite`.execute(db(tx))
  return rows[0] ?? { aujourdhui: 0, aDecider: 0, sansSuite: 0, nonPartis: 0, lettres: 0 }
}
