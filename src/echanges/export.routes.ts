import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { fichier } from '../platform/http/page.ts'
import { Interdit, type Plateforme } from '../platform/http/plateforme.ts'
import { exporter } from './export.ts'
import { chemins } from './import.paths.ts'

/** There is always a way back: the whole service, at any time. The file is made on disk, sent, and erased. */
export function exportRoutes(plateforme: Plateforme): void {
  fichier(plateforme, {
    path: chemins.exporter,
    access: 'export:faire',
    params: z.object({}),
    contenu: async (tx, _params, { acteur, aujourdhui, maintenant }) => {
      if (!acteur.serviceId) throw new Interdit('export:faire')
      const dossier = await mkdtemp(path.join(os.tmpdir(), 'fil-rouge-export-'))
      const effacer = () => rm(dossier, { recursive: true, force: true })
      try {
        const zip = path.join(dossier, 'export.zip')
        const { dossiers } = await exporter(tx, zip, { id: acteur.serviceId, nom: acteur.entiteNom }, maintenant.toString())
        const octets = createReadStream(zip).on('close', effacer)
        return {
          nom: `fil-rouge ${acteur.entiteNom} ${aujourdhui}.zip`,
          type: 'application/zip',
          octets,
          montre: { dossiers, motif: 'export du service' },
        }
      } catch (erreur) {
        await effacer()
        throw erreur
      }
    },
  })
}
