import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused } from '../platform/refusal.ts'
import * as store from './audience.store.ts'
import { horsOutilApres } from './hors-outil.store.ts'

/**
 * A search that is not finished; one whose person is convoked says so, and its page leads there.
 */
export async function rechercheOuverte(tx: Tx, rechercheId: string) {
  const remise = await store.verrouillerRecherche(tx, rechercheId)
  if (
    !remise &&
    ((await store.faiteApres(tx, rechercheId)) ?? (await horsOutilApres(tx, rechercheId)))
  )
    throw new Refused([
      {
        code: 'deja_convoquee',
        message: 'Cette personne est déjà convoquée : rien n’est fait deux fois.',
      },
    ])
  return trouver(remise)
}
