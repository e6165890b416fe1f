import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'accompagnement', 'moyens.vAgent'>()

const versionsLues = (tx: Tx, dossierId: string) =>
  db(tx)
    .selectFrom('accompagnement.planVersion as p')
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'p.ecritePar')
    .select([
      'p.version',
      'p.motif',
      'p.accord',
      'p.accordLe',
      'p.accordParoles',
      'p.ecriteA',
      'a.nomComplet as agentNom',
    ])
    .where('p.dossierId', '=', dossierId)
    .orderBy('p.version', 'desc')
export const versionsDePlan = (tx: Tx, dossierId: string) => versionsLues(tx, dossierId).execute()

/** The objectives of a version, each with its steps, both in order: a line a step. */
const lignesDuPlan = (tx: Tx, dossierId: string, version: number) =>
  db(tx)
    .selectFrom('accompagnement.objectif as o')
    .leftJoin('accompagnement.etape as e', jointure =>
      jointure
        .onRef('e.dossierId', '=', 'o.dossierId')
        .onRef('e.version', '=', 'o.version')
        .onRef('e.objectifId', '=', 'o.objectifId'),
    )
    .leftJoin('accompagnement.etapeFaite as f', jointure =>
      jointure.onRef('f.dossierId', '=', 'e.dossierId').onRef('f.etapeId', '=', 'e.etapeId'),
    )
    .select([
      'o.objectifId',
      'o.intitule',
      'o.domaine',
      'e.etapeId',
      'e.quoi',
      'e.qui',
      'e.avec',
      'e.pourLe',
      'f.le as faiteLe',
    ])
    .where('o.dossierId', '=', dossierId)
    .where('o.version', '=', version)
    .orderBy('o.rang')
    .orderBy('e.rang')
    .execute()

type Objectif = {
  objectifId: string
  intitule: string
  domaine: string
  etapes: {
    etapeId: string
    quoi: string
    qui: string | null
    avec: string | null
    pourLe: Jour | null
    faiteLe: Jour | null
  }[]
}
function objectifsDe(lignes: Awaited<ReturnType<typeof lignesDuPlan>>): Objectif[] {
  const objectifs: Objectif[] = []
  for (const { objectifId, intitule, domaine, etapeId, quoi, ...reste } of lignes) {
    if (objectifs.at(-1)?.objectifId !== objectifId)
      objectifs.push({ objectifId, intitule, domaine, etapes: [] })
    if (etapeId && quoi) objectifs.at(-1)?.etapes.push({ etapeId, quoi, ...reste })
  }
  return objectifs
}

/**
 * A version of the plan with its objectives and steps in order; without a number, the latest. Two
 * queries whatever its size.
 */
export async function plan(tx: Tx, dossierId: string, version?: number) {
  const requete = versionsLues(tx, dossierId)
  const tete = await (version
    ? requete.where('p.version', '=', version)
    : requete
  ).executeTakeFirst()
  if (!tete) return undefined
  return { ...tete, objectifs: objectifsDe(await lignesDuPlan(tx, dossierId, tete.version)) }
}
export type Plan = NonNullable<Awaited<ReturnType<typeof plan>>>

type ObjectifEcrit = {
  objectifId?: string | undefined
  intitule: string
  domaine: string
  etapes: {
    etapeId?: string | undefined
    quoi: string
    qui?: string | undefined
    avec?: string | undefined
    pourLe?: Jour | undefined
  }[]
}
export async function ecrirePlan(
  tx: Tx,
  plan: {
    dossierId: string
    version: number
    motif: string | null
    par: string
    objectifs: ObjectifEcrit[]
  },
) {
  const { dossierId, version } = plan
  await db(tx)
    .insertInto('accompagnement.planVersion')
    .values({ dossierId, version, motif: plan.motif, ecritePar: plan.par })
    .execute()
  const objectifs = plan.objectifs.map((objectif, i) => ({
    ...objectif,
    objectifId: objectif.objectifId ?? uuidv7(),
    rang: i + 1,
  }))
  await db(tx)
    .insertInto('accompagnement.objectif')
    .values(
      objectifs.map(({ objectifId, rang, domaine, intitule }) => ({
        dossierId,
        version,
        objectifId,
        rang,
        domaine,
        intitule,
      })),
    )
    .execute()
  const etapes = objectifs.flatMap(objectif =>
    objectif.etapes.map((etape, i) => ({
      dossierId,
      version,
      etapeId: etape.etapeId ?? uuidv7(),
      objectifId: objectif.objectifId,
      rang: i + 1,
      quoi: etape.quoi,
      qui: etape.qui ?? null,
      avec: etape.avec ?? null,
      pourLe: etape.pourLe ?? null,
    })),
  )
  if (etapes.length) await db(tx).insertInto('accompagnement.etape').values(etapes).execute()
}
export const recueillirAccord = (
  tx: Tx,
  dossierId: string,
  version: number,
  donnees: {
    accord: Mot<'accompagnement.planVersion', 'accord'>
    accordLe: Jour
    accordParoles: string | null
    accordRecueilliPar: string
  },
) =>
  db(tx)
    .updateTable('accompagnement.planVersion')
    .set(donnees)
    .where('dossierId', '=', dossierId)
    .where('version', '=', version)
    .where('accord', 'is', null)
    .returning('version')
    .executeTakeFirst()
export const etapeConnue = (tx: Tx, dossierId: string, etapeId: string) =>
  db(tx)
    .selectFrom('accompagnement.etape')
    .select('etapeId')
    .where('dossierId', '=', dossierId)
    .where('etapeId', '=', etapeId)
    .executeTakeFirst()
export const noterEtape = (
  tx: Tx,
  etape: {
    dossierId: string
    etapeId: string
    le: Jour
    commentaire: string | null
    noteePar: string
  },
) =>
  db(tx)
    .insertInto('accompagnement.etapeFaite')
    .values(etape)
    .onConflict(oc => oc.columns(['dossierId', 'etapeId']).doNothing())
    .execute()

/** Undoes a step noted done, kept as it had been noted; undefined when it was not. */
export async function annulerEtape(
  tx: Tx,
  dossierId: string,
  etapeId: string,
  annuleePar: string,
): Promise<true | undefined> {
  const notee = ['dossierId', 'etapeId', 'le', 'commentaire', 'noteeA', 'noteePar'] as const
  const faite = db(tx)
    .selectFrom('accompagnement.etapeFaite')
    .where('dossierId', '=', dossierId)
    .where('etapeId', '=', etapeId)
  const { numInsertedOrUpdatedRows } = await db(tx)
    .insertInto('accompagnement.etapeAnnulee')
    .columns([...notee, 'annuleePar'])
    .expression(faite.select([...notee, sql<string>`${annuleePar}::uuid`.as('annuleePar')]))
    .executeTakeFirstOrThrow()
  if (!numInsertedOrUpdatedRows) return undefined
  await db(tx)
    .deleteFrom('accompagnement.etapeFaite')
    .where('dossierId', '=', dossierId)
    .where('etapeId', '=', etapeId)
    .execute()
  return true
}
