import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { listeVide, parPage } from '../platform/liste.ts'
import { lirePeriode, parPeriode } from '../platform/periode.ts'
import { deciderAlerte } from './alerte.commands.ts'
import { alerte, alertesOuvertes, decisions, quiACherche, rapprochements } from './alerte.store.ts'
import { Alertes, Recherches, UneAlerte } from './alerte.views.tsx'
import { chemins } from './compte.paths.ts'

type Acteur = { peut(permission: 'journal:service'): boolean }
const filDe = ({ peut }: Acteur, ...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  ...(peut('journal:service')
    ? [{ label: 'Journal du service', href: chemins.journalDuService }]
    : []),
  ...suite,
]

const recherches = { label: 'Recherches hors du service', href: chemins.recherches }

const AGENT_INCONNU =
  'L’agent demandé n’est pas de ceux qui ont cherché : choisissez-le dans la liste.'

/**
 * Look-ups beyond a service, for who answers for its accounts, and what is said of those that
 * passed the limit.
 */
export function alerteRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.recherches,
    access: 'alerte:decider',
    params: z.object({
      ...parPage,
      ...parPeriode,
      agent: z.string().trim().max(40).catch('').default(''),
    }),
    view: async (tx, { page: numero, par, ...filtre }, { acteur }) => {
      const { du, au, fautes } = lirePeriode(filtre, acteur.fuseau)
      const [alertes, agents] = [await alertesOuvertes(tx), await quiACherche(tx, acteur.id)]
      const connu = filtre.agent === '' || agents.some(agent => agent.agentId === filtre.agent)
      const dites = connu ? fautes : [...fautes, AGENT_INCONNU]
      const tranche = { page: numero, par }
      const liste =
        dites.length > 0
          ? listeVide(tranche)
          : await rapprochements(tx, acteur.id, { agent: filtre.agent, du, au }, tranche)
      return {
        titre: recherches.label,
        fil: filDe(acteur, { label: recherches.label }),
        corps: (
          <Recherches
            alertes={alertes}
            liste={liste}
            agents={agents}
            filtre={filtre}
            fautes={dites}
          />
        ),
      }
    },
  })
  form(plateforme, {
    path: chemins.alerte(':alerteId'),
    params: z.object({ alerteId: z.uuid(), ...parPage }),
    command: deciderAlerte,
    view: async (tx, { alerteId, ...tranche }, state, { acteur }) => {
      const x = trouver(await alerte(tx, alerteId))
      return {
        titre: 'Alerte',
        fil: filDe(acteur, recherches, { label: x.nomComplet }),
        corps: (
          <UneAlerte state={state} alerte={x} decisions={await decisions(tx, tranche, alerteId)} />
        ),
      }
    },
    redirectTo: () => chemins.recherches,
    flash: ({ decision }) =>
      decision === 'vue'
        ? 'C’est vu.'
        : 'La suite est accordée pour aujourd’hui, et dite à l’agent.',
  })
  page(plateforme, {
    path: chemins.alertes,
    access: 'alerte:decider',
    params: z.object(parPage),
    view: async (tx, tranche, { acteur }) => ({
      titre: 'Alertes',
      fil: filDe(acteur, recherches, { label: 'Alertes' }),
      corps: <Alertes alertes={await alertesOuvertes(tx)} liste={await decisions(tx, tranche)} />,
    }),
  })
}
