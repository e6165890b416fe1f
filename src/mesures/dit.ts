import type { Tx } from '../platform/db/index.ts'
import { actesEtMesures } from './acte.store.ts'
import { libelleDeNature } from './nature.rules.ts'
import { libelleDActe } from './passage.rules.ts'

/**
 * Each act in its words with its measure, « Révocation partielle (Sursis probatoire) », each
 * measure by its name; what is not one of them has none.
 */
export async function motsDesMesures(
  tx: Tx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const faits = ids.length === 0 ? [] : await actesEtMesures(tx, ids)
  return new Map(
    faits.map(({ id, acte, nature, decisionLe }) => {
      const mesure = libelleDeNature(nature, decisionLe)
      return [id, acte ? `${libelleDActe(nature, { acte })} (${mesure})` : mesure]
    }),
  )
}
