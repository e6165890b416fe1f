import qs from 'qs'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import type { FormState } from '../platform/interface/index.ts'
import { MotsDeBrouillon } from './brouillon.panels.tsx'
import { type LibellesDeFormulaire, motsDuBrouillon } from './brouillon.rules.ts'
import { brouillon } from './brouillon.store.ts'
import { chemins } from './dossier.paths.ts'

export type BrouillonDeFormulaire = {
  url: string
  cle: string
  titre: string
  version: number
  enregistreA: string | null
  dossierId: string
  /**
   * What the page shows was sent and refused: it is kept as if it had just been typed, for whoever
   * leaves to mend something else.
   */
  aGarder: boolean
}
type DuFormulaire = { dossierId: string; cle: string; titre: string }

/** What a form of long texts needs to keep drafts, and since when one is there. */
export async function brouillonDuFormulaire(
  tx: Tx,
  { acteur }: Context,
  { dossierId, cle, titre }: DuFormulaire,
  { errors, refusals }: Pick<FormState, 'errors' | 'refusals'>,
): Promise<BrouillonDeFormulaire> {
  const garde = await brouillon(tx, dossierId, acteur.id, cle)
  return {
    url: chemins.brouillons(dossierId),
    cle,
    titre,
    version: garde?.version ?? 0,
    enregistreA: garde?.enregistreA ?? null,
    dossierId,
    aGarder: refusals.length > 0 || Object.keys(errors).length > 0,
  }
}

/**
 * The values of the draft, nested as the form expects them, or those given when there is no draft.
 */
export async function reprendre(
  tx: Tx,
  { acteur }: Context,
  { dossierId, cle }: Pick<DuFormulaire, 'dossierId' | 'cle'>,
  sinon: () => Promise<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const garde = await brouillon(tx, dossierId, acteur.id, cle)
  return garde
    ? qs.parse(garde.valeurs as Record<string, string>, { depth: 6, arrayLimit: 500 })
    : sinon()
}

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
