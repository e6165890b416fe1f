import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import type { Obstacle } from './cloture.rules.ts'
import { transfertEnCours } from './dessaisissement.store.ts'
import { dossierVaClore } from './dossier.faits.ts'
import { chemins } from './dossier.paths.ts'

/** What still runs, said by each module of what is its own: the page shows it, the command refuses on it. */
export async function obstaclesALaCloture(tx: Tx, context: Context, dossierId: string): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = []
  if (await transfertEnCours(tx, dossierId))
    obstacles.push({
      quoi: 'Un transfert attend une réponse.',
      fin: { href: chemins.dossier(dossierId), label: 'Répondre, ou le retirer' },
    })
  await publier(tx, context, dossierVaClore, { dossierId, obstacles })
  return obstacles
}
