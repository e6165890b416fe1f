import type { Tx } from '../platform/db/index.ts'
import { Introuvable } from '../platform/http/plateforme.ts'
import { mesuresRetirees } from './correction.store.ts'
import { mesureParId } from './mesure.store.ts'

/**
 * A measure that stands; of one that was withdrawn, who took it out and why is said to whoever
 * still sees the dossier.
 */
export async function mesureDebout(tx: Tx, dossierId: string, mesureId: string) {
  const mesure = await mesureParId(tx, dossierId, mesureId)
  if (mesure) return mesure
  const [retiree] = await mesuresRetirees(tx, dossierId, mesureId)
  if (!retiree) throw new Introuvable()
  throw new Introuvable(
    `Cette mesure a été retirée par ${retiree.retireParNom ?? 'un agent'} (${retiree.motif}) : elle n’a plus d’effet. Elle se lit, et se remet, dans « Mesures retirées », sur la page Mesures du dossier.`,
  )
}
