import { sql } from 'kysely'
import type { Jour } from '../platform/date.ts'
import { constante, type Mot, type Tx, tables } from '../platform/db/index.ts'
import type { Modalite } from './convocation.rules.ts'
import type { Etat } from './etat.rules.ts'

const db = tables<
  'agenda',
  'moyens.vAgent' | 'moyens.vJuridiction' | 'creneaux.vLieu' | 'creneaux.vType' | 'creneaux.vPlage'
>()

/**
 * Everything that a convocation is made of: where, when, with whom, in which place of which range.
 */
export type Champs = {
  serviceId: string | null
  juridictionId: string | null
  agentId: string | null
  lieuId: string | null
  agendaId: string | null
  plageId: string | null
  place: number
  capacite: number
  collective: boolean
  type: string
  modalite: Modalite
  lieu: string
  adresse: string
  le: Jour
  heure: string
  dureeMinutes: number
  consigne: string | null
  prevenir: boolean
}
type Origine = {
  origine?: Mot<'agenda.convocation', 'origine'>
  audienceLe?: Jour | null
  numeroParquet?: string | null
  decisionJuridictionId?: string | null
  serieId?: string | null
  remplaceId?: string | null
}
export type Nouvelle = Champs & Origine & { dossierId: string; creeePar: string }

/** Changes a planned convocation, and only while it is the one that was seen. */
export const modifier = (
  tx: Tx,
  { dossierId, id, version }: { dossierId: string; id: string; version: number },
  convocation: Partial<Champs & { etat: Etat }>,
) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set({ ...convocation, version: version + 1 })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()

/** The hearing that gave these convocations was said otherwise: nothing of the slot changes. */
export const corrigerLAudience = (
  tx: Tx,
  dossierId: string,
  ids: string[],
  dite: { audienceLe: Jour; numeroParquet: string | null },
) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set(dite)
    .where('dossierId', '=', dossierId)
    .where('id', 'in', ids)
    .execute()

const colonnes = [
  'c.dossierId',
  'c.id',
  'c.entiteId',
  'c.serviceId',
  'c.juridictionId',
  'c.agentId',
  'c.lieuId',
  'c.agendaId',
  'c.plageId',
  'c.place',
  'c.capacite',
  'c.collective',
  'c.type',
  'c.modalite',
  'c.lieu',
  'c.adresse',
  'c.le',
  'c.heure',
  'c.dureeMinutes',
  'c.consigne',
  'c.prevenir',
  'c.etat',
  'c.version',
  'c.remplaceId',
  'c.serieId',
  'c.origine',
  'c.audienceLe',
  'c.numeroParquet',
  'c.decisionJuridictionId',
  'c.creeePar',
] as const
const convocationsLues = (tx: Tx) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('moyens.vAgent as q', 'q.agentId', 'c.creeePar')
    .leftJoin('creneaux.vLieu as l', 'l.lieuId', 'c.lieuId')
    .leftJoin('creneaux.vPlage as p', 'p.plageId', 'c.plageId')
    .leftJoin('agenda.arrivee as r', jointure =>
      jointure.onRef('r.dossierId', '=', 'c.dossierId').onRef('r.convocationId', '=', 'c.id'),
    )
    .leftJoin('moyens.vJuridiction as d', 'd.juridictionId', 'c.decisionJuridictionId')
    .leftJoin('agenda.convocation as s', jointure =>
      jointure.onRef('s.dossierId', '=', 'c.dossierId').onRef('s.remplaceId', '=', 'c.id'),
    )
    .select(colonnes)
    .select(['c.remiseVersion', 'c.remiseLe', 'c.remiseHeure', 'c.remiseLieu', 'r.partieA'])
    .select(['c.mesuresDitesA', 's.id as suiteId', 's.le as suiteLe', 's.heure as suiteHeure'])
    .select([
      't.libelle as typeLibelle',
      't.pieces',
      't.annonce',
      't.rappelsHeures',
      'a.nomComplet as agentNom',
      'a.telephone as agentTelephone',
      'l.nomPublic',
      'l.telephone as lieuTelephone',
      'l.commune as lieuCommune',
      'l.nom as lieuNom',
      'l.adresseComplete as lieuAdresse',
      'l.entiteNom',
      'l.acces',
      'l.fuseau',
      'p.agendaNom',
      'p.intitule',
      'r.arriveeA',
      'd.nom as decisionJuridictionNom',
      sql<string | null>`coalesce(q.service_id, q.juridiction_id)`.as('donneeParEntiteId'),
    ])
export const convocation = (tx: Tx, dossierId: string, id: string) =>
  convocationsLues(tx)
    .where('c.dossierId', '=', dossierId)
    .where('c.id', '=', id)
    .executeTakeFirst()
export const convocations = (tx: Tx, demandees: { dossierId: string; convocationId: string }[]) =>
  convocationsLues(tx)
    .where(
      'c.dossierId',
      'in',
      demandees.map(ligne => ligne.dossierId),
    )
    .where(
      'c.id',
      'in',
      demandees.map(ligne => ligne.convocationId),
    )
    .execute()
export type Convocation = NonNullable<Awaited<ReturnType<typeof convocation>>>

/**
 * Writers on one agent's hours or one agenda's places, then on one person's, come one after the
 * other: constraints met in disorder would deadlock.
 */
export const prendreSonTour = (
  tx: Tx,
  donnees: { agentId: string | null; agendaId: string | null; dossierId: string },
) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(cle, 0)) FROM unnest(${[
    ...(donnees.agentId ? [`agent:${donnees.agentId}`] : []),
    ...(donnees.agendaId ? [`agenda:${donnees.agendaId}`] : []),
    `personne:${donnees.dossierId}`,
  ]}::text[]) WITH ORDINALITY AS x (cle, rang) ORDER BY rang`.execute(db(tx))
export const verrouiller = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['id', 'etat', 'le', 'heure', 'version'])
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

export const convocationsDuDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('creneaux.vPlage as p', 'p.plageId', 'c.plageId')
    .select([
      'c.id',
      'c.dossierId',
      'c.le',
      'c.heure',
      'c.dureeMinutes',
      't.libelle as typeLibelle',
      'c.lieu',
      'c.etat',
      'p.agendaNom',
    ])
    .select(['a.nomComplet as agentNom', 'c.serieId'])
    .where('c.dossierId', '=', dossierId)
    .orderBy('c.le', 'desc')
    .orderBy('c.heure', 'desc')
    .orderBy('c.id')
    .execute()

/** Convocations of an entité for which the person said that they would not come. */
export const excusees = (tx: Tx, dossierId: string, entiteId: string | null) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select('id')
    .where('dossierId', '=', dossierId)
    .where('entiteId', '=', entiteId)
    .where('etat', '=', constante('excusee'))
    .orderBy('id')
    .execute()
export const verserDans = (tx: Tx, dossierId: string, absorbeId: string) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
