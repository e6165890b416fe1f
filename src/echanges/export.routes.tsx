import { createReadStream } from 'node:fs'
import { z } from 'zod'
import { compterPourSoi } from '../acces/index.ts'
import { form } from '../platform/http/form.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { exporterLeService } from './export.commands.ts'
import { EcranExport } from './export.views.tsx'
import { chemins } from './import.paths.ts'

export function exportRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.exporter,
    params: z.object({}),
    command: exporterLeService,
    avant: (tx, _input, { acteur }) => compterPourSoi(tx, acteur),
    view: async (_tx, _params, state, { acteur }) => ({
      titre: 'Exporter le service',
      fil: [
        { label: 'Ma journée', href: '/' },
        { label: 'Importer et exporter', href: chemins.echanges },
        { label: 'Exporter' },
      ],
      corps: <EcranExport state={state} service={acteur.entiteNom} />,
    }),
    redirectTo: () => chemins.echanges,
    fichier: ({ zip, nom, effacer }) => ({
      nom,
      type: 'application/zip',
      octets: createReadStream(zip).on('close', effacer),
    }),
  })
}
