import type { Acteur, Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import * as store from './magistrats.store.ts'

export const cleDuRapport = (id: string) => `rapport:${id}`

export const verrouille = async (
  tx: Tx,
  i: { dossierId: string; rapportId: string },
  { aujourdhui }: Pick<Context, 'aujourdhui'>,
) => trouver(await store.verrouillerRapport(tx, i.dossierId, i.rapportId, aujourdhui))
/** Who holds the pen, or may hold it. */
export const quiEcrit = (acteur: Acteur) => ({
  id: acteur.id,
  serviceId: acteur.serviceId,
  encadre: acteur.peut('rapport:valider'),
})
/**
 * Whom a fact about a report is told to, of those who write: nobody outside the service that
 * follows would find it.
 */
export const aQuiEcrit = (donnees: { plumeId: string | null }) => [
  donnees.plumeId ? { agentId: donnees.plumeId } : { referent: true as const },
]
export type Sur = { dossierId: string; rapportId: string }
export const journal = ({ dossierId, rapportId }: Sur) => ({ dossierId, cible: rapportId })
