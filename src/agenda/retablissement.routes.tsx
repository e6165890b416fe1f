import { z } from 'zod'
import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { chemins } from './convocation.paths.ts'
import { convocation } from './convocation.store.ts'
import { retablirConvocation } from './retablissement.commands.ts'
import { RetablirConvocation } from './retablissement.views.tsx'

export function retablissementRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.retablir(':dossierId', ':convocationId'),
    params: z.object({ dossierId: z.uuid(), convocationId: z.uuid() }),
    command: retablirConvocation,
    view: async (tx, { dossierId, convocationId }, state) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const annulee = trouver(await convocation(tx, dossierId, convocationId))
      const fil = filDuDossier(
        identite,
        { label: 'Convocations', href: chemins.convocations(dossierId) },
        { label: 'Convocation', href: chemins.convocation(dossierId, convocationId) },
        { label: 'Rétablir' },
      )
      return {
        titre: 'Rétablir la convocation',
        fil,
        corps: <RetablirConvocation identite={identite} convocation={annulee} state={state} />,
      }
    },
    redirectTo: ({ dossierId, convocationId }) => chemins.convocation(dossierId, convocationId),
    flash: () => 'La convocation est rétablie : la personne est de nouveau attendue.',
  })
}
