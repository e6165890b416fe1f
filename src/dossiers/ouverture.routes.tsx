import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { filDuDossier } from './dossier.panels.tsx'
import { chemins } from './dossier.paths.ts'
import { identite } from './dossier.store.ts'
import { ouverturesDuDossier } from './ouverture.store.ts'
import { QuiVoit } from './ouverture.views.tsx'

/** Who sees a dossier, for the service that follows it. */
export function ouvertureRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.quiVoit(':dossierId'),
    access: 'accompagnement:lire',
    params: parDossier,
    view: async (tx, { dossierId }) => {
      const i = trouver(await identite(tx, dossierId))
      const ouvertures = await ouverturesDuDossier(tx, dossierId)
      trouver(ouvertures[0])
      const titre = 'Qui voit ce dossier'
      return {
        titre,
        fil: filDuDossier(i, { label: titre }),
        corps: <QuiVoit identite={i} ouvertures={ouvertures} />,
      }
    },
  })
}
