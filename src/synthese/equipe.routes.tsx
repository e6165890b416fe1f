import { z } from 'zod'
import { affecterEnNombre, charges, passerEnNombre } from '../dossiers/index.ts'
import { rapportsEnAttente } from '../magistrats/index.ts'
import { agentParId } from '../moyens/index.ts'
import { ajouterMois } from '../platform/date.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { trouver } from '../platform/introuvable.ts'
import { lesPremiers, parPage } from '../platform/liste.ts'
import * as store from './equipe.store.ts'
import { AConfier, Equipe } from './equipe.views.tsx'
import { MOIS_SANS_CONTACT } from './journee.store.ts'
import { LIGNES } from './listes.rules.ts'
import { Passer } from './passation.views.tsx'
import { chemins } from './synthese.paths.ts'

const premiers = lesPremiers(LIGNES)

/**
 * The team of who directs it: what each agent carries, what is late, what waits for a signature or
 * for a référent.
 */
export function equipeRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.equipe,
    access: 'dossier:affecter',
    params: z.object(parPage),
    view: async (tx, tranche, { acteur, aujourdhui }) => {
      const serviceId = trouver(acteur.serviceId)
      const jours = { aujourdhui, contactDepuis: ajouterMois(aujourdhui, -MOIS_SANS_CONTACT) }
      const agents = await store.agentsDeLEquipe(tx, serviceId, jours, tranche)
      const [departs, aValider, aConfier] = await Promise.all([
        store.departs(tx, serviceId, premiers),
        rapportsEnAttente(tx, { serviceId }, { ...premiers, tri: 'echeance', sens: 'asc' }),
        store.dossiersAConfier(tx, serviceId, aujourdhui, premiers),
      ])
      const corps = (
        <Equipe
          agents={agents}
          departs={departs}
          aValider={aValider}
          aConfier={aConfier}
          aujourdhui={aujourdhui}
          libelleFonction={plateforme.libelleFonction}
        />
      )
      return {
        titre: 'Équipe',
        fil: [{ label: 'Ma journée', href: chemins.journee }, { label: 'Équipe' }],
        corps,
      }
    },
  })
  form(plateforme, {
    path: chemins.aConfier,
    params: z.object({ ...parPage, tout: z.enum(['', 'oui']).catch('') }),
    command: affecterEnNombre,
    view: async (tx, { page, par, tout }, state, { acteur, aujourdhui }) => {
      const serviceId = trouver(acteur.serviceId)
      const corps = (
        <AConfier
          liste={await store.dossiersAConfier(tx, serviceId, aujourdhui, { page, par })}
          agents={await charges(tx, serviceId, aujourdhui)}
          state={state}
          tout={tout === 'oui'}
        />
      )
      const fil = [
        { label: 'Ma journée', href: chemins.journee },
        { label: 'Équipe', href: chemins.equipe },
        { label: 'Dossiers à affecter' },
      ]
      return { titre: 'Dossiers à affecter', fil, corps }
    },
    redirectTo: () => chemins.aConfier,
    flash: ({ dossierIds, nom }) =>
      dossierIds.length > 1
        ? `${dossierIds.length} dossiers sont confiés à ${nom}.`
        : `Le dossier est confié à ${nom}.`,
  })
  passer(plateforme)
}

/** Dossiers of one agent of the service, handed over in one gesture. */
function passer(plateforme: Plateforme): void {
  form(plateforme, {
    path: chemins.passer(':agentId'),
    params: z.object({ ...parPage, agentId: z.uuid() }),
    command: passerEnNombre,
    view: async (tx, { agentId, page, par }, state, { acteur, aujourdhui }) => {
      const serviceId = trouver(acteur.serviceId)
      const agent = trouver(await agentParId(tx, agentId))
      if (agent.serviceId !== serviceId) trouver(null)
      const corps = (
        <Passer
          agent={agent}
          liste={
            await store.dossiersDeLAgent(tx, { serviceId, agentId, aujourdhui }, { page, par })
          }
          agents={await charges(tx, serviceId, aujourdhui)}
          state={state}
          aujourdhui={aujourdhui}
        />
      )
      const fil = [
        { label: 'Ma journée', href: chemins.journee },
        { label: 'Équipe', href: chemins.equipe },
        { label: agent.nomComplet },
      ]
      return { titre: `Passer les dossiers de ${agent.nomComplet}`, fil, corps }
    },
    redirectTo: (_fait, { agentId }) => chemins.passer(agentId),
    flash: ({ parts, parAgent }) =>
      `${parts.length > 1 ? `${parts.length} dossiers passent` : 'Un dossier passe'} : ${parAgent.map(ligne => `${ligne.n} à ${ligne.nom}`).join(', ')}.`,
  })
}
