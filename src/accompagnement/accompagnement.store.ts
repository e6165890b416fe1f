import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'accompagnement', 'moyens.vAgent'>()

/**
 * Serialises the writers of one dossier's plan and évaluation, for the length of the transaction.
 */
export const verrouiller = (tx: Tx, quoi: 'plan' | 'evaluation', dossierId: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`${quoi}:${dossierId}`}, 0))`.execute(db(tx))

export async function evaluation(tx: Tx, dossierId: string) {
  const tete = await db(tx)
    .selectFrom('accompagnement.evaluation as e')
    .innerJoin('accompagnement.evaluationVersion as v', jointure =>
      jointure
        .onRef('v.dossierId', '=', 'e.dossierId')
        .onRef('v.evaluationId', '=', 'e.id')
        .onRef('v.version', '=', 'e.version'),
    )
    .innerJoin('moyens.vAgent as a', 'a.agentId', 'v.ecritePar')
    .select([
      'e.id',
      'e.version',
      'e.commenceeLe',
      'v.synthese',
      'v.ecriteA',
      'a.nomComplet as agentNom',
    ])
    .where('e.dossierId', '=', dossierId)
    .orderBy('e.commenceeLe', 'desc')
    .executeTakeFirst()
  if (!tete) return undefined
  const lignes = await db(tx)
    .selectFrom('accompagnement.domaineEvalue')
    .select(['domaine', 'appuis', 'obstacles', 'paroles', 'desaccord'])
    .where('dossierId', '=', dossierId)
    .where('evaluationId', '=', tete.id)
    .where('version', '=', tete.version)
    .execute()
  return { ...tete, domaines: lignes }
}
type DomaineEcrit = {
  domaine: string
  appuis: string | null
  obstacles: string | null
  paroles: string | null
  desaccord: string | null
}
export async function ecrireEvaluation(
  tx: Tx,
  evaluation: {
    dossierId: string
    id: string | null
    version: number
    synthese: string | null
    domaines: DomaineEcrit[]
    par: string
    le: string
  },
) {
  const { dossierId, version, synthese, par } = evaluation
  const id = evaluation.id ?? uuidv7()
  if (evaluation.id)
    await db(tx)
      .updateTable('accompagnement.evaluation')
      .set({ version })
      .where('dossierId', '=', dossierId)
      .where('id', '=', id)
      .execute()
  else
    await db(tx)
      .insertInto('accompagnement.evaluation')
      .values({ dossierId, id, commenceeLe: evaluation.le, version })
      .execute()
  await db(tx)
    .insertInto('accompagnement.evaluationVersion')
    .values({ dossierId, evaluationId: id, version, synthese, ecritePar: par })
    .execute()
  if (evaluation.domaines.length)
    await db(tx)
      .insertInto('accompagnement.domaineEvalue')
      .values(
        evaluation.domaines.map(domaine => ({ dossierId, evaluationId: id, version, ...domaine })),
      )
      .execute()
}

export const versionsDePlan = (tx: Tx, dossierId: string) =>
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
    .execute()

/**
 * A version of the plan with its objectives and steps in order; without a number, the latest. Two
 * queries whatever its size.
 */
export async function plan(tx: Tx, dossierId: string, version?: number) {
  const requete = db(tx)
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
  const tete = await (version
    ? requete.where('p.version', '=', version)
    : requete
  ).executeTakeFirst()
  if (!tete) return undefined
  const lignes = await db(tx)
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
    .where('o.version', '=', tete.version)
    .orderBy('o.rang')
    .orderBy('e.rang')
    .execute()
  const objectifs: {
    objectifId: string
    intitule: string
    domaine: string
    etapes: {
      etapeId: string
      quoi: string
      qui: string | null
      avec: string | null
      pourLe: string | null
      faiteLe: string | null
    }[]
  }[] = []
  for (const { objectifId, intitule, domaine, etapeId, quoi, ...reste } of lignes) {
    if (objectifs.at(-1)?.objectifId !== objectifId)
      objectifs.push({ objectifId, intitule, domaine, etapes: [] })
    if (etapeId && quoi) objectifs.at(-1)?.etapes.push({ etapeId, quoi, ...reste })
  }
  return { ...tete, objectifs }
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
    pourLe?: string | undefined
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
    accord: string
    accordLe: string
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
    le: string
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

/**
 * The absorbed dossier's plans come before those of the kept one: their numbers are shifted, none
 * is lost.
 */
export async function verserDans(tx: Tx, dossierId: string, absorbeId: string) {
  for (const texte of [
    'accompagnement.entretien',
    'accompagnement.evaluation',
    'accompagnement.etapeFaite',
    'accompagnement.etapeAnnulee',
  ] as const)
    await db(tx).updateTable(texte).set({ dossierId }).where('dossierId', '=', absorbeId).execute()
  const { n: nombre } = await db(tx)
    .selectFrom('accompagnement.planVersion')
    .select(sql<number>`coalesce(max(version), 0)::int`.as('n'))
    .where('dossierId', '=', absorbeId)
    .executeTakeFirstOrThrow()
  if (nombre === 0) return
  await db(tx)
    .updateTable('accompagnement.planVersion')
    .set({ version: sql<number>`version + 100000` })
    .where('dossierId', '=', dossierId)
    .execute()
  await db(tx)
    .updateTable('accompagnement.planVersion')
    .set({ dossierId })
    .where('dossierId', '=', absorbeId)
    .execute()
  await db(tx)
    .updateTable('accompagnement.planVersion')
    .set({ version: sql<number>`version - 100000 + ${nombre}` })
    .where('dossierId', '=', dossierId)
    .where('version', '>', 100_000)
    .execute()
}
