import { Temporal } from 'temporal-polyfill'
import { generer } from '../demonstration/index.ts'
import { aujourdhui } from '../platform/date.ts'
import { commande, MauvaisUsage } from './commande.ts'
import { avecLeProprietaire } from './terminal.ts'

export default commande({
  usage: 'generer --dossiers 3000',
  aide: 'Remplit une base vide de dossiers inventés, pour mesurer une vitesse. Refusé en production.',
  options: { dossiers: { type: 'string', default: '3000' } },
  async executer({ values }) {
    const dossiers = Number(values.dossiers)
    if (!Number.isInteger(dossiers) || dossiers < 1 || dossiers > 1_000_000) throw new MauvaisUsage('Combien ? De 1 à 1 000 000.')
    await avecLeProprietaire('creer', async (url, { production }) => {
      if (production) throw new Error('Refusé en production.')
      const { lignes } = await generer(url, {
        dossiers,
        le: aujourdhui(Temporal.Now.instant()),
        parTransaction: 2000,
        surAvance: n => n % 5000 === 0 && console.log(`${n} dossiers sur ${dossiers}`),
      })
      console.log(`${dossiers} dossiers, ${lignes} lignes.`)
    })
  },
})
