import { z } from 'zod'
import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { chemins } from './convocation.paths.ts'

export const parConvocation = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })

export const vers = ({ dossierId, convocationId }: { dossierId: string; convocationId: string }) =>
  chemins.convocation(dossierId, convocationId)

/** The person, the title and the way here of a page about their convocations. */
export const entete = async (tx: Tx, dossierId: string, titre: string) => {
  const identite = trouver(await lireIdentite(tx, dossierId))
  return {
    identite,
    titre,
    fil: filDuDossier(
      identite,
      { label: 'Convocations', href: chemins.convocations(dossierId) },
      ...(titre === 'Convocations' ? [] : [{ label: titre }]),
    ),
  }
}
