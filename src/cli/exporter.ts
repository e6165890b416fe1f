import { parseArgs } from 'node:util'
import { exporterService } from '../echanges/index.ts'
import { avecLaBase, compteDe, hoteDe } from './terminal.ts'

// npm run exporter -- export.zip --compte dfspip@example.fr --motif "…" : the whole of the account's service.
const { values, positionals } = parseArgs({ allowPositionals: true, options: { compte: { type: 'string' }, motif: { type: 'string' } } })
const [fichier] = positionals
const motif = values.motif?.trim()
if (!fichier?.endsWith('.zip') || !motif) {
  console.error('Usage : npm run exporter -- export.zip --compte dfspip@example.fr --motif "pourquoi, et à qui va le fichier"')
  process.exit(1)
}
await avecLaBase(async ouverte => {
  const { lignes, service } = await exporterService(hoteDe(ouverte), await compteDe(ouverte, values.compte), fichier, motif)
  console.log(`${service} : ${lignes} lignes dans ${fichier}.`)
})
