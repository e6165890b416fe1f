import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parDossier } from '../platform/saisie.ts'
import { cloturer, rouvrir } from './cloture.commands.ts'
import { obstaclesALaCloture } from './cloture.examen.ts'
import { Cloturer, DejaOuvert, Rouvrir } from './cloture.views.tsx'
import { fusionner } from './dossier.commands.ts'
import { ecran } from './dossier.ecran.ts'
import { chemins } from './dossier.paths.ts'
import { Fusionner } from './fil.views.tsx'

const redirectTo = ({ dossierId }: { dossierId: string }) => chemins.dossier(dossierId)

/** How a dossier ends, and begins again. */
export function clotureRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.cloturer(':dossierId'),
    params: parDossier,
    command: cloturer,
    view: ecran('Clore', async (identite, state, tx, context) => (
      <Cloturer
        state={state}
        identite={identite}
        obstacles={await obstaclesALaCloture(tx, context, identite.dossierId)}
      />
    )),
    redirectTo,
    flash: () => 'Le dossier est clos.',
  })
  form(plateforme, {
    path: chemins.rouvrir(':dossierId'),
    params: parDossier,
    command: rouvrir,
    view: ecran('Rouvrir', (identite, state) =>
      identite.closA ? (
        <Rouvrir state={state} identite={identite} />
      ) : (
        <DejaOuvert identite={identite} />
      ),
    ),
    redirectTo: fait => redirectTo(fait),
    flash: ({ revenus }) => ['Le dossier est rouvert', ...revenus].join(' ; ').concat('.'),
  })
  form(plateforme, {
    path: chemins.fusionner(':dossierId'),
    params: parDossier,
    command: fusionner,
    view: ecran('Fusionner', (identite, state) => <Fusionner state={state} identite={identite} />),
    redirectTo,
    flash: () => 'Les deux dossiers n’en font plus qu’un.',
  })
}
