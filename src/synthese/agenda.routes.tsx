import { z } from 'zod'
import { entiteDe, ici } from '../platform/command.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { compteursDeLAgenda } from './agenda.store.ts'
import { SommaireDeLAgenda } from './agenda.views.tsx'
import { chemins } from './synthese.paths.ts'

export function sommaireRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.agenda,
    access: 'creneau:lire',
    params: z.object({}),
    view: async (tx, _params, context) => {
      const { acteur } = context
      return {
        titre: 'Agenda',
        fil: [{ label: 'Ma journée', href: chemins.journee }, { label: 'Agenda' }],
        corps: (
          <SommaireDeLAgenda
            aujourdhui={context.aujourdhui}
            n={await compteursDeLAgenda(tx, entiteDe(acteur) ?? '', ici(context))}
            peut={{
              ecrire: acteur.peut('convocation:ecrire'),
              accueil: acteur.peut('accueil:pointer'),
              tenir: acteur.peut('calendrier:tenir'),
              tableau: acteur.peut('bex:tableau'),
              bex: acteur.peut('bex:convoquer'),
              messages: acteur.peut('message:lire'),
              ecrireMessages: acteur.peut('message:ecrire'),
              statistiques: acteur.peut('statistique:lire'),
              flux: acteur.peut('flux:soi'),
              ressort: acteur.peut('ressort:lire'),
            }}
          />
        ),
      }
    },
  })
}
