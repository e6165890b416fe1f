import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { MotsDeBrouillon } from './brouillon.panels.tsx'
import { type LibellesDeFormulaire, motsDuBrouillon } from './brouillon.rules.ts'
import { brouillon } from './brouillon.store.ts'

/**
 * For a form that keeps drafts, where it is refused before it is shown: what this account had typed
 * there, to read, copy and throw away. Null where it has no draft of it.
 */
export const motsGardes =
  <P>(cleDe: (params: P) => string, libelles: LibellesDeFormulaire) =>
  async (tx: Tx, params: P & { dossierId: string }, { acteur }: Context) => {
    const [dossierId, cle] = [params.dossierId, cleDe(params)]
    const garde = await brouillon(tx, dossierId, acteur.id, cle)
    if (!garde) return null
    const mots = motsDuBrouillon(garde.valeurs as Record<string, string>, libelles)
    return MotsDeBrouillon({
      dossierId,
      cle,
      titre: garde.titre,
      enregistreA: garde.enregistreA,
      mots,
    })
  }
