import { z } from 'zod'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { chemins } from './annuaire.paths.ts'
import { Annuaire } from './annuaire.views.tsx'
import { agentsDuService, antennesDuService, juridictions, services } from './organigramme.store.ts'

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
        const tient = { tout, service: acteur.peut('annuaire:ecrire') && (tout || acteur.serviceId === choisi) }
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
        return { titre: 'Annuaire', fil: [{ label: 'Ma journée', href: '/' }, { label: 'Annuaire' }], corps }
      },
    })
  }
}
