import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { choixAntennes } from './choix.ecran.ts'
import { constaterLeSilence, ecrireRegleDeSilence } from './dessaisissement.commands.ts'
import { fil, parDemande, uneDemande } from './dessaisissement.ecran.ts'
import { chemins } from './dessaisissement.paths.ts'
import { chemins as dossiers } from './dossier.paths.ts'
import { charges } from './prise-en-charge.store.ts'
import { regleDeSilence, reglesDeSilence } from './silence.store.ts'
import { ConstaterLeSilence, Regle } from './silence.views.tsx'

/** Silence is noted by an act, under a rule that each service writes. */
export function silenceRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.constater(':personneId', ':demandeId'),
    params: parDemande,
    command: constaterLeSilence,
    view: async (tx, parametres, state, context) => ({
      titre: 'Constater le silence',
      fil: fil('Constater le silence'),
      corps: (
        <ConstaterLeSilence
          state={state}
          demande={await uneDemande(tx, parametres, context)}
          agents={await charges(tx, context.acteur.serviceId ?? '', context.aujourdhui)}
          antennes={await choixAntennes(tx, context)}
        />
      ),
    }),
    redirectTo: ({ dossierId }) => dossiers.dossier(dossierId),
    flash: () => 'Le silence est constaté : le dossier est maintenant suivi par votre service.',
  })
  regle(plateforme)
}

function regle(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.regle,
    params: z.object({}),
    command: ecrireRegleDeSilence,
    initial: async (tx, _params, { acteur, aujourdhui }) => {
      const { jours, relanceJours, vaut } = await regleDeSilence(
        tx,
        trouver(acteur.serviceId),
        aujourdhui,
      )
      return { du: aujourdhui, jours: String(jours), relanceJours: String(relanceJours), vaut }
    },
    view: async (tx, _params, state, { acteur, aujourdhui }) => {
      const serviceId = trouver(acteur.serviceId)
      const corps = (
        <Regle
          state={state}
          actuelle={await regleDeSilence(tx, serviceId, aujourdhui)}
          regles={await reglesDeSilence(tx, serviceId)}
          le={aujourdhui}
        />
      )
      return { titre: 'Règle de silence', fil: fil('Règle de silence'), corps }
    },
    redirectTo: () => chemins.regle,
    flash: () => 'La règle est écrite.',
  })
}
