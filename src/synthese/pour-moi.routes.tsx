import { z } from 'zod'
import { voirNouvelles } from '../dossiers/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { adresseDeListe } from '../platform/interface/index.ts'
import { parPage } from '../platform/liste.ts'
import { pourMoi } from './pour-moi.store.ts'
import { PagePourMoi } from './pour-moi.views.tsx'
import { chemins } from './synthese.paths.ts'

/** The whole list; « vu » is sent to it, and comes back to where it was said. */
export function pourMoiRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.pourMoi,
    params: z.object({ ...parPage, retour: z.enum(['journee', 'liste']).catch('liste') }),
    command: voirNouvelles,
    view: async (tx, { page, par }, state, context) => ({
      titre: 'Pour moi',
      fil: [{ label: 'Ma journée', href: chemins.journee }, { label: 'Pour moi' }],
      corps: (
        <PagePourMoi
          liste={await pourMoi(tx, context, { page, par })}
          aujourdhui={context.aujourdhui}
          state={state}
        />
      ),
    }),
    redirectTo: (_vues, { retour, page, par }) =>
      retour === 'journee'
        ? chemins.journee
        : adresseDeListe(chemins.pourMoi, { par })({ page: String(page) }),
    flash: vues => (vues.length > 1 ? `${vues.length} nouvelles sont marquées vues.` : 'C’est vu.'),
  })
}
