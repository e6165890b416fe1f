import { z } from 'zod'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parPage } from '../platform/liste.ts'
import { mesBrouillons } from './journee.store.ts'
import { Brouillons } from './listes.views.tsx'
import { chemins } from './synthese.paths.ts'

/** The whole of what a day's page shows the first lines of. */
export function listesRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.brouillons,
    access: 'dossier:lire',
    params: z.object(parPage),
    view: async (tx, tranche, { acteur }) => ({
      titre: 'Mes brouillons',
      fil: [{ label: 'Ma journée', href: '/' }, { label: 'Mes brouillons' }],
      corps: <Brouillons liste={await mesBrouillons(tx, acteur.id, tranche)} />,
    }),
  })
}
