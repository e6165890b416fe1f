import { type convocation, repriseParUnAutre } from '../agenda/index.ts'
import { type Context, ici } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDeChanger } from './changement.rules.ts'

export type Convocation = NonNullable<Awaited<ReturnType<typeof convocation>>>
/** What stands in the way of changing it, for whoever asks. */
export async function refusALAudience(
  tx: Tx,
  context: Context,
  convocation: Convocation,
): Promise<Refusal[]> {
  const mienne = trouver(context.acteur.juridictionId)
  return refusDeChanger(convocation, {
    parMonTribunal:
      convocation.decisionJuridictionId === mienne &&
      (convocation.origine === 'bex' || convocation.origine === 'greffe'),
    repriseParLeService: await repriseParUnAutre(tx, convocation.dossierId, convocation.id, mienne),
    maintenant: ici(context),
  })
}
