import { z } from 'zod'
import { entiteDe } from '../platform/command.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { chemins } from './calendrier.paths.ts'
import { disponibilitesDe } from './disponibilites.ecran.ts'
import { Disponibilites } from './disponibilites.views.tsx'

export function disponibilitesRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.disponibilites,
    access: 'creneau:lire',
    params: z.object({}),
    view: async (tx, _params, context) => {
      const { acteur } = context
      const disponibilites = await disponibilitesDe(tx, trouver(entiteDe(acteur)), context)
      return {
        titre: 'Places libres et besoins',
        fil: [
          { label: 'Ma journée', href: '/' },
          { label: 'Agenda', href: '/agenda' },
          { label: 'Semaine', href: chemins.semaine() },
          { label: 'Places libres' },
        ],
        corps: (
          <Disponibilites
            disponibilites={disponibilites}
            ouvrir={acteur.peut('plage:ecrire')}
            tenir={acteur.peut('calendrier:tenir')}
          />
        ),
      }
    },
  })
}
