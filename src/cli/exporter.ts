import { existsSync } from 'node:fs'
import { exporterService } from '../echanges/index.ts'
import { afficherInstant } from '../platform/date.ts'
import { ebaucher, ebauchesACote } from '../platform/ebauche.ts'
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
    direLesInacheves(fichier)
    const ebauche = ebaucher(fichier, { remplacer: values.remplacer })
    siAbandonnee(() => {
      ebauche.oter()
      return 'Aucun export n’a été fait, et rien n’est changé.'
    })
    try {
      await avecLaBase(async base => {
        const { lignes, service } = await exporterService(
          hoteDe(base),
          await compteDe(base, values.compte),
          ebauche,
          motif,
        )
        console.log(`${service} : ${lignes} lignes dans ${fichier}.`)
      })
    } finally {
      ebauche.oter()
    }
  },
})

/** Another export may still write them: only who reads this knows. */
function direLesInacheves(fichier: string): void {
  for (const { nom, etat } of ebauchesACote(fichier))
    console.error(
      `« ${nom} » est un export inachevé, écrit pour la dernière fois le ${afficherInstant(etat.mtime.toISOString())} : si aucun autre n’est en cours, effacez-le, il porte des données de personnes.`,
    )
}
