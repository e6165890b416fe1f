import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { fonctionsQuiSuivent } from '../moyens/index.ts'
import { litteral } from '../platform/db/connexion.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'
import { verserNouvelles } from './nouvelle.store.ts'
import { ouvrirPerimetre } from './ouverture.store.ts'

const db = tables<
  'dossiers',
  'moyens.vAgent' | 'moyens.vService' | 'moyens.vAntenne' | 'moyens.vEtablissement'
>()

/**
 * SQL of the first lock: does this dossier exist for whoever has just opened the transaction, whole
 * or as far as one of these reaches?
 */
export const perimetreSql = (dossierId: string, portees: string[]): string =>
  portees.length > 0
    ? `dossiers.ouvert(${litteral(dossierId)}::uuid, '{dossier,${portees.join(',')}}')`
    : `EXISTS (SELECT 1 FROM dossiers.v_perimetre
      WHERE dossier_id = ${litteral(dossierId)}::uuid
      AND entite_id = ANY ((SELECT platform.entites())::uuid[]) AND portee = 'dossier')`

/**
 * SQL that rides beside it: what whoever asks is to this dossier (and who follows it, where it is
 * not them), since when it is closed, or into which one it was merged, or by which transfer it is
 * proposed to them and nothing more.
 */
export const ouvertSql = (dossierId: string): string =>
  `dossiers.ouverture(${litteral(dossierId)}::uuid)`

/**
 * SQL of whom, among these, the entité of who reads does not follow: shown in a list, each of them
 * is in the journal.
 */
export const suivisAilleursSql = (dossierIds: string[]): string =>
  `dossiers.suivis_ailleurs(ARRAY[${dossierIds.map(litteral).join(', ')}]::uuid[])`

const identitesLues = (tx: Tx) =>
  db(tx)
    .selectFrom('dossiers.vIdentite as i')
    .innerJoin('dossiers.vPriseEnChargeActuelle as p', 'p.dossierId', 'i.dossierId')
    .innerJoin('moyens.vService as s', 's.serviceId', 'p.serviceId')
    .leftJoin('moyens.vAntenne as t', 't.antenneId', 'p.antenneId')
    .leftJoin('moyens.vAgent as r', 'r.agentId', 'p.referentId')
    .leftJoin('moyens.vEtablissement as e', 'e.etablissementId', 'i.etablissementId')
    .leftJoin('dossiers.dossier as d', 'd.dossierId', 'i.dossierId')
    .selectAll('i')
    .select([
      'p.serviceId',
      'p.antenneId',
      'p.referentId',
      'p.debutA',
      's.nom as serviceNom',
      's.departement as serviceDepartement',
      't.nom as antenneNom',
      'r.nomComplet as referentNom',
      'r.telephone as referentTelephone',
      'e.nom as etablissementNom',
      'd.decedeLe',
    ])
export const identite = (tx: Tx, dossierId: string) =>
  identitesLues(tx).where('i.dossierId', '=', dossierId).executeTakeFirst()
/** Who it is, in whatever reach: what the reach does not show is empty. */
export const identiteEtroite = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.vIdentite')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .executeTakeFirst()
export type IdentiteEtroite = NonNullable<Awaited<ReturnType<typeof identiteEtroite>>>
export const identites = (tx: Tx, dossierIds: string[]) =>
  identitesLues(tx).where('i.dossierId', 'in', dossierIds).execute()
export type Identite = NonNullable<Awaited<ReturnType<typeof identite>>>

/** Who, among these that one reads whole, died, and when. */
export const decesDe = async (tx: Tx, dossierIds: string[]): Promise<Map<string, string>> => {
  if (dossierIds.length === 0) return new Map()
  const lus = await db(tx)
    .selectFrom('dossiers.dossier')
    .select(['dossierId', 'decedeLe'])
    .where('dossierId', 'in', dossierIds)
    .execute()
  return new Map(
    lus.flatMap(({ dossierId, decedeLe }) => (decedeLe ? [[dossierId, decedeLe] as const] : [])),
  )
}

/**
 * What the acts of the measures say of a death, for every screen that shows whose dossier it is.
 */
export const noterLeDeces = (tx: Tx, dossierId: string, decedeLe: string | null) =>
  db(tx)
    .updateTable('dossiers.dossier')
    .set({ decedeLe })
    .where('dossierId', '=', dossierId)
    .where('decedeLe', 'is distinct from', decedeLe)
    .execute()

export const personne = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.personne as p')
    .innerJoin('dossiers.dossier as d', 'd.dossierId', 'p.dossierId')
    .selectAll('p')
    .select(['d.numero', 'd.numeroAppi', 'd.closA', 'd.fusionneDans'])
    .where('p.dossierId', '=', dossierId)
    .executeTakeFirst()

export const dossierParNumero = (tx: Tx, numero: string) =>
  db(tx)
    .selectFrom('dossiers.dossier')
    .select([
      'dossierId',
      'numero',
      'fusionneDans',
      sql<string>`dossiers.qualite(dossier_id)`.as('qualite'),
    ])
    .where(eb =>
      eb.or([eb('numero', '=', numero.toUpperCase()), eb('numeroAppi', '=', numero.toUpperCase())]),
    )
    .executeTakeFirst()

/** The sheets of these people, to compare with. */
export const personnes = (tx: Tx, dossierIds: string[]) =>
  dossierIds.length === 0
    ? Promise.resolve([])
    : db(tx)
        .selectFrom('dossiers.personne as p')
        .innerJoin('dossiers.dossier as d', 'd.dossierId', 'p.dossierId')
        .selectAll('p')
        .select('d.numeroAppi')
        .where('p.dossierId', 'in', dossierIds)
        .execute()

type Personne = Parameters<ReturnType<typeof db>['insertInto']>[0] extends never
  ? never
  : Record<string, unknown>
export async function insererDossier(
  tx: Tx,
  dossier: {
    numeroAppi: string | null
    ouvertLe: string
    creePar: string
    personne: Personne
    serviceId: string
    antenneId: string | null
    referentId: string | null
    debutA: string
    motif: string
  },
) {
  const dossierId = uuidv7()
  const { numeroAppi, ouvertLe, creePar, serviceId, antenneId, referentId, debutA, motif } = dossier
  await db(tx)
    .insertInto('dossiers.dossier')
    .values({ dossierId, numeroAppi, ouvertLe, creePar })
    .execute()
  const id = uuidv7()
  await ouvrirPerimetre(tx, dossierId, serviceId, { motif: 'prise_en_charge', causeId: id })
  await db(tx)
    .insertInto('dossiers.personne')
    .values({
      ...(dossier.personne as { nom: string; prenoms: string; naissanceLe: string }),
      dossierId,
      modifiePar: creePar,
    })
    .execute()
  await db(tx)
    .insertInto('dossiers.priseEnCharge')
    .values({ dossierId, id, serviceId, antenneId, referentId, debutA, motif, decideePar: creePar })
    .execute()
  return dossierId
}

/**
 * Locks the dossier for the length of the transaction: two writes on the thread of one person come
 * one after the other.
 */
export const verrouillerDossier = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.dossier')
    .select(['dossierId', 'numero', 'closA', 'fusionneDans'])
    .where('dossierId', '=', dossierId)
    .forUpdate()
    .executeTakeFirst()

export async function corrigerPersonne(
  tx: Tx,
  dossierId: string,
  avant: object,
  version: number,
  valeurs: Personne,
  par: string,
  numeroAppi: string | null,
) {
  await db(tx)
    .insertInto('dossiers.personneVersion')
    .values({ dossierId, version, valeurs: JSON.stringify(avant), remplaceePar: par })
    .execute()
  await db(tx)
    .updateTable('dossiers.personne')
    .set({ ...valeurs, version: version + 1, modifiePar: par, modifieA: sql<string>`now()` })
    .where('dossierId', '=', dossierId)
    .execute()
  await db(tx)
    .updateTable('dossiers.dossier')
    .set({ numeroAppi })
    .where('dossierId', '=', dossierId)
    .execute()
}
export const versionsDePersonne = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.personneVersion as v')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'v.remplaceePar')
    .select(['v.version', 'v.valeurs', 'v.remplaceeA', 'a.nomComplet'])
    .where('v.dossierId', '=', dossierId)
    .orderBy('v.version', 'desc')
    .execute()

export const priseActuelle = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.priseEnCharge')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .where('finA', 'is', null)
    .executeTakeFirst()

export const prise = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('dossiers.priseEnCharge')
    .selectAll()
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .executeTakeFirst()

/**
 * Ends the present link and opens the next one at the same instant: the chain has neither gap nor
 * overlap.
 */
export async function enchainer(
  tx: Tx,
  dossierId: string,
  suite: {
    serviceId: string
    antenneId: string | null
    referentId: string | null
    motif: string
    decideePar: string
  },
): Promise<{ id: string }> {
  const actuelle = await db(tx)
    .selectFrom('dossiers.priseEnCharge')
    .select([
      'id',
      sql<string>`greatest(clock_timestamp(), debut_a + interval '1 microsecond')::text`.as(
        'instant',
      ),
    ])
    .where('dossierId', '=', dossierId)
    .where('finA', 'is', null)
    .executeTakeFirstOrThrow()
  await db(tx)
    .updateTable('dossiers.priseEnCharge')
    .set({ finA: actuelle.instant })
    .where('dossierId', '=', dossierId)
    .where('id', '=', actuelle.id)
    .execute()
  return db(tx)
    .insertInto('dossiers.priseEnCharge')
    .values({ dossierId, ...suite, debutA: actuelle.instant, precedenteId: actuelle.id })
    .returning('id')
    .executeTakeFirstOrThrow()
}

export const chaine = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.priseEnCharge as p')
    .innerJoin('moyens.vService as s', 's.serviceId', 'p.serviceId')
    .leftJoin('moyens.vAgent as r', 'r.agentId', 'p.referentId')
    .select([
      'p.id',
      'p.debutA',
      'p.finA',
      'p.motif',
      's.nom as serviceNom',
      'r.nomComplet as referentNom',
    ])
    .where('p.dossierId', '=', dossierId)
    .orderBy('p.debutA')
    .orderBy('p.id')
    .execute()

/** Each agent there with the number of open dossiers that they follow. */
export const charges = (tx: Tx, serviceId: string, aujourdhui: string) =>
  db(tx)
    .selectFrom('moyens.vAgent as a')
    .leftJoin('dossiers.priseEnCharge as p', jointure =>
      jointure.onRef('p.referentId', '=', 'a.agentId').on('p.finA', 'is', null),
    )
    // A link outlives the closing of its dossier (the thread is not broken), but weighs on nobody.
    .leftJoin('dossiers.dossier as d', jointure =>
      jointure.onRef('d.dossierId', '=', 'p.dossierId').on('d.closA', 'is', null),
    )
    .select([
      'a.agentId',
      'a.nomComplet',
      'a.fonction',
      'a.profil',
      eb => eb.fn.count<number>('d.dossierId').as('dossiers'),
    ])
    .where('a.serviceId', '=', serviceId)
    .where('a.arriveLe', '<=', aujourdhui)
    .where('a.partiLe', 'is', null)
    .where('a.fonction', 'in', fonctionsQuiSuivent)
    .groupBy(['a.agentId', 'a.nomComplet', 'a.fonction', 'a.profil', 'a.nom', 'a.prenom'])
    .orderBy(nomFrancais('a.nom'))
    .orderBy(nomFrancais('a.prenom'))
    .orderBy('a.agentId')
    .execute()

/**
 * How many open dossiers this agent follows, wherever they are: counted for all, since a row of
 * another périmètre counts too.
 */
export const dossiersSuivis = async (tx: Tx, agentId: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`SELECT dossiers.suivis_par(${agentId}) AS n`.execute(
    db(tx),
  )
  return Number(rows[0]?.n ?? 0)
}

/**
 * Marks `absorbeId` as merged and keeps a snapshot of all that dossiers knew of it; other modules
 * move their rows by reaction.
 */
export async function fusionner(
  tx: Tx,
  donnees: {
    dossierId: string
    absorbeId: string
    absorbeNumero: string
    motif: string
    fusionneA: string
    fusionnePar: string
  },
) {
  const [personneLue, versions, liens] = [
    await personne(tx, donnees.absorbeId),
    await versionsDePersonne(tx, donnees.absorbeId),
    await chaine(tx, donnees.absorbeId),
  ]
  await verserNouvelles(tx, donnees.dossierId, donnees.absorbeId)
  await db(tx)
    .updateTable('dossiers.dossier')
    .set({ fusionneDans: donnees.dossierId })
    .where('dossierId', '=', donnees.absorbeId)
    .execute()
  await db(tx)
    .updateTable('dossiers.priseEnCharge')
    .set({ finA: sql<string>`greatest(clock_timestamp(), debut_a + interval '1 microsecond')` })
    .where('dossierId', '=', donnees.absorbeId)
    .where('finA', 'is', null)
    .execute()
  await db(tx)
    .updateTable('dossiers.proposition')
    .set({ dossierId: donnees.dossierId })
    .where('dossierId', '=', donnees.absorbeId)
    .where('decision', 'is', null)
    .execute()
  await db(tx)
    .insertInto('dossiers.fusion')
    .values({
      ...donnees,
      instantane: JSON.stringify({ personne: personneLue, versions, priseEnCharge: liens }),
    })
    .execute()
}
/** What the dossier was called in the bases that it comes from. */
export const anciensNumeros = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.ancienNumero')
    .select(['numero', 'remplaceA'])
    .where('dossierId', '=', dossierId)
    .orderBy('remplaceA', 'desc')
    .orderBy('numero')
    .execute()
export const fusions = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.fusion as f')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'f.fusionnePar')
    .select(['f.id', 'f.absorbeNumero', 'f.motif', 'f.fusionneA', 'f.instantane', 'a.nomComplet'])
    .where('f.dossierId', '=', dossierId)
    .orderBy('f.fusionneA', 'desc')
    .orderBy('f.id')
    .execute()
