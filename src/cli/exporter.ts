import { exporterService } from '../echanges/index.ts'
import { commande, MauvaisUsage } from './commande.ts'
import { avecLaBase, compteDe, hoteDe } from './terminal.ts'

export default commande({
  usage: 'exporter export.zip --compte dfspip@example.fr --motif "pourquoi, et à qui va le fichier"',
  aide: 'Écrit dans un fichier tout le service du compte (celui d’un DFSPIP). Le motif est noté dans les journaux.',
  options: { compte: { type: 'string' }, motif: { type: 'string' } },
  async executer({ values, positionals }) {
    const [fichier] = positionals
    const motif = values.motif?.trim()
    if (!fichier?.endsWith('.zip')) throw new MauvaisUsage('Dans quel fichier ? Son nom finit par .zip.')
    if (!motif) throw new MauvaisUsage('Pour quel motif ?')
    await avecLaBase(async base => {
      const { lignes, service } = await exporterService(hoteDe(base), await compteDe(base, values.compte), fichier, motif)
      console.log(`${service} : ${lignes} lignes dans ${fichier}.`)
    })
  },
})
