import type { Jour } from '../platform/date.ts'

type Creneau = { le: Jour; heure: string }
/** A convocation as it is, and what the paper says that was handed over for it. */
export type Maillon = Creneau & {
  id: string
  lieu: string
  remiseVersion: number | null
  remiseLe: Jour | null
  remiseHeure: string | null
  remiseLieu: string | null
}
/**
 * The last message about it that reached the person, or may have; one of former times does not say
 * its slot.
 */
export type Dit = { version: number; le: Jour | null; heure: string | null }

/**
 * The person holds a paper that says this very slot (terrain §1.6: moved or cancelled, they are
 * told).
 */
export const tientLePapier = (donnees: Omit<Maillon, 'id' | 'remiseVersion'>): boolean =>
  donnees.remiseLe === donnees.le &&
  donnees.remiseHeure === donnees.heure &&
  donnees.remiseLieu === donnees.lieu

/**
 * The last slot that the person was told, by paper or by message, of a convocation then of those
 * that it replaces: what was moved before the message left is still for them where it was. Null
 * when nobody told them anything.
 */
export function dernierDit(
  chaine: readonly Maillon[],
  dits: ReadonlyMap<string, Dit>,
): Creneau | null {
  for (const maillon of chaine) {
    const message = dits.get(maillon.id)
    const papier =
      maillon.remiseVersion !== null && maillon.remiseLe && maillon.remiseHeure
        ? { version: maillon.remiseVersion, le: maillon.remiseLe, heure: maillon.remiseHeure }
        : undefined
    const dernier =
      message && papier && papier.version > message.version ? papier : (message ?? papier)
    if (dernier) return { le: dernier.le ?? maillon.le, heure: dernier.heure ?? maillon.heure }
  }
  return null
}
