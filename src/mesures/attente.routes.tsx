import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parDossier } from '../platform/saisie.ts'
import { leverAttente, signalerAttente } from './attente.commands.ts'
import { PageDAttente } from './attente.views.tsx'
import { ecranDesMesures } from './mesure.ecran.ts'
import { chemins } from './mesure.paths.ts'

export function attenteRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.signalerAttente(':dossierId'),
    params: parDossier,
    command: signalerAttente,
    view: async (tx, { dossierId }, state) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Attente de saisine')
      return { titre, fil, corps: <PageDAttente titre={titre} identite={identite} state={state} /> }
    },
    redirectTo: ({ dossierId }) => chemins.mesures(dossierId),
    flash: () => 'Le dossier est en attente de saisine.',
  })
  form(plateforme, {
    path: chemins.leverAttente(':dossierId', ':attenteId'),
    params: z.object({ dossierId: z.uuid(), attenteId: z.uuid() }),
    command: leverAttente,
    view: async (tx, { dossierId }, state) => {
      const { identite, titre, fil } = await ecranDesMesures(tx, dossierId, 'Attente de saisine')
      return { titre, fil, corps: <PageDAttente titre={titre} identite={identite} state={state} /> }
    },
    redirectTo: ({ dossierId }) => chemins.mesures(dossierId),
    flash: () => 'La saisine est arrivée.',
  })
}
