import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constantes, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'

const db = tables<
  'agenda',
  | 'dossiers.vIdentite'
  | 'dossiers.vPriseEnChargeActuelle'
  | 'moyens.vService'
  | 'moyens.vAgent'
  | 'moyens.vAntenne'
  | 'creneaux.vType'
  | 'creneaux.vPlage'
  | 'creneaux.vLieu'
>()
/** The last thing that was written of a convocation: who, and whether it was the desk. */
const dernier = sql<{ par: string; accueil: boolean } | null>`(
  SELECT jsonb_build_object('par', w.nom_complet, 'accueil',
    coalesce((e.detail ->> 'accueil')::boolean, false))
  FROM agenda.etat_de_convocation e JOIN moyens.v_agent w ON w.agent_id = e.par
  WHERE e.dossier_id = c.dossier_id AND e.convocation_id = c.id ORDER BY e.a DESC, e.id DESC
  LIMIT 1)`
const enEtablissement = sql<boolean>`EXISTS (SELECT 1 FROM moyens.v_antenne t
  WHERE t.antenne_id = c.lieu_id AND t.etablissement_id IS NOT NULL)`

/**
 * The people convoked on a day in an entité, for the desk: hour, name, agent, place, and who has
 * come.
 */
export const listeDuJour = (tx: Tx, entiteId: string, le: Jour) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('creneaux.vPlage as p', 'p.plageId', 'c.plageId')
    .leftJoin('creneaux.vLieu as l', 'l.lieuId', 'c.lieuId')
    .leftJoin('agenda.arrivee as r', jointure =>
      jointure.onRef('r.dossierId', '=', 'c.dossierId').onRef('r.convocationId', '=', 'c.id'),
    )
    .select([
      'c.id',
      'c.dossierId',
      'c.le',
      'c.heure',
      'c.etat',
      'c.lieuId',
      'c.lieu',
      'c.agentId',
      'c.plageId',
      'c.collective',
      'c.modalite',
    ])
    .select([
      'i.nomComplet',
      'i.naissanceLe',
      'i.numero',
      'i.interprete',
      'i.sexe',
      't.libelle as typeLibelle',
      'l.nom as lieuNom',
    ])
    .select([
      'a.nomComplet as agentNom',
      'a.antenneId as agentAntenneId',
      'p.agendaNom',
      'p.intitule',
      'r.arriveeA',
      'r.partieA',
    ])
    .select([dernier.as('dernier'), enEtablissement.as('enEtablissement')])
    .where('c.entiteId', '=', entiteId)
    .where('c.le', '=', le)
    .where('c.etat', 'not in', constantes('annulee', 'reportee'))
    .orderBy('c.heure')
    .orderBy(nomFrancais('i.nomComplet'))
    .orderBy('c.id')
    .execute()
export type LigneDuJour = Awaited<ReturnType<typeof listeDuJour>>[number]

/**
 * `dossierId` is null where the dossier has left: the person is expected here, and somebody else
 * follows them.
 */
export type Transferee = {
  dossierId: string | null
  personneId: string
  id: string
  nomComplet: string
  naissanceLe: Jour
  sexe: string | null
  heure: string
  lieu: string
  agentNom: string | null
  serviceNom: string
}
/**
 * Between two services: who is still expected here though the dossier has left, and whom we follow
 * and who is expected where they were: asked dossier by dossier, since by the day every convocation
 * of the country would be read.
 */
export async function transferees(tx: Tx, entiteId: string, le: Jour): Promise<Transferee[]> {
  const { rows } = await sql<Transferee>`
    SELECT * FROM (SELECT NULL::uuid AS dossier_id, personne_id, convocation_id AS id, nom_complet,
      naissance_le::text, sexe, heure, lieu, agent_nom, suivie_par AS service_nom
      FROM agenda.attendues_parties(${le}::date)
    UNION ALL
    SELECT c.dossier_id, c.dossier_id, c.id, i.nom_complet, i.naissance_le::text, i.sexe,
      to_char(c.heure, 'HH24:MI'), c.lieu, a.nom_complet, s.nom
      FROM (SELECT p.dossier_id FROM dossiers.v_prise_en_charge_actuelle p
        WHERE p.service_id = ${entiteId} OFFSET 0) p
      CROSS JOIN LATERAL (SELECT c.* FROM agenda.convocation c
        WHERE c.dossier_id = p.dossier_id AND c.le = ${le}::date AND c.etat = 'prevue'
          AND c.service_id <> ${entiteId} OFFSET 0) c
      JOIN dossiers.v_identite i ON i.dossier_id = c.dossier_id
      JOIN moyens.v_service s ON s.service_id = c.service_id
      LEFT JOIN moyens.v_agent a ON a.agent_id = c.agent_id) x
    ORDER BY heure, nom_complet COLLATE platform.francais, id`.execute(db(tx))
  return rows
}

/**
 * The convocation as the desk must find it, locked: two desks never write on one line at once. What
 * depends on it is read once it is ours: a statement that waited would still see what was before.
 */
export async function verrouillerPourLAccueil(tx: Tx, dossierId: string, id: string) {
  await db(tx)
    .selectFrom('agenda.convocation')
    .select('id')
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return db(tx)
    .selectFrom('agenda.convocation as c')
    .leftJoin('agenda.arrivee as r', jointure =>
      jointure.onRef('r.dossierId', '=', 'c.dossierId').onRef('r.convocationId', '=', 'c.id'),
    )
    .select(['c.entiteId', 'c.etat', 'c.le', 'c.heure', 'c.modalite', 'r.arriveeA', 'r.partieA'])
    .select([dernier.as('dernier'), enEtablissement.as('enEtablissement')])
    .where('c.dossierId', '=', dossierId)
    .where('c.id', '=', id)
    .executeTakeFirst()
}

type Qui = { dossierId: string; convocationId: string }
export const pointer = (tx: Tx, arrivee: Qui & { arriveeA: string; pointeePar: string }) =>
  db(tx).insertInto('agenda.arrivee').values(arrivee).execute()
export const depointer = (tx: Tx, { dossierId, convocationId }: Qui) =>
  db(tx)
    .deleteFrom('agenda.arrivee')
    .where('dossierId', '=', dossierId)
    .where('convocationId', '=', convocationId)
    .execute()
export const changerLArrivee = (
  tx: Tx,
  { dossierId, convocationId }: Qui,
  heures: { arriveeA?: string; partieA: string | null },
) =>
  db(tx)
    .updateTable('agenda.arrivee')
    .set(heures)
    .where('dossierId', '=', dossierId)
    .where('convocationId', '=', convocationId)
    .execute()

/** Who is in the building: arrived on that day and not gone, of a site or of all. */
export const presents = (tx: Tx, entiteId: string, le: Jour) =>
  db(tx)
    .selectFrom('agenda.arrivee as r')
    .innerJoin('agenda.convocation as c', jointure =>
      jointure.onRef('c.dossierId', '=', 'r.dossierId').onRef('c.id', '=', 'r.convocationId'),
    )
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('creneaux.vPlage as p', 'p.plageId', 'c.plageId')
    .select([
      'c.id',
      'c.lieuId',
      'c.lieu',
      'i.nomComplet',
      'r.arriveeA',
      'a.nomComplet as agentNom',
      'a.antenneId as agentAntenneId',
    ])
    .select('p.agendaNom')
    .where('c.entiteId', '=', entiteId)
    .where('c.le', '=', le)
    .where('r.partieA', 'is', null)
    .orderBy(nomFrancais('i.nomComplet'))
    .orderBy('c.id')
    .execute()
export type Present = Awaited<ReturnType<typeof presents>>[number]
