import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parPage } from '../platform/liste.ts'
import { deciderAlerte } from './alerte.commands.ts'
import { alertesOuvertes, rapprochements } from './alerte.store.ts'
import { Recherches } from './alerte.views.tsx'
import { chemins } from './compte.paths.ts'

/** Look-ups beyond a service, for who answers for its accounts, and what is said of those that passed the limit. */
export function alerteRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.recherches,
    params: z.object(parPage),
    command: deciderAlerte,
    view: async (tx, tranche, state, { acteur }) => ({
      titre: 'Recherches hors du service',
      fil: [
        { label: 'Ma journée', href: '/' },
        ...(acteur.peut('journal:service') ? [{ label: 'Journal du service', href: chemins.journalDuService }] : []),
        { label: 'Recherches hors du service' },
      ],
      corps: <Recherches state={state} alertes={await alertesOuvertes(tx)} liste={await rapprochements(tx, acteur.id, tranche)} />,
    }),
    redirectTo: () => chemins.recherches,
    flash: ({ decision }) => (decision === 'vue' ? 'C’est vu.' : 'La suite est accordée pour aujourd’hui.'),
  })
}
