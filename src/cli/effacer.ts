import { effacer } from '../dossiers/index.ts'
import { ouvrirBase } from '../platform/db/connexion.ts'
import { commande, MauvaisUsage } from './commande.ts'
import { avecLeProprietaire } from './terminal.ts'

export default commande({
  usage: 'effacer FR-2020-0000123 --motif "Terme de la durée de conservation" [--confirmer]',
  aide: 'Compte ce que la base sait d’un dossier clos ; avec --confirmer, l’efface sans retour, journaux compris. Demande DATABASE_OWNER_URL.\nLe motif reste : il ne nomme personne. Quand effacer est la décision du responsable du traitement.',
  options: {
    motif: { type: 'string', default: '' },
    confirmer: { type: 'boolean', default: false },
  },
  async executer({ values, positionals }, siAbandonnee) {
    const numero = positionals[0]?.toUpperCase()
    if (!numero) throw new MauvaisUsage('Quel dossier ?')
    if (values.motif.trim() === '') throw new MauvaisUsage('Pour quel motif ?')
    let fait = false
    siAbandonnee(() =>
      fait
        ? 'L’effacement était fait.'
        : 'Rien n’est changé ; relancée sans --confirmer, la commande le montre.',
    )
    await avecLeProprietaire('si_elle_existe', async (url, { sceaux }) => {
      const base = ouvrirBase(url, { max: 1 })
      try {
        const faits = await effacer(base, { numero, ...values }, sceaux.cles)
        fait = values.confirmer
        const total = faits.reduce(
          (nombre, efface) => nombre + (efface.gardees ? 0 : efface.lignes),
          0,
        )
        for (const efface of faits)
          console.log(
            `${efface.table} : ${efface.lignes}${efface.gardees ? ' (gardées, sans ce dossier)' : ''}`,
          )
        console.log(
          values.confirmer
            ? `Effacé : ${total} lignes. Les sauvegardes gardent ce dossier jusqu’à leur propre terme.`
            : `Rien n’est effacé : ${total} lignes le seraient, sans retour. Quand effacer est la décision du responsable du traitement. Pour le faire, relancez avec --confirmer.`,
        )
      } finally {
        await base.fermer()
      }
    })
  },
})
