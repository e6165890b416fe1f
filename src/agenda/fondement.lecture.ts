import { type FinDuSuivi, finDuSuivi } from '../mesures/index.ts'
import { type Context, ici } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { aVenir, empecheesParLaDetention } from './a-venir.store.ts'

/** Convocations to come that no measure covers, where the follow-up ends on that day. */
export async function horsDuSuivi(
  tx: Tx,
  context: Context,
  dossierId: string,
  fin: FinDuSuivi,
): Promise<string[]> {
  if (fin === null) return []
  return (await aVenir(tx, { dossierId, maintenant: ici(context), apresLe: fin })).map(
    ligne => ligne.id,
  )
}

/**
 * Motives to decide whose ground is gone for this convocation: a person freed, a measure that
 * covers it again.
 */
export async function motifsTombes(
  tx: Tx,
  context: Context,
  dossierId: string,
  convocationId: string,
): Promise<string[]> {
  const empechees = await empecheesParLaDetention(tx, dossierId, context.aujourdhui)
  const hors = await horsDuSuivi(tx, context, dossierId, await finDuSuivi(tx, dossierId))
  return [
    ...(empechees.includes(convocationId) ? [] : ['detention']),
    ...(hors.includes(convocationId) ? [] : ['mesure']),
  ]
}
