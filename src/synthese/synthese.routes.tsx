import { z } from 'zod'
import { alertesOuvertes } from '../acces/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { dossierRoutes } from './dossier.routes.tsx'
import { journeeDeJuridiction, maJournee } from './journee.ecran.tsx'
import { Administration } from './juridiction.views.tsx'
import { listesRoutes } from './listes.routes.tsx'
import { chemins } from './synthese.paths.ts'

export function syntheseRoutes(plateforme: Plateforme): void {
  listesRoutes(plateforme)
  page(plateforme, {
    path: chemins.journee,
    access: 'compte:soi',
    params: z.object({}),
    view: async (tx, _params, context) => {
      const { acteur } = context
      if (acteur.serviceId) return { titre: 'Ma journée', corps: await maJournee(tx, context) }
      if (!acteur.juridictionId)
        return {
          titre: 'Administration',
          corps: (
            <Administration
              alertes={acteur.peut('alerte:decider') ? (await alertesOuvertes(tx)).length : 0}
            />
          ),
        }
      return {
        titre: 'Ma journée',
        corps: await journeeDeJuridiction(tx, context, acteur.juridictionId),
      }
    },
  })
  dossierRoutes(plateforme)
}
