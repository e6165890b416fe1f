type Creneau = { le: string; heure: string }
/** A convocation as it is, and what the paper says that was handed over for it. */
export type Maillon = Creneau & {
  id: string
  lieu: string
  remiseVersion: number | null
  remiseLe: string | null
  remiseHeure: string | null
  remiseLieu: string | null
}
/** The last message about it that reached the person, or may have; one of former times does not say its slot. */
export type Dit = { version: number; le: string | null; heure: string | null }

/** The person holds a paper that says this very slot (terrain §1.6: moved or cancelled, they are told). */
export const tientLePapier = (c: Omit<Maillon, 'id' | 'remiseVersion'>): boolean =>
  c.remiseLe === c.le && c.remiseHeure === c.heure && c.remiseLieu === c.lieu

/**
 * The last slot that the person was told, by paper or by message, of a convocation then of those that it replaces: what was moved before
 * the message left is still for them where it was. Null when nobody told them anything.
 */
export function dernierDit(chaine: readonly Maillon[], dits: ReadonlyMap<string, Dit>): Creneau | null {
  for (const c of chaine) {
    const message = dits.get(c.id)
    const papier =
      c.remiseVersion !== null && c.remiseLe && c.remiseHeure
        ? { version: c.remiseVersion, le: c.remiseLe, heure: c.remiseHeure }
        : undefined
    const dernier = message && papier && papier.version > message.version ? papier : (message ?? papier)
    if (dernier) return { le: dernier.le ?? c.le, heure: dernier.heure ?? c.heure }
  }
  return null
}
