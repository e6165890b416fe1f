import { type Context, ici } from '../platform/command.ts'
import { estPassee } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { inscrire } from './a-decider.store.ts'
import { terminer } from './convocation.gestes.ts'
import type { Convocation } from './convocation.store.ts'

type Retrait = { remiseId: string; motif: string; reprise: boolean }
/**
 * A summons of the hearing was handed to somebody else: what is still to come is cancelled, and the
 * person told; what the service has taken over since is its own, and waits for its decision.
 */
export async function annulerApresRetrait(
  tx: Tx,
  context: Context,
  convocation: Convocation,
  { remiseId, motif, reprise }: Retrait,
): Promise<void> {
  if (convocation.etat !== 'prevue' || estPassee(convocation, ici(context))) return
  const qui = { dossierId: convocation.dossierId, convocationId: convocation.id }
  if (!reprise)
    return terminer(
      tx,
      context,
      { ...qui, cause: 'remise', causeId: remiseId },
      { etat: 'annulee', motif, prevenir: true },
    )
  const detail = 'La remise de l’audience qui l’a donnée est retirée.'
  await inscrire(tx, { ...qui, motif: 'remise', detail, par: context.acteur.id })
}
