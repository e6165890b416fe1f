import { sql } from 'kysely'
import type { Jour, Moment } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'

const db = tables<
  'agenda',
  | 'creneaux.vType'
  | 'dossiers.vIdentite'
  | 'moyens.vAgent'
  | 'moyens.vAntenne'
  | 'moyens.vJuridiction'
>()

/** Convocations to come of one series, from a day on. */
export const suiteDeLaSerie = (tx: Tx, dossierId: string, serieId: string, du: Jour) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['id', 'le', 'heure'])
    .where('dossierId', '=', dossierId)
    .where('serieId', '=', serieId)
    .where('etat', '=', constante('prevue'))
    .where('le', '>=', du)
    .orderBy('le')
    .orderBy('heure')
    .orderBy('id')
    .execute()

type AVenir = {
  dossierId: string
  maintenant: Moment
  apresLe?: Jour | undefined
  serviceId?: string
}
/**
 * Convocations whose hour has not come, beyond a day or of one service when they are given: of what
 * is past, the outcome is still to be said.
 */
export const aVenir = (tx: Tx, { dossierId, maintenant, apresLe, serviceId }: AVenir) => {
  let requete = db(tx)
    .selectFrom('agenda.convocation')
    .select('id')
    .where('dossierId', '=', dossierId)
    .where('etat', '=', constante('prevue'))
    .where(eb =>
      eb.or([
        eb('le', '>', maintenant.le),
        eb.and([eb('le', '=', maintenant.le), eb('heure', '>', maintenant.heure)]),
      ]),
    )
  if (apresLe) requete = requete.where('le', '>', apresLe)
  if (serviceId) requete = requete.where('serviceId', '=', serviceId)
  return requete.orderBy('le').orderBy('heure').orderBy('id').execute()
}

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
