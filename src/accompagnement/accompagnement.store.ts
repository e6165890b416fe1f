import { sql } from 'kysely'
import { uuidv7 } from 'uuidv7'
import type { Jour } from '../platform/date.ts'
import { type Mot, type Tx, tables } from '../platform/db/index.ts'

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
  domaine: Mot<'accompagnement.domaineEvalue', 'domaine'>
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
    le: Jour
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
