import { parseArgs } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { generer } from '../demonstration/index.ts'
import { aujourdhui } from '../platform/date.ts'
import { avecLaBase } from './terminal.ts'

// npm run generer -- --dossiers N : fills an empty base with invented dossiers, for measures of speed.
const { values } = parseArgs({ options: { dossiers: { type: 'string', default: '3000' } } })
const dossiers = Number(values.dossiers)
if (!Number.isInteger(dossiers) || dossiers < 1 || dossiers > 1_000_000) {
  console.error('Usage : npm run generer -- --dossiers 3000')
  process.exit(1)
}
await avecLaBase(async ({ proprietaire }, { production }) => {
  if (production || !proprietaire) throw new Error('Refusé en production.')
  const { lignes } = await generer(proprietaire, {
    dossiers,
    le: aujourdhui(Temporal.Now.instant()),
    parTransaction: 2000,
    surAvance: n => n % 5000 === 0 && console.log(`${n} dossiers sur ${dossiers}`),
  })
  console.log(`${dossiers} dossiers, ${lignes} lignes.`)
})
