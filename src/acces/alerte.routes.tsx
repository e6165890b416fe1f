import { z } from 'zod'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parPage } from '../platform/liste.ts'
import { lirePeriode, parPeriode } from '../platform/periode.ts'
import { deciderAlerte } from './alerte.commands.ts'
import { alertesDecidees, alertesOuvertes, quiACherche, rapprochements } from './alerte.store.ts'
import { AlertesDecidees, Recherches } from './alerte.views.tsx'
import { chemins } from './compte.paths.ts'

type Acteur = { peut(permission: 'journal:service'): boolean }
const filDe = ({ peut }: Acteur, ...suite: { label: string; href?: string }[]) => [
  { label: 'Ma journée', href: '/' },
  ...(peut('journal:service') ? [{ label: 'Journal du service', href: chemins.journalDuService }] : []),
  ...suite,
]

/** Look-ups beyond a service, for who answers for its accounts, and what is said of those that passed the limit. */
export function alerteRoutes(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.recherches,
    params: z.object({ ...parPage, ...parPeriode, agent: z.uuid().or(z.literal('')).catch('').default('') }),
    command: deciderAlerte,
    view: async (tx, { page: numero, par, ...filtre }, state, { acteur }) => {
      const { du, au, fautes } = lirePeriode(filtre, acteur.fuseau)
      const liste = await rapprochements(tx, acteur.id, { agent: filtre.agent, du, au }, { page: numero, par })
      return {
        titre: 'Recherches hors du service',
        fil: filDe(acteur, { label: 'Recherches hors du service' }),
        corps: (
          <Recherches
            state={state}
            alertes={await alertesOuvertes(tx)}
            liste={liste}
            agents={await quiACherche(tx, acteur.id)}
            filtre={filtre}
            fautes={fautes}
          />
        ),
      }
    },
    redirectTo: () => chemins.recherches,
    flash: ({ decision }) => (decision === 'vue' ? 'C’est vu.' : 'La suite est accordée pour aujourd’hui.'),
  })
  page(plateforme, {
    path: chemins.alertes,
    access: 'alerte:decider',
    params: z.object(parPage),
    view: async (tx, tranche, { acteur }) => ({
      titre: 'Alertes décidées',
      fil: filDe(acteur, { label: 'Recherches hors du service', href: chemins.recherches }, { label: 'Alertes décidées' }),
      corps: <AlertesDecidees liste={await alertesDecidees(tx, tranche)} />,
    }),
  })
}
