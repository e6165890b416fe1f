import { enProprietaire, faitsDeLaBase } from '../echeances/index.ts'
import { libelleDeNature, simulation } from '../mesures/index.ts'
import { commande } from './commande.ts'
import { avecLeProprietaire } from './terminal.ts'

export default commande({
  usage: 'droit:simuler [--sans-probation-autonome]',
  aide: 'Compte, sur toute la base, ce que changeraient les propositions à la place du droit en vigueur. N’écrit rien. Demande DATABASE_OWNER_URL.',
  options: { 'sans-probation-autonome': { type: 'boolean', default: false } },
  executer: ({ values }) =>
    avecLeProprietaire('si_elle_existe', url => simuler(url, !values['sans-probation-autonome'])),
})

async function simuler(url: string, probationAutonome: boolean): Promise<void> {
  const bilan = simulation.bilanVide()
  await enProprietaire(url, async client => {
    await client.query('SET TRANSACTION READ ONLY')
    for await (const lot of faitsDeLaBase(client))
      for (const faits of lot)
        if (!faits.finieLe) simulation.ajouterAuBilan(bilan, faits, { probationAutonome })
  })
  console.log(
    'SIMULATION : les propositions des États généraux à la place du droit en vigueur. Rien n’est enregistré.\n',
  )
  console.log(`${bilan.mesures} mesures en cours, ${bilan.changees} changeraient.`)
  console.log(
    `Heures de TIG prononcées : ${bilan.heures.avant} ; sous la proposition : ${bilan.heures.apres}.\n`,
  )
  for (const [nature, valeur] of [...bilan.parNature].sort(
    (un, autre) => autre[1].mesures - un[1].mesures,
  ))
    console.log(
      `${libelleDeNature(nature, '9999-12-31').padEnd(60)} ${String(valeur.mesures).padStart(8)} en cours ${String(valeur.changees).padStart(8)} changeraient`,
    )
  console.log('')
  for (const c of [...bilan.parChangement.values()].sort((un, autre) => autre.combien - un.combien))
    console.log(`${c.libelle.padEnd(60)} ${String(c.combien).padStart(8)} mesures`)
}
