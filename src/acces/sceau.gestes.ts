import { createHash, createHmac } from 'node:crypto'
import type { Tx } from '../platform/db/index.ts'
import * as store from './sceau.store.ts'

/**
 * The secret of the chain, kept out of the base: the one that signs, and those that signed before
 * it.
 */
export type Cles = { signe: string | null; anciennes: string[] }
export const SANS_CLE: Cles = { signe: null, anciennes: [] }
/** What is noted out of the base of each seal. */
export type Tete = { journal: string; rang: number; empreinte: string }

const DELAI_SECONDES = 60
export const nomDe = (cle: string) =>
  createHash('sha256').update(`fil-rouge cle ${cle}`).digest('hex').slice(0, 12)
export const signature = (cle: string, message: string) =>
  createHmac('sha256', cle).update(message).digest()
const condense = (message: string) => createHash('sha256').update(message).digest()

/** Seals what waits in both journals, by batches; how many lines. */
export async function scellerLesJournaux(
  tx: Tx,
  cles: Cles,
  delaiSecondes = DELAI_SECONDES,
): Promise<number> {
  let total = 0
  for (const journal of store.journaux) {
    for (;;) {
      const pose = await store.preparerSceau(tx, journal, delaiSecondes)
      if (!pose) break
      total += pose.lignes
      if (cles.signe)
        await store.signerSceau(tx, {
          journal,
          rang: pose.rang,
          cle: nomDe(cles.signe),
          empreinte: signature(cles.signe, pose.message),
        })
    }
  }
  return total
}

/**
 * A dossier that is gone is not named: who has its identifier, from a backup or a court's order,
 * finds its proof by this.
 */
const empreinteDeDossier = (id: string) =>
  createHash('sha256').update(`fil-rouge dossier ${id}`).digest('hex')
/** Leaves the proof of a purge, in its transaction: which lines, of which dossiers, why. */
export async function prouverLaPurge(tx: Tx, cles: Cles, purge: store.Purge): Promise<void> {
  if (purge.ids.length === 0) return
  const { rang, message } = await store.insererPurge(tx, {
    ...purge,
    dossiers: purge.dossiers.map(empreinteDeDossier),
  })
  const { signe } = cles
  await store.signerPurge(
    tx,
    rang,
    signe && nomDe(signe),
    signe ? signature(signe, message) : condense(message),
  )
}
