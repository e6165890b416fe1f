import { z } from 'zod'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { listeVide, parPage } from '../platform/liste.ts'
import { lirePeriode, parPeriode } from '../platform/periode.ts'
import { chemins } from './compte.paths.ts'
import { agentsDuJournal, journalDuService, monJournal } from './journal.store.ts'
import { JournalDuService, MonJournal } from './journal.views.tsx'
import { dernierControle, derniersSceaux } from './sceau.store.ts'
import { EtatDesSceaux } from './sceau.views.tsx'

const accueil = { label: 'Ma journée', href: '/' }
/** A line, whose whole act is asked for: « lecture-12 ». */
const parGeste = z
  .string()
  .regex(/^(lecture|ecriture)-\d{1,15}$/)
  .catch('')
  .default('')
type Genre = 'lecture' | 'ecriture'
const gesteDe = (geste: string) => {
  const [genre, id = ''] = geste.split('-')
  return geste === '' ? null : { genre: genre as Genre, id }
}

const AGENT_INCONNU = 'L’agent demandé n’est pas de votre service : choisissez-le dans la liste.'

/** What one read and wrote; what the agents of a service did, for whoever answers for it. */
export function journalRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.monJournal,
    access: 'journal:soi',
    params: z.object({ ...parPage, geste: parGeste }),
    journal: 'non',
    view: async (tx, { geste, ...tranche }, { acteur }) => ({
      titre: 'Mes consultations',
      fil: [accueil, { label: 'Mon compte', href: chemins.compte }, { label: 'Mes consultations' }],
      corps: (
        <MonJournal
          liste={await monJournal(tx, acteur.id, gesteDe(geste), tranche)}
          geste={geste}
        />
      ),
    }),
  })
  page(plateforme, {
    path: chemins.journalDuService,
    access: 'journal:service',
    params: z.object({
      ...parPage,
      ...parPeriode,
      agent: z.string().trim().max(40).catch('').default(''),
      dossier: z.string().trim().max(40).catch('').default(''),
      connexions: z.enum(['', 'oui']).catch('').default(''),
      geste: parGeste,
    }),
    view: async (tx, { page: numero, par, ...filtre }, { acteur, montrer }) => {
      const periode = lirePeriode(filtre, acteur.fuseau)
      const [connexions, geste] = [filtre.connexions === 'oui', gesteDe(filtre.geste)]
      const cherche = { periode, agent: filtre.agent, numero: filtre.dossier, connexions, geste }
      const tranche = { page: numero, par }
      const agents = await agentsDuJournal(tx, acteur.serviceId ?? '')
      const connu = filtre.agent === '' || agents.some(agent => agent.agentId === filtre.agent)
      const fautes = connu ? periode.fautes : [...periode.fautes, AGENT_INCONNU]
      const liste =
        fautes.length > 0
          ? listeVide(tranche)
          : await journalDuService(tx, agents, cherche, tranche)
      montrer(
        filtre.dossier === '' ? [] : liste.lignes.flatMap(ligne => ligne.dossier?.dossierId ?? []),
        'recherche, journal du service',
      )
      const etat = (
        <EtatDesSceaux sceaux={await derniersSceaux(tx)} controle={await dernierControle(tx)} />
      )
      return {
        titre: 'Journal du service',
        fil: [accueil, { label: 'Journal du service' }],
        corps: (
          <JournalDuService
            liste={liste}
            agents={agents}
            filtre={filtre}
            fautes={fautes}
            etat={etat}
          />
        ),
      }
    },
  })
}
