import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Jour } from '../platform/date.ts'
import { litteral } from '../platform/db/connexion.ts'
import { type Tx, tables } from '../platform/db/index.ts'
import { ouvrirPerimetre } from './ouverture.store.ts'
import type { Personne } from './personne.store.ts'

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
export const decesDe = async (tx: Tx, dossierIds: string[]): Promise<Map<string, Jour>> => {
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
export const noterLeDeces = (tx: Tx, dossierId: string, decedeLe: Jour | null) =>
  db(tx)
    .updateTable('dossiers.dossier')
    .set({ decedeLe })
    .where('dossierId', '=', dossierId)
    .where('decedeLe', 'is distinct from', decedeLe)
    .execute()

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

export async function insererDossier(
  tx: Tx,
  dossier: {
    numeroAppi: string | null
    ouvertLe: Jour
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
      ...(dossier.personne as { nom: string; prenoms: string; naissanceLe: Jour }),
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

/** What the dossier was called in the bases that it comes from. */
export const anciensNumeros = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('dossiers.ancienNumero')
    .select(['numero', 'remplaceA'])
    .where('dossierId', '=', dossierId)
    .orderBy('remplaceA', 'desc')
    .orderBy('numero')
    .execute()
