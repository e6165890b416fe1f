import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, type Mot, type Tx, tables } from '../platform/db/index.ts'
import type { Motif } from './decision.rules.ts'

const db = tables<'agenda', 'creneaux.vAbsence'>()

/**
 * Marks as to be decided the planned convocations that `quoi` touches; returns how many there are.
 */
export async function marquerADecider(
  tx: Tx,
  donnees: { motif: Motif; detail: string; par: string; absenceId?: string | undefined },
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
    INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, detail, par, absence_id)
    SELECT c.dossier_id, c.id, ${donnees.motif}, ${donnees.detail}, ${donnees.par},
      ${donnees.absenceId ?? null}::uuid FROM agenda.convocation c
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
/**
 * Lists what the departure of an agent, as the directory now has it, leaves to decide: for all,
 * since who records it may see no dossier.
 */
export const suivreLeDepart = (
  tx: Tx,
  donnees: { agentId: string; detail: string; aujourdhui: Jour; a: string },
) =>
  sql`SELECT agenda.suivre_le_depart(${donnees.agentId}, ${donnees.detail},
    ${donnees.aujourdhui}::date, ${donnees.a}::timestamptz)`.execute(db(tx))
/**
 * Those of `ids` that nobody has been asked about for this motive; what ceased by itself may be
 * asked again.
 */
export async function jamaisDecidees(
  tx: Tx,
  dossierId: string,
  motif: Motif,
  ids: string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const deja = await db(tx)
    .selectFrom('agenda.aDecider')
    .select('convocationId')
    .where('dossierId', '=', dossierId)
    .where('motif', '=', motif)
    .where('convocationId', 'in', ids)
    .where(eb => eb.or([eb('decision', 'is', null), eb('decision', '<>', constante('sans_objet'))]))
    .execute()
  return ids.filter(id => !deja.some(ligne => ligne.convocationId === id))
}
/** One line to decide, once as long as it waits. */
export const inscrire = (
  tx: Tx,
  donnees: { dossierId: string; convocationId: string; motif: Motif; detail: string; par: string },
) =>
  db(tx)
    .insertInto('agenda.aDecider')
    .values(donnees)
    .onConflict(oc => oc.doNothing())
    .execute()
/** The ground of a motive is gone: what still waited for it waits no more, but for `saufIds`. */
export const solderLeMotif = (
  tx: Tx,
  donnees: { dossierId: string; motif: Motif; saufIds: string[]; par: string; a: string },
) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({ decision: 'sans_objet', decideePar: donnees.par, decideeA: donnees.a })
    .where('dossierId', '=', donnees.dossierId)
    .where('motif', '=', donnees.motif)
    .where('decideeA', 'is', null)
    .where(sql<boolean>`convocation_id <> ALL (${donnees.saufIds}::uuid[])`)
    .execute()
/** The ground of a motive is back for these: nothing about it waits any more. */
export const solderCelles = (
  tx: Tx,
  donnees: { dossierId: string; motif: Motif; ids: string[]; par: string; a: string },
) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({ decision: 'sans_objet', decideePar: donnees.par, decideeA: donnees.a })
    .where('dossierId', '=', donnees.dossierId)
    .where('motif', '=', donnees.motif)
    .where('decideeA', 'is', null)
    .where(sql<boolean>`convocation_id = ANY (${donnees.ids}::uuid[])`)
    .execute()
/**
 * The lines of one absence wait no more: a closed place, a group session or another absence has its
 * own, which stay.
 */
export const solderLAbsence = (tx: Tx, donnees: { absenceId: string; par: string; a: string }) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({ decision: 'sans_objet', decideePar: donnees.par, decideeA: donnees.a })
    .where('absenceId', '=', donnees.absenceId)
    .where('decideeA', 'is', null)
    .execute()
type Solde = {
  dossierId: string
  convocationId: string
  decision: Mot<'agenda.aDecider', 'decision'>
  par: string
  a: string
  evenementId?: string
}
export const solderADecider = (tx: Tx, solde: Solde) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({
      decision: solde.decision,
      decideePar: solde.par,
      decideeA: solde.a,
      evenementId: solde.evenementId ?? null,
    })
    .where('dossierId', '=', solde.dossierId)
    .where('convocationId', '=', solde.convocationId)
    .where('decideeA', 'is', null)
    .execute()

/**
 * What these events had settled by themselves is to be decided again once they are taken back, but
 * for the motives whose ground is gone meanwhile, and for the absences that were withdrawn.
 */
export const rouvrirADecider = async (
  tx: Tx,
  dossierId: string,
  evenements: string[],
  tombes: string[],
) => {
  if (evenements.length === 0) return
  await db(tx)
    .updateTable('agenda.aDecider')
    .set({ decision: null, decideePar: null, decideeA: null, evenementId: null })
    .where('dossierId', '=', dossierId)
    .where('evenementId', 'in', evenements)
    .where(sql<boolean>`motif <> ALL (${tombes}::text[])`)
    .where(
      sql<boolean>`(absence_id IS NULL OR EXISTS (SELECT 1 FROM creneaux.v_absence b
        WHERE b.absence_id = a_decider.absence_id))`,
    )
    .execute()
}
/** Nothing waits in a closed dossier: what still did is settled by its closing. */
export const solderALaCloture = (
  tx: Tx,
  donnees: { dossierId: string; clotureId: string; par: string; a: string },
) =>
  db(tx)
    .updateTable('agenda.aDecider')
    .set({
      decision: 'sans_objet',
      decideePar: donnees.par,
      decideeA: donnees.a,
      evenementId: donnees.clotureId,
    })
    .where('dossierId', '=', donnees.dossierId)
    .where('decideeA', 'is', null)
    .execute()
