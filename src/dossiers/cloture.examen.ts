import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { publier } from '../platform/fait.ts'
import { chemins as synthese } from '../synthese/synthese.paths.ts'
import { combienDeBrouillons } from './brouillon.store.ts'
import type { Obstacle } from './cloture.rules.ts'
import { dossierVaClore } from './dossier.faits.ts'
import { chemins } from './dossier.paths.ts'
import { transfertEnCours } from './transfert.store.ts'

/**
 * What who closes was typing there: read, copied or thrown away once it is closed, no more
 * recorded.
 */
const brouillonsQuiRestent = (combien: number): Obstacle => ({
  quoi: `Vous avez ${combien === 1 ? 'un brouillon' : `${combien} brouillons`} dans ce dossier : une fois clos, ce que vous y avez tapé se relit et se copie, mais ne s’enregistre plus.`,
  fin: { href: synthese.brouillons, label: 'Voir mes brouillons' },
  informe: true,
})

/**
 * What still runs, said by each module of what is its own: the page shows it, the command refuses
 * on it.
 */
export async function obstaclesALaCloture(
  tx: Tx,
  context: Context,
  dossierId: string,
): Promise<Obstacle[]> {
  const obstacles: Obstacle[] = []
  if (await transfertEnCours(tx, dossierId))
    obstacles.push({
      quoi: 'Un transfert attend une réponse.',
      fin: { href: chemins.dossier(dossierId), label: 'Répondre, ou le retirer' },
    })
  await publier(tx, context, dossierVaClore, { dossierId, obstacles })
  const combien = await combienDeBrouillons(tx, dossierId, context.acteur.id)
  if (combien > 0) obstacles.push(brouillonsQuiRestent(combien))
  return obstacles
}
