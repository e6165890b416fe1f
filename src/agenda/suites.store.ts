import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Champs } from './convocation.store.ts'

const db = tables<'agenda', 'dossiers.vIdentite' | 'moyens.vAgent' | 'moyens.vAntenne'>()

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
/** Convocations to come, on the spot and outside the établissement, of a person in detention. */
export async function empecheesParLaDetention(tx: Tx, dossierId: string, le: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM agenda.convocation c JOIN dossiers.v_identite i ON i.dossier_id = c.dossier_id
      LEFT JOIN moyens.v_antenne t ON t.antenne_id = c.lieu_id
    WHERE c.dossier_id = ${dossierId} AND c.etat = 'prevue' AND c.le >= ${le}::date AND c.modalite = 'lieu'
      AND i.etablissement_id IS NOT NULL AND i.etablissement_id IS DISTINCT FROM t.etablissement_id
    ORDER BY c.le, c.id`.execute(db(tx))
  return rows.map(r => r.id)
}
/** Those of `ids` that nobody has been asked about for this motive; what ceased by itself may be asked again. */
export async function jamaisDecidees(tx: Tx, dossierId: string, motif: string, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const deja = await db(tx)
    .selectFrom('agenda.aDecider')
    .select('convocationId')
    .where('dossierId', '=', dossierId)
    .where('motif', '=', motif)
    .where('convocationId', 'in', ids)
    .where(eb => eb.or([eb('decision', 'is', null), eb('decision', '<>', 'sans_objet')]))
    .execute()
  return ids.filter(id => !deja.some(d => d.convocationId === id))
}
/** One line to decide, once as long as it waits. */
export const inscrire = (tx: Tx, l: { dossierId: string; convocationId: string; motif: string; detail: string; par: string }) =>
  db(tx)
    .insertInto('agenda.aDecider')
    .values(l)
    .onConflict(oc => oc.doNothing())
    .execute()
/** The ground of a motive is gone: what still waited for it waits no more, but for `saufIds`. */
export const solderLeMotif = (tx: Tx, s: { dossierId: string; motif: string; saufIds: string[]; par: string; a: string }) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({ decision: 'sans_objet', decideePar: s.par, decideeA: s.a })
    .where('dossierId', '=', s.dossierId)
    .where('motif', '=', s.motif)
    .where('decideeA', 'is', null)
    .where(sql<boolean>`convocation_id <> ALL (${s.saufIds}::uuid[])`)
    .execute()
/** Lines of an absence or a closure that nothing covers any more wait no more. */
export const solderSansAbsence = (tx: Tx, s: { entiteId: string; par: string; a: string }) =>
  sql`UPDATE agenda.a_decider d SET decision = 'sans_objet', decidee_par = ${s.par}, decidee_a = ${s.a}
    FROM agenda.convocation c WHERE c.dossier_id = d.dossier_id AND c.id = d.convocation_id AND c.entite_id = ${s.entiteId}
      AND d.motif IN ('absence', 'fermeture') AND d.decidee_a IS NULL
      AND NOT EXISTS (SELECT 1 FROM creneaux.v_absence b WHERE b.entite_id = c.entite_id AND b.periode && c.creneau
        AND (b.agent_id = c.agent_id OR b.agenda_id = c.agenda_id OR b.lieu_id = c.lieu_id))`.execute(db(tx))
/** Cancelled convocations whose last change is the doing of this fact, in their order. */
export const annuleesPar = (tx: Tx, dossierId: string, causeId: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('agenda.etatDeConvocation as e', j =>
      j.onRef('e.dossierId', '=', 'c.dossierId').onRef('e.convocationId', '=', 'c.id').on('e.causeId', '=', causeId),
    )
    .select('c.id')
    .where('c.dossierId', '=', dossierId)
    .where('c.etat', '=', 'annulee')
    .where(
      sql<boolean>`NOT EXISTS (SELECT 1 FROM agenda.etat_de_convocation x WHERE x.dossier_id = e.dossier_id AND x.convocation_id = e.convocation_id AND x.id > e.id)`,
    )
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy('c.id')
    .execute()
/** Back among those to come, in the place that is given. */
export const redevenirPrevue = (tx: Tx, c: { dossierId: string; convocationId: string; champs: Partial<Champs> }) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set(eb => ({ ...c.champs, etat: 'prevue', version: eb('version', '+', 1) }))
    .where('dossierId', '=', c.dossierId)
    .where('id', '=', c.convocationId)
    .where('etat', '<>', 'prevue')
    .returning('id')
    .executeTakeFirst()
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

/** Every convocation of a dossier whose outcome is not known, the first to come first. */
export const prevuesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['id', 'le', 'heure'])
    .where('dossierId', '=', dossierId)
    .where('etat', '=', 'prevue')
    .orderBy('le')
    .orderBy('heure')
    .orderBy('id')
    .execute()

/** Has somebody of another entité already changed or received it? */
export const repriseParUnAutre = async (tx: Tx, dossierId: string, id: string, entiteId: string): Promise<boolean> =>
  (await db(tx)
    .selectFrom('agenda.etatDeConvocation as e')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'e.par')
    .select('e.etat')
    .where('e.dossierId', '=', dossierId)
    .where('e.convocationId', '=', id)
    .where(sql<boolean>`coalesce(a.service_id, a.juridiction_id) IS DISTINCT FROM ${entiteId}::uuid`)
    .limit(1)
    .executeTakeFirst()) !== undefined
