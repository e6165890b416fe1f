import { z } from 'zod'
import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import { juridictions } from '../moyens/index.ts'
import type { Tx } from '../platform/db/index.ts'
import type { FormState } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { chemins } from './magistrats.paths.ts'

export const parRapport = z.object({ dossierId: z.uuid(), rapportId: z.uuid() })
export const vide: FormState = { values: {}, errors: {}, refusals: [] }
export const entete = async (tx: Tx, dossierId: string, titre: string) => {
  const identite = trouver(await lireIdentite(tx, dossierId))
  return {
    identite,
    ecran: {
      titre,
      fil: filDuDossier(
        identite,
        { label: 'Demandes et rapports', href: chemins.ecrits(dossierId) },
        ...(titre === 'Demandes et rapports' ? [] : [{ label: titre }]),
      ),
    },
  }
}
export const choixJuridictions = async (tx: Tx) =>
  (await juridictions(tx)).map(juridiction => ({
    value: juridiction.juridictionId,
    label: juridiction.nom,
  }))
export const versLeRapport = ({ dossierId, rapportId }: { dossierId: string; rapportId: string }) =>
  chemins.rapport(dossierId, rapportId)
