import type { Tx } from '../platform/db/index.ts'
import type { Refusal } from '../platform/refusal.ts'
import { type Ecrivain, refusDeJuridiction, refusDuBex } from './competence.rules.ts'
import { saisieParQui } from './mesure.store.ts'

type Relevant = Parameters<typeof refusDeJuridiction>[1] & { dossierId: string; mesureId: string }
/**
 * What stops whoever acts from putting a measure right, withdrawing it or giving it back: the
 * commands refuse by it, the pages offer by it.
 */
export async function refusDeToucher(
  tx: Tx,
  acteur: Ecrivain,
  relevant: Relevant,
): Promise<Refusal[]> {
  const refus = refusDeJuridiction(acteur, relevant)
  return acteur.fonction === 'bex'
    ? [
        ...refus,
        ...refusDuBex(acteur, await saisieParQui(tx, relevant.dossierId, relevant.mesureId)),
      ]
    : refus
}
/** Of several measures, those that whoever acts may put right. */
export async function corrigibles(
  tx: Tx,
  acteur: Ecrivain,
  mesures: readonly Relevant[],
): Promise<string[]> {
  const permises: string[] = []
  for (const mesure of mesures)
    if ((await refusDeToucher(tx, acteur, mesure)).length === 0) permises.push(mesure.mesureId)
  return permises
}
