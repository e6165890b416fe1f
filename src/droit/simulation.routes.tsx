import { z } from 'zod'
import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import { faitsDuDossier, faitsDuService } from '../echeances/index.ts'
import { simulation } from '../mesures/index.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { parDossier } from '../platform/saisie.ts'
import { chemins as droit } from './droit.paths.ts'
import { chemins } from './simulation.paths.ts'
import { nomsDe } from './simulation.store.ts'
import { SimulationDuDossier, SimulationDuService } from './simulation.views.tsx'

/** Measures shown one by one under the totals of a service; each dossier has its own page. */
const MONTREES = 25
const hypotheses = { sans: z.enum(['', 'probation-autonome']).catch('') }
const lireHypotheses = (sans: string): simulation.Hypotheses => ({
  probationAutonome: sans !== 'probation-autonome',
})

/**
 * What would change under the proposal, computed from the facts as they are and written nowhere
 * (charte, two levels).
 */
export function simulationRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.service,
    access: 'droit:simuler',
    params: z.object(hypotheses),
    view: async (tx, { sans }, { acteur }) => {
      const hypotheses = lireHypotheses(sans)
      const bilan = simulation.bilanVide()
      const changees = []
      for (const fait of await faitsDuService(tx, acteur.serviceId ?? '')) {
        const changements = simulation.ajouterAuBilan(bilan, fait, hypotheses)
        if (changements.length && changees.length < MONTREES)
          changees.push({ ...fait, changements })
      }
      const noms = new Map(
        (
          await nomsDe(
            tx,
            changees.map(ligne => ligne.dossierId),
          )
        ).map(ligne => [ligne.dossierId, ligne.nomComplet]),
      )
      const montrees = changees.map(ligne => ({
        ...ligne,
        nomComplet: noms.get(ligne.dossierId) ?? '',
      }))
      return {
        titre: 'Simulation',
        fil: [{ label: 'Droit', href: droit.recueil() }, { label: 'Simulation' }],
        corps: (
          <SimulationDuService
            bilan={bilan}
            montrees={montrees}
            h={hypotheses}
            service={acteur.entiteNom}
          />
        ),
      }
    },
  })
  page(plateforme, {
    path: chemins.dossier(':dossierId'),
    access: 'droit:simuler',
    params: parDossier.extend(hypotheses),
    view: async (tx, { dossierId, sans }) => {
      const hypotheses = lireHypotheses(sans)
      const identite = trouver(await lireIdentite(tx, dossierId))
      const mesures = (await faitsDuDossier(tx, dossierId)).map(fait => ({
        ...fait,
        changements: simulation.changementsDe(fait, hypotheses),
      }))
      return {
        titre: 'Simulation',
        fil: filDuDossier(identite, { label: 'Simulation' }),
        corps: <SimulationDuDossier identite={identite} mesures={mesures} h={hypotheses} />,
      }
    },
  })
}
