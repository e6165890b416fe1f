import { createHash } from 'node:crypto'
import type { Tx } from '../platform/db/index.ts'
import { refuseIf } from '../platform/refusal.ts'
import {
  COMPTES_PAR_ADRESSE_MAX,
  ECHECS_MAX,
  FENETRE_MINUTES,
  refusDEssayer,
} from './mot-de-passe.rules.ts'
import * as store from './session.store.ts'

/** What the base keeps of a name and of an address that tried: enough to count them. */
const cle = (genre: 'compte' | 'adresse', valeur: string) =>
  createHash('sha256').update(`${genre}:${valeur}`).digest()

/**
 * Counts one try before anything is computed, so that a hundred at once are a hundred; the base
 * forgets it when it succeeds. Throws Refused, and counts nothing, when too many came before. To be
 * called in a transaction that commits whatever comes of the try.
 */
export async function compterUnEssai(
  tx: Tx,
  { identifiant, adresse }: { identifiant: string; adresse: string | null },
): Promise<void> {
  const essai = {
    compte: cle('compte', identifiant),
    adresse: adresse === null ? null : cle('adresse', adresse),
  }
  const seuils = { minutes: FENETRE_MINUTES, echecs: ECHECS_MAX, comptes: COMPTES_PAR_ADRESSE_MAX }
  refuseIf(refusDEssayer(await store.compterUnEssai(tx, essai, seuils)))
}
