import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, constantes, type Tx, tables } from '../platform/db/index.ts'
import type { Champs } from './convocation.store.ts'
import { ISSUES } from './issue.store.ts'

const db = tables<
  'agenda',
  | 'dossiers.vIdentite'
  | 'moyens.vAgent'
  | 'moyens.vAntenne'
  | 'moyens.vJuridiction'
  | 'creneaux.vAbsence'
  | 'creneaux.vType'
>()

/**
 * Marks as to be decided the planned convocations that `quoi` touches; returns how many there are.
 */
export async function marquerADecider(
  tx: Tx,
  donnees: { motif: string; detail: string; par: string; absenceId?: string | undefined },
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
 * Planned convocations of an agenda from a moment on: those that a changed range may no longer
 * cover.
 */
export const prevuesDeLAgenda = (tx: Tx, agendaId: string, le: Jour) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['id', 'le', 'heure', 'dureeMinutes', 'type', 'place'])
    .where('agendaId', '=', agendaId)
    .where('etat', '=', constante('prevue'))
    .where('le', '>=', le)
    .execute()
/** Convocations to come, on the spot and outside the établissement, of a person in detention. */
export async function empecheesParLaDetention(
  tx: Tx,
  dossierId: string,
  le: Jour,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT c.id FROM agenda.convocation c JOIN dossiers.v_identite i ON i.dossier_id = c.dossier_id
      LEFT JOIN moyens.v_antenne t ON t.antenne_id = c.lieu_id
    WHERE c.dossier_id = ${dossierId} AND c.etat = 'prevue' AND c.le >= ${le}::date
      AND c.modalite = 'lieu'
      AND i.etablissement_id IS NOT NULL AND i.etablissement_id IS DISTINCT FROM t.etablissement_id
    ORDER BY c.le, c.id`.execute(db(tx))
  return rows.map(ligne => ligne.id)
}
/**
 * Those of `ids` that nobody has been asked about for this motive; what ceased by itself may be
 * asked again.
 */
export async function jamaisDecidees(
  tx: Tx,
  dossierId: string,
  motif: string,
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
  donnees: { dossierId: string; convocationId: string; motif: string; detail: string; par: string },
) =>
  db(tx)
    .insertInto('agenda.aDecider')
    .values(donnees)
    .onConflict(oc => oc.doNothing())
    .execute()
/** The ground of a motive is gone: what still waited for it waits no more, but for `saufIds`. */
export const solderLeMotif = (
  tx: Tx,
  donnees: { dossierId: string; motif: string; saufIds: string[]; par: string; a: string },
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
  donnees: { dossierId: string; motif: string; ids: string[]; par: string; a: string },
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
/**
 * Cancelled convocations whose present outcome is the doing of this fact, in their order; a line
 * that is no outcome says nothing of it.
 */
export const annuleesPar = (tx: Tx, dossierId: string, causeId: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('agenda.etatDeConvocation as e', jointure =>
      jointure
        .onRef('e.dossierId', '=', 'c.dossierId')
        .onRef('e.convocationId', '=', 'c.id')
        .on('e.causeId', '=', causeId),
    )
    .select('c.id')
    .where('c.dossierId', '=', dossierId)
    .where('c.etat', '=', constante('annulee'))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('agenda.etatDeConvocation as x')
            .select('x.id')
            .whereRef('x.dossierId', '=', 'e.dossierId')
            .whereRef('x.convocationId', '=', 'e.convocationId')
            .where('x.etat', 'in', ISSUES)
            .where(sql<boolean>`(x.a, x.id) > (e.a, e.id)`),
        ),
      ),
    )
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy('c.id')
    .execute()
/**
 * Convocations that this fact had cancelled and its undoing gave back, to which nothing has
 * happened since.
 */
export async function renduesDe(tx: Tx, dossierId: string, causeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT convocation_id AS id FROM (
      SELECT convocation_id, etat, row_number() OVER du_dernier AS rang,
        lead(cause_id) OVER du_dernier AS cause_d_avant
      FROM agenda.etat_de_convocation WHERE dossier_id = ${dossierId} AND etat <> 'rattachee'
      WINDOW du_dernier AS (PARTITION BY convocation_id ORDER BY a DESC, id DESC)) histoire
    WHERE rang = 1 AND etat = 'prevue' AND cause_d_avant = ${causeId}
    ORDER BY convocation_id`.execute(db(tx))
  return rows.map(ligne => ligne.id)
}
/** Back among those to come, in the place that is given. */
export const redevenirPrevue = (
  tx: Tx,
  donnees: { dossierId: string; convocationId: string; champs: Partial<Champs> },
) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set(eb => ({ ...donnees.champs, etat: 'prevue', version: eb('version', '+', 1) }))
    .where('dossierId', '=', donnees.dossierId)
    .where('id', '=', donnees.convocationId)
    .where('etat', '<>', constante('prevue'))
    .returning('id')
    .executeTakeFirst()
type Solde = {
  dossierId: string
  convocationId: string
  decision: string
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

/**
 * Every convocation of a dossier whose outcome is not known, the first to come first, with the
 * court whose it is.
 */
export const prevuesDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .leftJoin('moyens.vJuridiction as j', 'j.juridictionId', 'c.juridictionId')
    .leftJoin('moyens.vAgent as q', 'q.agentId', 'c.creeePar')
    .select([
      'c.dossierId',
      'c.id',
      'c.le',
      'c.heure',
      'c.entiteId',
      'c.serviceId',
      'c.type',
      'j.nom as juridictionNom',
    ])
    .select(sql<string | null>`coalesce(q.service_id, q.juridiction_id)`.as('donneeParEntiteId'))
    .where('c.dossierId', '=', dossierId)
    .where('c.etat', '=', constante('prevue'))
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy('c.id')
    .execute()

/**
 * Has somebody of another entité already changed or received it? To say which measure it serves, or
 * what a fact since undone did, is neither.
 */
export const repriseParUnAutre = async (
  tx: Tx,
  dossierId: string,
  id: string,
  entiteId: string,
): Promise<boolean> =>
  (await db(tx)
    .selectFrom('agenda.etatDeConvocation as e')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'e.par')
    .select('e.etat')
    .where('e.dossierId', '=', dossierId)
    .where('e.convocationId', '=', id)
    .where('e.etat', 'in', constantes('modifiee', 'gardee', 'arrivee', ...ISSUES))
    .where('e.etat', '<>', constante('prevue'))
    .where('e.causeId', 'is', null)
    .where(
      sql<boolean>`coalesce(a.service_id, a.juridiction_id) IS DISTINCT FROM ${entiteId}::uuid`,
    )
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Convocations to come of a dossier with one agent, after a moment. */
export const aVenirAvec = (
  tx: Tx,
  {
    dossierId,
    agentId,
    apres,
  }: { dossierId: string; agentId: string; apres: { le: Jour; heure: string } },
) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .select([
      'c.id',
      'c.entiteId',
      'c.le',
      'c.heure',
      'c.dureeMinutes',
      'c.collective',
      'c.lieu',
      't.libelle as typeLibelle',
    ])
    .where('c.dossierId', '=', dossierId)
    .where('c.agentId', '=', agentId)
    .where('c.etat', '=', constante('prevue'))
    .where(eb =>
      eb.or([
        eb('c.le', '>', apres.le),
        eb.and([eb('c.le', '=', apres.le), eb('c.heure', '>', apres.heure)]),
      ]),
    )
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy('c.id')
    .execute()
