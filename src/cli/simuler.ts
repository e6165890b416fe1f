import { parseArgs } from 'node:util'
import { enProprietaire, faitsDeLaBase } from '../echeances/index.ts'
import { libelleDeNature, simulation } from '../mesures/index.ts'
import { avecLaBase } from './terminal.ts'

// npm run droit:simuler [-- --sans-probation-autonome] : the whole base under the proposals instead of the law, as totals; it writes nothing.
const { values } = parseArgs({ options: { 'sans-probation-autonome': { type: 'boolean', default: false } } })
await avecLaBase(async ({ proprietaire }) => {
  if (!proprietaire) throw new Error('Indiquez l’adresse du propriétaire de la base : DATABASE_OWNER_URL.')
  const bilan = simulation.bilanVide()
  await enProprietaire(proprietaire, async client => {
    await client.query('SET TRANSACTION READ ONLY')
    for await (const lot of faitsDeLaBase(client))
      for (const f of lot) if (!f.finieLe) simulation.ajouterAuBilan(bilan, f, { probationAutonome: !values['sans-probation-autonome'] })
  })
  console.log('SIMULATION : les propositions des États généraux à la place du droit en vigueur. Rien n’est enregistré.\n')
  console.log(`${bilan.mesures} mesures en cours, ${bilan.changees} changeraient.`)
  console.log(`Heures de TIG prononcées : ${bilan.heures.avant} ; sous la proposition : ${bilan.heures.apres}.\n`)
  for (const [nature, n] of [...bilan.parNature].sort((a, b) => b[1].mesures - a[1].mesures))
    console.log(
      `${libelleDeNature(nature, '9999-12-31').padEnd(60)} ${String(n.mesures).padStart(8)} en cours ${String(n.changees).padStart(8)} changeraient`,
    )
  console.log('')
  for (const c of [...bilan.parChangement.values()].sort((a, b) => b.combien - a.combien))
    console.log(`${c.libelle.padEnd(60)} ${String(c.combien).padStart(8)} mesures`)
})
