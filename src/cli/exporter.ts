import { parseArgs } from 'node:util'
import { ouvrirLaBase } from '../demarrage.ts'
import { exporterService } from '../echanges/index.ts'
import { lireConfig } from '../platform/config.ts'
import { compteDe, hoteDe } from './terminal.ts'

// npm run exporter -- export.zip --compte dfspip@example.fr : the whole of the account's service.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { compte: { type: 'string' } } })
const [fichier] = positionals
if (!fichier?.endsWith('.zip')) {
  console.error('Usage : npm run exporter -- export.zip --compte dfspip@example.fr')
  process.exit(1)
}
const ouverte = await ouvrirLaBase(lireConfig(process.env), () => {}).catch((erreur: Error) => {
  console.error(erreur.message)
  process.exit(1)
})
try {
  const { lignes, service } = await exporterService(hoteDe(ouverte), await compteDe(ouverte, values.compte), fichier)
  console.log(`${service} : ${lignes} lignes dans ${fichier}.`)
} catch (erreur) {
  process.exitCode = 1
  console.error((erreur as Error).message)
} finally {
  await ouverte.fermer()
}
