import { recalculerLaBase } from '../echeances/index.ts'
import { avecLaBase } from './terminal.ts'

// npm run echeances : computes every deadline of the base again, after a change of the référentiel; needs its owner's address.
await avecLaBase(async ({ proprietaire }) => {
  if (!proprietaire) throw new Error('Indiquez l’adresse du propriétaire de la base : DATABASE_OWNER_URL.')
  const debut = performance.now()
  const { mesures, echeances } = await recalculerLaBase(proprietaire)
  console.log(`${mesures} mesures, ${echeances} échéances, ${((performance.now() - debut) / 1000).toFixed(1)} s.`)
})
