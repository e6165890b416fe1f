import type { departChange } from '../moyens/index.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { suivreLeDepart } from './a-decider.store.ts'

/**
 * An agent who leaves: those whom they were to receive are received by someone else, whom the
 * service chooses. Put off or withdrawn, the departure takes back what still waited because of it.
 */
export const listerAuDepart: Reaction<Valeur<typeof departChange>> = async (
  tx,
  { agentId },
  { aujourdhui, maintenant },
) => {
  await suivreLeDepart(tx, {
    agentId,
    detail: 'L’agent quitte le service.',
    aujourdhui,
    a: maintenant.toString(),
  })
}
