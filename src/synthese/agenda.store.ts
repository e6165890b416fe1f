import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'synthese'>()

const aTraiter = (entiteId: string, le: string) => sql`
  (SELECT count(DISTINCT d.convocation_id)::int FROM agenda.v_a_decider d JOIN dossiers.v_prise_en_charge_actuelle p ON p.dossier_id = d.dossier_id
   WHERE d.le >= ${le}::date AND (d.entite_id = ${entiteId} OR (d.motif = 'transfert' AND p.service_id = ${entiteId}))) AS a_decider,
  (SELECT count(*)::int FROM messages.v_message m WHERE m.entite_id = ${entiteId} AND m.etat IN ('echec', 'incertain', 'perime') AND m.change_a > now() - interval '30 days') AS non_partis,
  (SELECT count(*)::int FROM messages.v_message m WHERE m.entite_id = ${entiteId} AND m.etat = 'a_imprimer') AS lettres`

export type ATraiter = { aDecider: number; nonPartis: number; lettres: number }
/** What the agenda of an entité waits for, in numbers: one query. */
export async function agendaATraiter(tx: Tx, entiteId: string, le: string): Promise<ATraiter> {
  const { rows } = await sql<ATraiter>`SELECT ${aTraiter(entiteId, le)}`.execute(db(tx))
  return rows[0] ?? { aDecider: 0, nonPartis: 0, lettres: 0 }
}

export type Compteurs = ATraiter & { aujourdhui: number; sansSuite: number }
/** The same, with today's convocations and those of which nobody has said what happened: the page of the agenda shows them all. */
export async function compteursDeLAgenda(tx: Tx, entiteId: string, le: string): Promise<Compteurs> {
  const { rows } = await sql<Compteurs>`SELECT ${aTraiter(entiteId, le)},
    (SELECT count(*)::int FROM agenda.v_convocation c WHERE c.entite_id = ${entiteId} AND c.le = ${le}::date AND c.etat NOT IN ('annulee', 'reportee')) AS aujourdhui,
    (SELECT count(*)::int FROM agenda.v_convocation c WHERE c.entite_id = ${entiteId} AND c.le BETWEEN ${le}::date - 90 AND ${le}::date - 1 AND c.etat = 'prevue') AS sans_suite`.execute(
    db(tx),
  )
  return rows[0] ?? { aujourdhui: 0, aDecider: 0, sansSuite: 0, nonPartis: 0, lettres: 0 }
}
