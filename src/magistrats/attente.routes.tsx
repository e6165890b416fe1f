import { z } from 'zod'
import { agentParId } from '../moyens/index.ts'
import type { Acteur } from '../platform/command.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { parTri } from '../platform/liste.ts'
import { demandesEnCours, rapportsEnAttente, tris } from './attente.store.ts'
import { Demandes, Rapports } from './attente.views.tsx'
import { chemins } from './magistrats.paths.ts'
import { lecteurDe } from './main.rules.ts'

const fil = (label: string) => [{ label: 'Ma journée', href: '/' }, { label }]
/**
 * One's own dossiers first for who accompanies, the whole service for who does not, or who asks.
 */
const quiDe = (acteur: Acteur, qui: string): 'moi' | 'service' => {
  if (qui === 'moi' || qui === 'service') return qui
  return acteur.peut('accompagnement:ecrire') && !acteur.peut('dossier:affecter')
    ? 'moi'
    : 'service'
}

/** The whole of what a day's page shows the first lines of. */
export function attenteRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.demandes,
    access: 'saisine:lire',
    params: z.object({
      ...parTri(tris),
      qui: z.enum(['', 'moi', 'service']).catch(''),
      detenteur: z.enum(['', 'juridiction', 'spip', 'personne', 'partenaire']).catch(''),
      agent: z.uuid().or(z.literal('')).catch(''),
      retard: z.enum(['', 'oui']).catch(''),
    }),
    view: async (tx, params, { acteur, aujourdhui }) => {
      const agentId = acteur.serviceId ? params.agent : ''
      const qui = acteur.serviceId ? quiDe(acteur, agentId ? 'service' : params.qui) : null
      const ou = acteur.serviceId
        ? { serviceId: acteur.serviceId, agentId: qui === 'moi' ? acteur.id : agentId || undefined }
        : { juridictionId: trouver(acteur.juridictionId) }
      const liste = await demandesEnCours(tx, ou, params, {
        ...params,
        ...(params.retard ? { avant: aujourdhui } : {}),
      })
      const agentNom = agentId ? ((await agentParId(tx, agentId))?.nomComplet ?? '') : ''
      const titre = 'Demandes en cours'
      return {
        titre,
        fil: fil(titre),
        corps: (
          <Demandes
            liste={liste}
            filtre={params}
            qui={qui}
            aujourdhui={aujourdhui}
            agentNom={agentNom}
            lecteur={lecteurDe(acteur)}
          />
        ),
      }
    },
  })
  page(plateforme, {
    path: chemins.rapports,
    access: 'rapport:lire',
    params: z.object(parTri(tris)),
    view: async (tx, params, { acteur, aujourdhui }) => {
      const ou = acteur.serviceId
        ? { serviceId: acteur.serviceId }
        : { juridictionId: trouver(acteur.juridictionId) }
      const liste = await rapportsEnAttente(tx, ou, params)
      const recus = !acteur.serviceId
      const titre = recus ? 'Rapports reçus' : 'Rapports à valider'
      return {
        titre,
        fil: fil(titre),
        corps: <Rapports liste={liste} filtre={params} recus={recus} aujourdhui={aujourdhui} />,
      }
    },
  })
}
