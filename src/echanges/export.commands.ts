import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { confirmerMotDePasse } from '../acces/index.ts'
import { command } from '../platform/command.ts'
import { Interdit } from '../platform/introuvable.ts'
import { exporterForm } from './export.forms.ts'
import { exporter } from './export.lecture.ts'

/** What could not be sent is not kept on the disk. */
const GARDE_MS = 15 * 60_000

/**
 * There is always a way back: the whole service, at any time, for a reason, by who proves who they
 * are. The file is made on disk, sent, and erased.
 */
export const exporterLeService = command({
  name: 'echanges.exporter',
  permission: 'export:faire',
  aQui: 'entite',
  instantane: true,
  input: exporterForm,
  async run(tx, { motDePasse }, { acteur, aujourdhui, maintenant, montrer }) {
    if (!acteur.serviceId) throw new Interdit('export:faire')
    await confirmerMotDePasse(tx, motDePasse)
    const dossier = await mkdtemp(path.join(os.tmpdir(), 'fil-rouge-export-'))
    const effacer = () => rm(dossier, { recursive: true, force: true })
    setTimeout(effacer, GARDE_MS).unref()
    try {
      const zip = path.join(dossier, 'export.zip')
      const { dossiers } = await exporter(
        tx,
        zip,
        { id: acteur.serviceId, nom: acteur.entiteNom },
        maintenant.toString(),
      )
      montrer(dossiers, 'export du service')
      return {
        serviceId: acteur.serviceId,
        zip,
        effacer,
        nom: `fil-rouge ${acteur.entiteNom} ${aujourdhui}.zip`,
      }
    } catch (erreur) {
      await effacer()
      throw erreur
    }
  },
  journal: ({ motif }, { serviceId }) => ({ cible: serviceId, motif }),
})
