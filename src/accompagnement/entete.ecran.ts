import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'

/** The person, and the title and path of a screen of their dossier. */
export const entete = async (
  tx: Tx,
  dossierId: string,
  ...suite: { label: string; href?: string }[]
) => {
  const identite = trouver(await lireIdentite(tx, dossierId))
  return {
    identite,
    ecran: {
      titre: `${suite.at(-1)?.label ?? ''} – ${identite.nomComplet}`,
      fil: filDuDossier(identite, ...suite),
    },
  }
}
