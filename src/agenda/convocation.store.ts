import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda', 'dossiers.vIdentite' | 'moyens.vAgent' | 'mesures.vMesure' | 'mesures.vAttenteSaisine'>()

type Champs = {
  agentId: string
  serviceId: string
  antenneId: string | null
  type: string
  lieu: string
  adresse: string
  le: string
  heure: string
  dureeMinutes: number
  consigne: string | null
}
export const insererConvocation = (tx: Tx, c: Champs & { dossierId: string; creeePar: string; remplaceId?: string | null }) =>
  db(tx).insertInto('agenda.convocation').values(c).returning('id').executeTakeFirstOrThrow()
export const deplacer = (tx: Tx, dossierId: string, id: string, version: number, c: Champs) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set({ ...c, version: version + 1 })
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
export async function changerEtat(
  tx: Tx,
  e: { dossierId: string; convocationId: string; etat: string; par: string; motif: string | null; detail?: object },
) {
  const { detail, ...etat } = e
  await db(tx)
    .updateTable('agenda.convocation')
    .set({ etat: e.etat })
    .where('dossierId', '=', e.dossierId)
    .where('id', '=', e.convocationId)
    .execute()
  await noterEtat(tx, { ...etat, ...(detail ? { detail } : {}) })
}
export const noterEtat = (
  tx: Tx,
  e: { dossierId: string; convocationId: string; etat: string; par: string; motif: string | null; detail?: object },
) =>
  db(tx)
    .insertInto('agenda.etatDeConvocation')
    .values({ ...e, detail: e.detail ? JSON.stringify(e.detail) : null })
    .execute()

export const convocation = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('agenda.arrivee as r', j => j.onRef('r.dossierId', '=', 'c.dossierId').onRef('r.convocationId', '=', 'c.id'))
    .select([
      'c.dossierId',
      'c.id',
      'c.agentId',
      'c.serviceId',
      'c.antenneId',
      'c.type',
      'c.lieu',
      'c.adresse',
      'c.le',
      'c.heure',
      'c.dureeMinutes',
      'c.consigne',
      'c.etat',
      'c.version',
      'c.remplaceId',
      'a.nomComplet as agentNom',
      'a.telephone as agentTelephone',
      'r.arriveeA',
    ])
    .where('c.dossierId', '=', dossierId)
    .where('c.id', '=', id)
    .executeTakeFirst()
export type Convocation = NonNullable<Awaited<ReturnType<typeof convocation>>>

/** Writers on one agent's hours, then on one person's, come one after the other: two exclusion constraints met in disorder would deadlock. */
export const prendreSonTour = (tx: Tx, agentId: string, dossierId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`agent:${agentId}`}, 0)), pg_advisory_xact_lock(hashtextextended(${`personne:${dossierId}`}, 0))`.execute(
    db(tx),
  )
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
    .execute()

export const convocationsDuDossier = (tx: Tx, dossierId: string, limite = 100) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .select(['c.id', 'c.dossierId', 'c.le', 'c.heure', 'c.dureeMinutes', 'c.type', 'c.lieu', 'c.etat', 'a.nomComplet as agentNom'])
    .where('c.dossierId', '=', dossierId)
    .orderBy('c.le', 'desc')
    .orderBy('c.heure', 'desc')
    .limit(limite)
    .execute()

/** The people convened on a day in a service, for the desk: hour, name, agent, and who has come. */
export const listeDuJour = (tx: Tx, serviceId: string, le: string, antenneId?: string) => {
  const q = db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'c.agentId')
    .leftJoin('agenda.arrivee as r', j => j.onRef('r.dossierId', '=', 'c.dossierId').onRef('r.convocationId', '=', 'c.id'))
    .select([
      'c.id',
      'c.dossierId',
      'c.heure',
      'c.dureeMinutes',
      'c.type',
      'c.lieu',
      'c.etat',
      'i.nom',
      'i.nomUsage',
      'i.prenoms',
      'i.naissanceLe',
      'i.numero',
      'i.interprete',
      'a.nomComplet as agentNom',
      'r.arriveeA',
    ])
    .where('c.serviceId', '=', serviceId)
    .where('c.le', '=', le)
    .where('c.etat', 'not in', ['annulee', 'reportee'])
    .orderBy('c.heure')
    .orderBy('i.nom')
  return (antenneId ? q.where('c.antenneId', '=', antenneId) : q).execute()
}

export const pointer = (tx: Tx, a: { dossierId: string; convocationId: string; arriveeA: string; pointeePar: string }) =>
  db(tx)
    .insertInto('agenda.arrivee')
    .values(a)
    .onConflict(oc => oc.columns(['dossierId', 'convocationId']).doNothing())
    .execute()
export const depointer = (tx: Tx, dossierId: string, convocationId: string) =>
  db(tx).deleteFrom('agenda.arrivee').where('dossierId', '=', dossierId).where('convocationId', '=', convocationId).execute()

/** Until when the person may be convoked: the latest end of the measures, null when one has no end, undefined when there is none. */
export async function finDuSuivi(tx: Tx, dossierId: string): Promise<string | null | undefined> {
  const { n, sansFin, fin } = await db(tx)
    .selectFrom('mesures.vMesure')
    .select(eb => [
      eb.fn.countAll<number>().as('n'),
      sql<number>`count(*) FILTER (WHERE fin_le IS NULL)`.as('sansFin'),
      sql<string | null>`max(fin_le)`.as('fin'),
    ])
    .where('dossierId', '=', dossierId)
    .executeTakeFirstOrThrow()
  return Number(n) === 0 ? undefined : Number(sansFin) > 0 ? null : fin
}

/** Convocations still to come after a day, to be cancelled when their ground ends. */
export const aVenirApres = (tx: Tx, dossierId: string, le: string) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select('id')
    .where('dossierId', '=', dossierId)
    .where('etat', '=', 'prevue')
    .where('le', '>', le)
    .execute()
export const verserDans = (tx: Tx, dossierId: string, absorbeId: string) =>
  db(tx).updateTable('agenda.convocation').set({ dossierId }).where('dossierId', '=', absorbeId).execute()
/** Hours already taken by an agent on a day. */
export const occupations = (tx: Tx, agentId: string, le: string) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['heure', 'dureeMinutes'])
    .where('agentId', '=', agentId)
    .where('le', '=', le)
    .where('etat', '=', 'prevue')
    .orderBy('heure')
    .execute()
