import { heureLocale } from '../platform/date.ts'
import { action } from '../platform/http/action.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { LienBouton, Titre } from '../platform/interface/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { chemins as synthese } from '../synthese/synthese.paths.ts'
import { garderBrouillon, jeterBrouillon } from './dossier.commands.ts'
import { filDuDossier } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import * as store from './dossier.store.ts'

/** Words kept while they are written. */
export function brouillonRoutes(plateforme: Plateforme): void {
  action(plateforme, {
    path: chemins.brouillons(':dossierId'),
    params: parDossier,
    command: garderBrouillon,
    reponse: ({ version }) => ({
      version,
      heure: heureLocale(plateforme.horloge()).replace(':', ' h '),
    }),
  })
  form(plateforme, {
    path: chemins.jeterBrouillon(':dossierId'),
    params: parDossier,
    command: jeterBrouillon,
    view: async (tx, { dossierId }) => {
      const identite = trouver(await store.identite(tx, dossierId))
      return {
        titre: 'Brouillon',
        fil: filDuDossier(identite, { label: 'Brouillon' }),
        corps: (
          <div class="fil-pile">
            <Titre>Ce brouillon n’existe plus</Titre>
            <LienBouton href={chemins.dossier(dossierId)}>Retour au dossier</LienBouton>
          </div>
        ),
      }
    },
    redirectTo: ({ dossierId, retour, url }) => {
      if (retour === 'liste') return synthese.brouillons
      return (retour === 'formulaire' && url) || chemins.dossier(dossierId)
    },
    flash: () => 'Le brouillon est jeté.',
  })
}
