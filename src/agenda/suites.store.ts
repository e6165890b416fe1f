import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda', 'dossiers.vIdentite' | 'moyens.vAntenne'>()

/** Marks as to be decided the planned convocations that `quoi` touches; returns how many there are. */
export async function marquerADecider(
  tx: Tx,
  m: { motif: string; detail: string; par: string },
  quoi: {
    entiteId?: string
    dossierId?: string
    agentId?: string | null
    agendaId?: string | null
    lieuId?: string | null
    ids?: string[]
    du: string
    au: string | null
  },
): Promise<number> {
  const { numAffectedRows } = await sql`
    INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, detail, par)
    SELECT c.dossier_id, c.id, ${m.motif}, ${m.detail}, ${m.par} FROM agenda.convocation c
    WHERE c.etat = 'prevue' AND c.creneau && tsrange(${quoi.du}::timestamp, ${quoi.au}::timestamp)
      AND (${quoi.entiteId ?? null}::uuid IS NULL OR c.entite_id = ${quoi.entiteId ?? null})
      AND (${quoi.dossierId ?? null}::uuid IS NULL OR c.dossier_id = ${quoi.dossierId ?? null})
      AND (${quoi.agentId ?? null}::uuid IS NULL OR c.agent_id = ${quoi.agentId ?? null})
      AND (${quoi.agendaId ?? null}::uuid IS NULL OR c.agenda_id = ${quoi.agendaId ?? null})
      AND (${quoi.lieuId ?? null}::uuid IS NULL OR c.lieu_id = ${quoi.lieuId ?? null})
      AND (${quoi.ids ?? null}::uuid[] IS NULL OR c.id = ANY (${quoi.ids ?? null}::uuid[]))
    ON CONFLICT DO NOTHING`.execute(db(tx))
  return Number(numAffectedRows ?? 0)
}
/** Planned convocations of an agenda from a moment on: those that a changed range may no longer cover. */
export const prevuesDeLAgenda = (tx: Tx, agendaId: string, du: string) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['id', 'le', 'heure', 'dureeMinutes', 'type', 'place'])
    .where('agendaId', '=', agendaId)
    .where('etat', '=', 'prevue')
    .where('le', '>=', du.slice(0, 10))
    .execute()
/** Convocations to come, on the spot and outside the établissement, of a person in detention; those already decided are left alone. */
export async function prevuesEnDetention(tx: Tx, dossierId: string, le: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM agenda.convocation c JOIN dossiers.v_identite i ON i.dossier_id = c.dossier_id
      LEFT JOIN moyens.v_antenne t ON t.antenne_id = c.lieu_id
    WHERE c.dossier_id = ${dossierId} AND c.etat = 'prevue' AND c.le >= ${le}::date AND c.modalite = 'lieu'
      AND i.etablissement_id IS NOT NULL AND i.etablissement_id IS DISTINCT FROM t.etablissement_id
      AND NOT EXISTS (SELECT 1 FROM agenda.a_decider d WHERE d.dossier_id = c.dossier_id AND d.convocation_id = c.id AND d.motif = 'detention')`.execute(
    db(tx),
  )
  return rows.map(r => r.id)
}
export const solderADecider = (tx: Tx, s: { dossierId: string; convocationId: string; decision: string; par: string; a: string }) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({ decision: s.decision, decideePar: s.par, decideeA: s.a })
    .where('dossierId', '=', s.dossierId)
    .where('convocationId', '=', s.convocationId)
    .where('decideeA', 'is', null)
    .execute()

/** What an outcome had settled by itself is to be decided again once it is taken back. */
export const rouvrirADecider = (tx: Tx, dossierId: string, convocationId: string) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({ decision: null, decideePar: null, decideeA: null })
    .where('dossierId', '=', dossierId)
    .where('convocationId', '=', convocationId)
    .where('decision', '=', 'annulee')
    .execute()
