import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { exporterService } from '../src/echanges/index.ts'
import { ebaucher } from '../src/platform/ebauche.ts'
import { baseVide, type Essai, nouvelEssai } from './base.ts'

export type Installations = Awaited<ReturnType<typeof ouvrirInstallations>>

/**
 * Two installations that have never met, each of which exports a service of its own, and a third,
 * empty, that reads both.
 */
export async function ouvrirInstallations() {
  const [une, autre, tierce] = await Promise.all([nouvelEssai(), nouvelEssai(), baseVide()])
  const dossier = mkdtempSync(path.join(os.tmpdir(), 'fil-rouge-installations-'))
  const zip = (nom: string) => path.join(dossier, `${nom}.zip`)
  return {
    une,
    autre,
    tierce,
    zip,
    /** The service of this département, in the file of this name. */
    async exporter(essai: Essai, departement: string, nom = departement): Promise<void> {
      await exporterService(
        essai.hote,
        await essai.agent(`dfspip.${departement}`),
        ebaucher(zip(nom), { remplacer: true }),
        'Deux bases se rejoignent',
      )
    },
    async fermer(): Promise<void> {
      rmSync(dossier, { recursive: true })
      for (const base of [tierce, autre, une]) await base.fermer()
    },
  }
}
