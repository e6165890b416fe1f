import { z } from 'zod'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { Interdit, trouver } from '../platform/introuvable.ts'
import { parPage } from '../platform/liste.ts'
import { Agents } from './agents.views.tsx'
import { chemins } from './annuaire.paths.ts'
import { Annuaire } from './annuaire.views.tsx'
import { refusDeTenir } from './organigramme.rules.ts'
import {
  agentsDuService,
  antennesDuService,
  juridictionParId,
  juridictions,
  serviceParId,
  services,
  tousLesAgents,
} from './organigramme.store.ts'

export function annuaireRoutes(plateforme: Plateforme): void {
  for (const path of [chemins.annuaire, chemins.service(':serviceId')]) {
    page(plateforme, {
      path,
      access: 'annuaire:lire',
      params: z.object({ serviceId: z.uuid().optional() }),
      journal: 'non',
      view: async (tx, params, { acteur, aujourdhui }) => {
        const tous = await services(tx)
        const choisi = params.serviceId ?? acteur.serviceId ?? tous[0]?.serviceId ?? ''
        const tout = acteur.peut('annuaire:ouvrir')
        const tient = {
          tout,
          service: acteur.peut('annuaire:ecrire') && (tout || acteur.serviceId === choisi),
        }
        const detail =
          choisi === ''
            ? { antennes: [], agents: [] }
            : {
                antennes: await antennesDuService(tx, choisi, tient.service ? null : aujourdhui),
                agents: await agentsDuService(tx, choisi, aujourdhui),
              }
        const corps = (
          <Annuaire
            tous={tous}
            choisi={choisi}
            {...detail}
            cours={await juridictions(tx)}
            libelleFonction={plateforme.libelleFonction}
            tient={tient}
          />
        )
        return {
          titre: 'Annuaire',
          fil: [{ label: 'Ma journée', href: '/' }, { label: 'Annuaire' }],
          corps,
        }
      },
    })
  }
  page(plateforme, {
    path: chemins.agents(':entiteId'),
    access: 'annuaire:ecrire',
    params: z.object({ ...parPage, entiteId: z.uuid() }),
    journal: 'non',
    view: async (tx, { entiteId, ...tranche }, { acteur, aujourdhui }) => {
      const service = await serviceParId(tx, entiteId)
      const { nom } = service ?? trouver(await juridictionParId(tx, entiteId))
      if (refusDeTenir(acteur, service ? entiteId : null).length > 0)
        throw new Interdit('annuaire:ecrire')
      const titre = `Agents : ${nom}`
      const liste = await tousLesAgents(tx, entiteId, aujourdhui, tranche)
      const annuaire = {
        label: 'Annuaire',
        href: service ? chemins.service(entiteId) : chemins.annuaire,
      }
      const nouveau = service ? chemins.nouvelAgent(entiteId) : chemins.nouveauMagistrat(entiteId)
      return {
        titre,
        fil: [{ label: 'Ma journée', href: '/' }, annuaire, { label: titre }],
        corps: (
          <Agents
            {...{ titre, entiteId, liste, nouveau }}
            libelleFonction={plateforme.libelleFonction}
          />
        ),
      }
    },
  })
}
