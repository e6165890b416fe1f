import { sql } from 'kysely'
import type { Jour, Territoire } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'
import type { Plage } from './creneau.rules.ts'
import { colonnesDePlage } from './lecture.store.ts'

const db = tables<'creneaux', 'moyens.vAgent'>()

/**
 * Locks a row until the transaction ends, and tells its version: two who change it come one after
 * the other.
 */
export const verrouillerLieu = (tx: Tx, lieuId: string) =>
  db(tx)
    .selectFrom('creneaux.lieu')
    .selectAll()
    .where('id', '=', lieuId)
    .forUpdate()
    .executeTakeFirst()
export const verrouillerAgenda = (tx: Tx, agendaId: string) =>
  db(tx)
    .selectFrom('creneaux.agenda')
    .selectAll()
    .where('id', '=', agendaId)
    .forUpdate()
    .executeTakeFirst()
export const verrouillerType = (tx: Tx, entiteId: string, cle: string) =>
  db(tx)
    .selectFrom('creneaux.type')
    .selectAll()
    .where('entiteId', '=', entiteId)
    .where('cle', '=', cle)
    .forUpdate()
    .executeTakeFirst()
export const verrouillerPlage = (tx: Tx, plageId: string) =>
  db(tx)
    .selectFrom('creneaux.plage')
    .selectAll()
    .where('id', '=', plageId)
    .forUpdate()
    .executeTakeFirst()

type Type = {
  libelle: string
  fonctions: string[]
  dureeMinutes: number
  collectif: boolean
  modalite: Mot<'creneaux.type', 'modalite'>
  annonce: string | null
  pieces: string | null
  rappelsHeures: number[]
  besoinParSemaine: number | null
  actif: boolean
}
/** A new type gets its key from its words, with a number when these are taken. */
export const insererType = async (
  tx: Tx,
  entiteId: string,
  racine: string,
  type: Type,
): Promise<string> => {
  const { rows } = await sql<{ cle: string }>`
    SELECT ${racine}::text || CASE WHEN n = 1 THEN '' ELSE '_' || n END AS cle
    FROM generate_series(1, 1000) n
    WHERE NOT EXISTS (SELECT 1 FROM creneaux.type t
      WHERE t.entite_id = ${entiteId} AND t.cle = ${racine}::text || CASE WHEN n = 1 THEN ''
      ELSE '_' || n END)
    ORDER BY n LIMIT 1`.execute(db(tx))
  const cle = rows[0]?.cle ?? racine
  await db(tx)
    .insertInto('creneaux.type')
    .values({ entiteId, cle, ...type })
    .execute()
  return cle
}
export const modifierType = (tx: Tx, entiteId: string, cle: string, type: Type) =>
  db(tx)
    .updateTable('creneaux.type')
    .set(type)
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('entiteId', '=', entiteId)
    .where('cle', '=', cle)
    .execute()
/** How many ranges that live on a day or later serve each type of an entité. */
export const plagesParType = async (
  tx: Tx,
  entiteId: string,
  le: Jour,
): Promise<Map<string, number>> => {
  const { rows } = await sql<{ cle: string; n: number }>`
    SELECT t.cle, count(*)::int AS n FROM creneaux.v_plage p, unnest(p.types) AS t(cle)
    WHERE p.entite_id = ${entiteId} AND (p.au IS NULL OR (p.au >= ${le}::date AND p.au >= p.du))
    GROUP BY 1`.execute(db(tx))
  return new Map(rows.map(ligne => [ligne.cle, ligne.n]))
}

type Lieu = {
  nom: string | null
  nomPublic: string | null
  adresse: string | null
  codePostal: string | null
  commune: string | null
  telephone: string | null
  courriel: string | null
  acces: string | null
  ouvreA: string | null
  fermeA: string | null
  fermeLe: Jour | null
}
export const insererLieu = (
  tx: Tx,
  lieu: Lieu & { entiteId: string; territoire: Territoire; fuseau: string },
) => db(tx).insertInto('creneaux.lieu').values(lieu).returning('id').executeTakeFirstOrThrow()
export const modifierLieu = (tx: Tx, lieuId: string, lieu: Lieu) =>
  db(tx)
    .updateTable('creneaux.lieu')
    .set(lieu)
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('id', '=', lieuId)
    .execute()
/** The row of a place as its form shows it: what it says itself, apart from its antenne. */
export const lieuAModifier = (tx: Tx, lieuId: string) =>
  db(tx).selectFrom('creneaux.lieu').selectAll().where('id', '=', lieuId).executeTakeFirst()

/** Agendas of an entité with the names of their place and agent, those of the agents last. */
export const agendasDeLEntite = (tx: Tx, entiteId: string) =>
  db(tx)
    .selectFrom('creneaux.agenda as g')
    .innerJoin('creneaux.vLieu as l', 'l.lieuId', 'g.lieuId')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'g.agentId')
    .select([
      'g.id as agendaId',
      'g.entiteId',
      'g.nom',
      'g.lieuId',
      'g.agentId',
      'g.fermeLe',
      'g.version',
      'l.nom as lieuNom',
    ])
    .select(['a.nomComplet as agentNom', 'a.fonction'])
    .where('g.entiteId', '=', entiteId)
    .orderBy(eb => eb('g.agentId', 'is not', null))
    .orderBy(nomFrancais('g.nom'))
    .orderBy('g.id')
    .execute()
export type Agenda = Awaited<ReturnType<typeof agendasDeLEntite>>[number]
export const agendaAModifier = (tx: Tx, agendaId: string) =>
  db(tx).selectFrom('creneaux.agenda').selectAll().where('id', '=', agendaId).executeTakeFirst()
export const agendaDeLAgent = (tx: Tx, agentId: string, lieuId: string) =>
  db(tx)
    .selectFrom('creneaux.agenda')
    .selectAll()
    .where('agentId', '=', agentId)
    .where('lieuId', '=', lieuId)
    .executeTakeFirst()
type AgendaSaisi = { lieuId: string; nom: string; agentId: string | null; fermeLe: Jour | null }
export const insererAgenda = (tx: Tx, agenda: AgendaSaisi & { entiteId: string }) =>
  db(tx).insertInto('creneaux.agenda').values(agenda).returning('id').executeTakeFirstOrThrow()
/** An agenda stays where it is and whose it is. */
export const modifierAgenda = (
  tx: Tx,
  agendaId: string,
  agenda: Pick<AgendaSaisi, 'nom' | 'fermeLe'>,
) =>
  db(tx)
    .updateTable('creneaux.agenda')
    .set(agenda)
    .set(eb => ({ version: eb('version', '+', 1) }))
    .where('id', '=', agendaId)
    .execute()

/**
 * Ranges of an agenda, or of all agendas of an agent: what a new one must not overlap. Their
 * agendas are locked first, so that two come one after the other.
 */
export const plagesVoisines = async (
  tx: Tx,
  { agendaId, agentId }: { agendaId: string; agentId: string | null },
  du: Jour,
): Promise<Plage[]> => {
  const agendas = db(tx).selectFrom('creneaux.agenda').select('id').orderBy('id').forUpdate()
  await (agentId
    ? agendas.where('agentId', '=', agentId)
    : agendas.where('id', '=', agendaId)
  ).execute()
  const requete = db(tx)
    .selectFrom('creneaux.vPlage')
    .select(colonnesDePlage)
    .where(eb => eb.or([eb('au', 'is', null), eb('au', '>=', du)]))
  return await (agentId
    ? requete.where('agentId', '=', agentId)
    : requete.where('agendaId', '=', agendaId)
  ).execute()
}
type PlageSaisie = Omit<
  Plage,
  'plageId' | 'agendaNom' | 'entiteId' | 'lieuId' | 'agentId' | 'fermeLe'
> & {
  remplaceId: string | null
  creeePar: string
}
export const insererPlage = (tx: Tx, plage: PlageSaisie) =>
  db(tx).insertInto('creneaux.plage').values(plage).returning('id').executeTakeFirstOrThrow()
export const finirPlage = (tx: Tx, plageId: string, au: Jour) =>
  db(tx).updateTable('creneaux.plage').set({ au }).where('id', '=', plageId).execute()
/** True when another range says that it follows this one. */
export const estRemplacee = async (tx: Tx, plageId: string): Promise<boolean> =>
  (
    await db(tx)
      .selectFrom('creneaux.plage')
      .select('id')
      .where('remplaceId', '=', plageId)
      .limit(1)
      .execute()
  ).length > 0

type Absence = {
  entiteId: string
  agentId: string | null
  agendaId: string | null
  lieuId: string | null
  du: string
  au: string
  motif: Mot<'creneaux.absence', 'motif'>
}
export const insererAbsence = (tx: Tx, absence: Absence & { creeePar: string }) =>
  db(tx).insertInto('creneaux.absence').values(absence).returning('id').executeTakeFirstOrThrow()
export const verrouillerAbsence = (tx: Tx, absenceId: string) =>
  db(tx)
    .selectFrom('creneaux.absence')
    .selectAll()
    .where('id', '=', absenceId)
    .forUpdate()
    .executeTakeFirst()
export const retirerAbsence = (tx: Tx, absenceId: string, par: string, instant: string) =>
  db(tx)
    .updateTable('creneaux.absence')
    .set({ retireeA: instant, retireePar: par })
    .where('id', '=', absenceId)
    .execute()
/** Absences and closures of an entité that are not over, with the name of what is closed. */
export const absencesAVenir = (tx: Tx, entiteId: string, depuis: string) =>
  db(tx)
    .selectFrom('creneaux.vAbsence as b')
    .leftJoin('moyens.vAgent as a', 'a.agentId', 'b.agentId')
    .leftJoin('creneaux.vAgenda as g', 'g.agendaId', 'b.agendaId')
    .leftJoin('creneaux.vLieu as l', 'l.lieuId', 'b.lieuId')
    .select(['b.absenceId', 'b.agentId', 'b.agendaId', 'b.lieuId', 'b.du', 'b.au', 'b.motif'])
    .select(eb => eb.fn.coalesce('a.nomComplet', 'g.nom', 'l.nom').as('nom'))
    .where('b.entiteId', '=', entiteId)
    .where('b.au', '>', depuis)
    .orderBy('b.du')
    .orderBy('b.absenceId')
    .execute()
export type AbsenceAVenir = Awaited<ReturnType<typeof absencesAVenir>>[number]

/** The agent and the entité that they belong to. */
export const agentDe = async (tx: Tx, agentId: string) => {
  const agent = await db(tx)
    .selectFrom('moyens.vAgent')
    .select(['nomComplet', 'serviceId', 'juridictionId', 'arriveLe', 'partiLe'])
    .where('agentId', '=', agentId)
    .executeTakeFirst()
  return (
    agent && {
      ...agent,
      nom: agent.nomComplet,
      entiteId: agent.serviceId ?? agent.juridictionId,
      partiLe: agent.partiLe,
    }
  )
}
/** Ranges of a place that still live on a day or later. */
export const plagesDuLieu = async (tx: Tx, lieuId: string, le: Jour): Promise<Plage[]> =>
  await db(tx)
    .selectFrom('creneaux.vPlage')
    .select(colonnesDePlage)
    .where('lieuId', '=', lieuId)
    .where(eb =>
      eb.or([eb('au', 'is', null), eb.and([eb('au', '>=', le), eb('au', '>=', eb.ref('du'))])]),
    )
    .where(eb => eb.or([eb('fermeLe', 'is', null), eb('fermeLe', '>', le)]))
    .orderBy('plageId')
    .execute()
/** The agenda of a place that belongs to the agent, or that bears the name when it is nobody's. */
export const agendaDuLieu = (tx: Tx, lieuId: string, nom: string, agentId: string | null) => {
  const requete = db(tx).selectFrom('creneaux.agenda').select('id').where('lieuId', '=', lieuId)
  return (
    agentId
      ? requete.where('agentId', '=', agentId)
      : requete.where('nom', '=', nom).where('agentId', 'is', null)
  ).executeTakeFirst()
}
