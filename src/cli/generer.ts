import { Temporal } from 'temporal-polyfill'
import { generer, refuserDeRemplir } from '../demonstration/index.ts'
import { aujourdhui } from '../platform/date.ts'
import { commande, MauvaisUsage } from './commande.ts'
import { avecLeProprietaire } from './terminal.ts'

export default commande({
  usage: 'generer [--dossiers 3000] [--base-de-demonstration]',
  aide: 'Remplit une base vide de dossiers inventés et de comptes dont le mot de passe est public, pour mesurer une vitesse.\nSans adresse, la base embarquée, créée s’il le faut. Une autre (DATABASE_OWNER_URL) est refusée sans --base-de-demonstration : elle ne pourra plus servir en production.\nEst toujours refusée une base qui a un code d’installation ou un vrai compte, et tout sous NODE_ENV=production.',
  options: {
    dossiers: { type: 'string', default: '3000' },
    'base-de-demonstration': { type: 'boolean' },
  },
  async executer({ values }) {
    const dossiers = Number(values.dossiers)
    if (!Number.isInteger(dossiers) || dossiers < 1 || dossiers > 1_000_000)
      throw new MauvaisUsage('Combien ? De 1 à 1 000 000.')
    await avecLeProprietaire('creer', async (url, { production, ownerUrl, databaseUrl }) => {
      if (production) throw new Error('Refusé en production.')
      await refuserDeRemplir(url, {
        embarquee: !ownerUrl && !databaseUrl,
        deDemonstration: values['base-de-demonstration'] === true,
      })
      const { lignes } = await generer(url, {
        dossiers,
        le: aujourdhui(Temporal.Now.instant()),
        parTransaction: 2000,
        surAvance: nombre =>
          nombre % 5000 === 0 && console.log(`${nombre} dossiers sur ${dossiers}`),
      })
      console.log(`${dossiers} dossiers, ${lignes} lignes.`)
    })
  },
})
