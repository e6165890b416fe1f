import { z } from 'zod'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { chemins } from './dessaisissement.paths.ts'
import * as store from './dessaisissement.store.ts'

export const parDemande = z.object({ personneId: z.uuid(), demandeId: z.uuid() })
export const MOTIF = 'demande de dessaisissement'
export const accueil = { label: 'Ma journée', href: '/' }
export const fil = (...suite: string[]) => [
  accueil,
  { label: 'Dessaisissements', href: chemins.liste },
  ...suite.map(label => ({ label })),
]

/** A request of one's own, about somebody whom another service follows. */
export async function uneDemande(
  tx: Tx,
  { personneId, demandeId }: z.output<typeof parDemande>,
  { montrer }: Context,
) {
  const demande = trouver(await store.demandeParId(tx, personneId, demandeId))
  montrer([personneId], MOTIF)
  return demande
}
