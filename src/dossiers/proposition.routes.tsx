import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { EtatVide, ResumeErreurs, Titre } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { filDuDossier } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import * as store from './dossier.store.ts'
import { deciderProposition } from './proposition.commands.ts'
import { PropositionsDAudience } from './proposition.panels.tsx'
import { propositionsADecider } from './proposition.store.ts'

/** What was said at a hearing, decided by the service that follows. */
export function propositionRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.proposition(':dossierId', ':propositionId'),
    params: z.object({ dossierId: z.uuid(), propositionId: z.uuid() }),
    command: deciderProposition,
    view: async (tx, { dossierId }, state, { acteur }) => {
      const identite = trouver(await store.identite(tx, dossierId))
      const propositions = await propositionsADecider(tx, dossierId)
      const titre = 'Dit à l’audience'
      const corps = (
        <div class="fil-pile">
          <Titre>{titre}</Titre>
          <ResumeErreurs state={state} />
          {propositions.length === 0 && (
            <EtatVide>Tout ce qui a été dit à l’audience est décidé.</EtatVide>
          )}
          <PropositionsDAudience
            identite={identite}
            propositions={propositions}
            decide={identite.serviceId === acteur.serviceId}
          />
        </div>
      )
      return { titre, fil: filDuDossier(identite, { label: titre }), corps }
    },
    redirectTo: ({ dossierId }) => chemins.dossier(dossierId),
    flash: ({ decision }) =>
      decision === 'reprise'
        ? 'La fiche est à jour ; ce qu’elle disait est dans l’historique.'
        : 'C’est écarté.',
  })
}
