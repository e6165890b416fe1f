import { recalculerLaBase } from '../echeances/index.ts'
import { commande } from './commande.ts'
import { avecLeProprietaire } from './terminal.ts'

export default commande({
  usage: 'echeances',
  aide: 'Recalcule toutes les échéances de la base, après un changement du référentiel de droit. Demande DATABASE_OWNER_URL.',
  executer: () =>
    avecLeProprietaire('si_elle_existe', async url => {
      const debut = performance.now()
      const { mesures, echeances } = await recalculerLaBase(url)
      console.log(
        `${mesures} mesures, ${echeances} échéances, ${((performance.now() - debut) / 1000).toFixed(1)} s.`,
      )
    }),
})
