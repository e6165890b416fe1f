import { z } from 'zod'
import { ajouterJours, lundiDe, prochainJourOuvre } from '../platform/date.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { jourSaisi } from '../platform/saisie.ts'
import { chemins } from './convocation.paths.ts'
import { agentsQuiRecoivent, creneauxDeLaSemaine, typesPour } from './recherche.ecran.ts'
import { CreneauxLibres } from './recherche.views.tsx'

export function rechercheRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.creneaux,
    access: 'creneau:lire',
    params: z.object({
      type: z.string().max(80).optional(),
      du: z.union([jourSaisi(), z.literal('')]).optional(),
      agentId: z.union([z.uuid(), z.literal('')]).optional(),
    }),
    view: async (tx, parametres, context) => {
      const types = await typesPour(tx, context.acteur)
      const type = parametres.type || types[0]?.value || ''
      const du = lundiDe(
        parametres.du || prochainJourOuvre(context.aujourdhui, context.acteur.territoire),
      )
      const agents = await agentsQuiRecoivent(tx, context)
      const choisi = types.find(ligne => ligne.value === type)
      const semaine = await creneauxDeLaSemaine(tx, context, {
        type: choisi,
        du,
        agentId: parametres.agentId || undefined,
      })
      const corps = (
        <CreneauxLibres
          {...semaine}
          type={type}
          types={types}
          agentId={parametres.agentId ?? ''}
          agents={agents}
          noms={Object.fromEntries(agents.map(agent => [agent.value, agent.label]))}
          sansType={!choisi}
          agentChoisi={Boolean(parametres.agentId)}
          du={du}
          avant={ajouterJours(du, -7)}
          apres={ajouterJours(du, 7)}
        />
      )
      return {
        titre: 'Créneaux libres',
        fil: [
          { label: 'Ma journée', href: '/' },
          { label: 'Agenda', href: '/agenda' },
          { label: 'Créneaux libres' },
        ],
        corps,
      }
    },
  })
}
