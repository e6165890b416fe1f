import { existsSync, rmSync } from 'node:fs'
import { exporterService, partielDe } from '../echanges/index.ts'
import { commande, MauvaisUsage } from './commande.ts'
import { avecLaBase, compteDe, hoteDe } from './terminal.ts'

export default commande({
  usage:
    'exporter export.zip --compte dfspip@example.fr --motif "pourquoi, et à qui va le fichier" [--remplacer]',
  aide: 'Écrit dans un fichier tout le service du compte (celui d’un DFSPIP). Le motif est noté dans les journaux.\nUn fichier qui est là n’est remplacé qu’avec --remplacer, et par un export entier.',
  options: {
    compte: { type: 'string' },
    motif: { type: 'string' },
    remplacer: { type: 'boolean', default: false },
  },
  async executer({ values, positionals }, siAbandonnee) {
    const [fichier] = positionals
    const motif = values.motif?.trim()
    if (!fichier?.endsWith('.zip'))
      throw new MauvaisUsage('Dans quel fichier ? Son nom finit par .zip.')
    if (!motif) throw new MauvaisUsage('Pour quel motif ?')
    if (existsSync(fichier) && !values.remplacer)
      throw new Error(
        `« ${fichier} » existe déjà : donnez un autre nom, ou --remplacer pour que l’export le remplace.`,
      )
    siAbandonnee(() => {
      rmSync(partielDe(fichier), { force: true })
      return 'Aucun export n’a été fait, et rien n’est changé.'
    })
    await avecLaBase(async base => {
      const { lignes, service } = await exporterService(
        hoteDe(base),
        await compteDe(base, values.compte),
        fichier,
        motif,
      )
      console.log(`${service} : ${lignes} lignes dans ${fichier}.`)
    })
  },
})
