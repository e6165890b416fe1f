import { sql } from 'kysely'
import type { Jour, Moment } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'

const db = tables<
  'agenda',
  | 'dossiers.vIdentite'
  | 'moyens.vAgent'
  | 'moyens.vAntenne'
  | 'moyens.vEtablissement'
  | 'moyens.vJuridiction'
  | 'mesures.vMesure'
  | 'creneaux.vLieu'
  | 'creneaux.vType'
  | 'creneaux.vAbsence'
  | 'creneaux.vPlage'
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
  modalite: string
  lieu: string
  adresse: string
  le: Jour
  heure: string
  dureeMinutes: number
  consigne: string | null
  prevenir: boolean
}
type Origine = {
  origine?: string
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
  dossierId: string,
  id: string,
  version: number,
  convocation: Partial<Champs & { etat: string }>,
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

type Evenement = {
  dossierId: string
  convocationId: string
  etat: string
  par: string
  motif: string | null
  detail?: object
  cause?: 'acte' | 'cloture' | 'entretien' | 'remise' | undefined
  causeId?: string | undefined
}
export async function changerEtat(tx: Tx, evenement: Evenement): Promise<{ id: string }> {
  await db(tx)
    .updateTable('agenda.convocation')
    .set(eb => ({ etat: evenement.etat, version: eb('version', '+', 1) }))
    .where('dossierId', '=', evenement.dossierId)
    .where('id', '=', evenement.convocationId)
    .execute()
  return noterEtat(tx, evenement)
}
export const noterEtat = (tx: Tx, evenement: Evenement) =>
  db(tx)
    .insertInto('agenda.etatDeConvocation')
    .values({ ...evenement, detail: evenement.detail ? JSON.stringify(evenement.detail) : null })
    .returning('id')
    .executeTakeFirstOrThrow()

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

export const historique = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('agenda.etatDeConvocation as e')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'e.par')
    .select(['e.etat', 'e.a', 'e.motif', 'e.detail', 'a.nomComplet'])
    .where('e.dossierId', '=', dossierId)
    .where('e.convocationId', '=', id)
    .orderBy('e.a')
    .orderBy('e.id')
    .execute()

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
export const verserDans = (tx: Tx, dossierId: string, absorbeId: string) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()

type Ou = {
  dossierId: string
  agentId: string | null
  agendaId: string | null
  lieuId: string | null
  le: Jour
  heure: string
  dureeMinutes: number
}
/**
 * What stands in the way of a moment: absences and closures, the person's other convocations of the
 * day, group sessions, detention.
 */
export async function obstacles(tx: Tx, objet: Ou, saufId: string | null) {
  const moment = sql`tsrange(${objet.le}::date + ${objet.heure}::time,
    ${objet.le}::date + ${objet.heure}::time + ${objet.dureeMinutes}::int * interval '1 minute')`
  const absences = db(tx)
    .selectFrom('creneaux.vAbsence as b')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'b.agentId')
    .leftJoin('creneaux.vLieu as l', 'l.lieuId', 'b.lieuId')
    .select(['a.nomComplet', 'l.nom', 'b.du', 'b.au'])
    .where(eb =>
      eb.or([
        eb('b.agentId', '=', objet.agentId),
        eb('b.agendaId', '=', objet.agendaId),
        eb('b.lieuId', '=', objet.lieuId),
      ]),
    )
    .where(sql<boolean>`b.periode && ${moment}`)
    .execute()
  let autres = db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .select(['c.id', 'c.le', 'c.heure', 't.libelle', 'c.lieu', 'c.creeeA'])
    .where('c.dossierId', '=', objet.dossierId)
    .where('c.le', '=', objet.le)
    .where('c.etat', '=', constante('prevue'))
  if (saufId) autres = autres.where('c.id', '<>', saufId)
  // The place of an antenne has the antenne's own id.
  const detention = db(tx)
    .selectFrom('dossiers.vIdentite as i')
    .innerJoin('moyens.vEtablissement as e', 'e.etablissementId', 'i.etablissementId')
    .leftJoin('moyens.vAntenne as t', jointure => jointure.on('t.antenneId', '=', objet.lieuId))
    .select([
      'e.nom as etablissement',
      sql<boolean>`coalesce(t.etablissement_id = i.etablissement_id, false)`.as('ici'),
    ])
    .where('i.dossierId', '=', objet.dossierId)
    .executeTakeFirst()
  const [absent, convoquee, detenue] = await Promise.all([absences, autres.execute(), detention])
  return { absences: absent, autres: convoquee, detention: detenue }
}

export const estJuridiction = async (tx: Tx, entiteId: string): Promise<boolean> =>
  (await db(tx)
    .selectFrom('moyens.vJuridiction')
    .select('nom')
    .where('juridictionId', '=', entiteId)
    .executeTakeFirst()) !== undefined
