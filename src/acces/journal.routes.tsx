import { z } from 'zod'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { parPage } from '../platform/liste.ts'
import { lirePeriode, parPeriode } from '../platform/periode.ts'
import { chemins } from './compte.paths.ts'
import { journalDuService, monJournal } from './journal.store.ts'
import { JournalDuService, MonJournal } from './journal.views.tsx'
import { dernierControle, derniersSceaux } from './sceau.store.ts'
import { EtatDesSceaux } from './sceau.views.tsx'

const accueil = { label: 'Ma journée', href: '/' }

/** What one read and wrote; what the agents of a service did, for whoever answers for it. */
export function journalRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.monJournal,
    access: 'journal:soi',
    params: z.object(parPage),
    journal: 'non',
    view: async (tx, params, { acteur }) => ({
      titre: 'Mes consultations',
      fil: [accueil, { label: 'Mon compte', href: chemins.compte }, { label: 'Mes consultations' }],
      corps: <MonJournal liste={await monJournal(tx, acteur.id, params)} />,
    }),
  })
  page(plateforme, {
    path: chemins.journalDuService,
    access: 'journal:service',
    params: z.object({
      ...parPage,
      ...parPeriode,
      agent: z.uuid().or(z.literal('')).catch('').default(''),
      dossier: z.string().trim().max(40).catch('').default(''),
      connexions: z.enum(['', 'oui']).catch('').default(''),
    }),
    view: async (tx, { page: numero, par, ...filtre }, { acteur }) => {
      const periode = lirePeriode(filtre, acteur.fuseau)
      const cherche = { periode, agent: filtre.agent, numero: filtre.dossier, connexions: filtre.connexions === 'oui' }
      const { agents, liste } = await journalDuService(tx, acteur.serviceId ?? '', cherche, { page: numero, par })
      const etat = <EtatDesSceaux sceaux={await derniersSceaux(tx)} controle={await dernierControle(tx)} />
      return {
        titre: 'Journal du service',
        fil: [accueil, { label: 'Journal du service' }],
        corps: <JournalDuService liste={liste} agents={agents} filtre={filtre} fautes={periode.fautes} etat={etat} />,
      }
    },
  })
}
