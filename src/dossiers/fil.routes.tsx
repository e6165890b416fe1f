import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { affecter } from './affectation.commands.ts'
import { aVenirAvecLeReferent } from './affectation.ecran.ts'
import { choixAntennes } from './choix.ecran.ts'
import { clotureRoutes } from './cloture.routes.tsx'
import { ecran } from './dossier.ecran.ts'
import { chemins } from './dossier.paths.ts'
import * as store from './dossier.store.ts'
import { Affecter } from './fil.views.tsx'
import { charges } from './prise-en-charge.store.ts'
import { transfertRoutes } from './transfert.routes.tsx'

export function filRoutes(plateforme: Plateforme): void {
  const { libelleFonction } = plateforme
  form(plateforme, {
    path: chemins.affecter(':dossierId'),
    params: parDossier,
    command: affecter,
    // They follow unless somebody says otherwise: nobody is left waiting for an agent who has
    // handed the person over. The antenne stays.
    initial: async (tx, { dossierId }, context) => {
      const { referentId, antenneId } = trouver(await store.identite(tx, dossierId))
      return {
        antenneId: antenneId ?? '',
        convocations: (await aVenirAvecLeReferent(tx, context, dossierId, referentId)).map(
          ligne => ligne.id,
        ),
      }
    },
    view: ecran('Affecter', async (identite, state, tx, context) => (
      <Affecter
        state={state}
        identite={identite}
        agents={await charges(tx, identite.serviceId, context.aujourdhui)}
        antennes={await choixAntennes(tx, context)}
        aVenir={await aVenirAvecLeReferent(tx, context, identite.dossierId, identite.referentId)}
        libelleFonction={libelleFonction}
      />
    )),
    redirectTo: ({ dossierId }) => chemins.dossier(dossierId),
    flash: () => 'Le dossier est affecté.',
  })
  clotureRoutes(plateforme)
  transfertRoutes(plateforme)
}
