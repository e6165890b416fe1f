import { parseArgs } from 'node:util'
import { exporterService } from '../echanges/index.ts'
import { avecLaBase, compteDe, hoteDe } from './terminal.ts'

// npm run exporter -- export.zip --compte dfspip@example.fr : the whole of the account's service.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { compte: { type: 'string' } } })
const [fichier] = positionals
if (!fichier?.endsWith('.zip')) {
  console.error('Usage : npm run exporter -- export.zip --compte dfspip@example.fr')
  process.exit(1)
}
await avecLaBase(async ouverte => {
  const { lignes, service } = await exporterService(hoteDe(ouverte), await compteDe(ouverte, values.compte), fichier)
  console.log(`${service} : ${lignes} lignes dans ${fichier}.`)
})
