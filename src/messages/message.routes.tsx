import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { filDuDossier, identite as lireIdentite } from '../dossiers/index.ts'
import { entiteDe } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { form } from '../platform/http/form.ts'
import { page } from '../platform/http/page.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { afficher } from '../platform/http/rendu.ts'
import { trouver } from '../platform/introuvable.ts'
import { parPage } from '../platform/liste.ts'
import { motsDe } from '../platform/mots.ts'
import { parDossier } from '../platform/saisie.ts'
import { DejaArrete, PageDArret } from './arret.views.tsx'
import * as store from './boite.store.ts'
import { Boite } from './boite.views.tsx'
import { Injoignables } from './injoignables.views.tsx'
import { joignabilite } from './joignabilite.lecture.ts'
import { LettresAImprimer } from './lettres.views.tsx'
import {
  direParTelephone,
  imprimerLettres,
  leverOpposition,
  opposer,
  renvoyer,
} from './message.commands.ts'
import { chemins } from './message.paths.ts'
import { messagesDeLaPersonne } from './message.store.ts'
import { Dire, MessagesDeLaPersonne, Renvoyer, UnMessage } from './message.views.tsx'
import { modeleRoutes } from './modele.routes.tsx'
import { opposerParLeLien, oppositions } from './opposition.store.ts'
import { Lever, Opposer } from './opposition.views.tsx'

const agenda = [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: '/agenda' },
]
const messages = { label: 'Messages', href: chemins.liste }
const cles = motsDe(store.onglets)
const parMessage = z.object({ dossierId: z.uuid(), messageId: z.uuid() })

export function messageRoutes(plateforme: Plateforme): void {
  boite(plateforme)
  unMessage(plateforme)
  dUnePersonne(plateforme)
  modeleRoutes(plateforme)
  arret(plateforme)
}

function boite(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.liste,
    access: 'message:lire',
    params: z.object({
      ...parPage,
      etat: z
        .enum(['', ...cles])
        .catch('')
        .default(''),
    }),
    view: async (tx, filtre, { acteur, maintenant, demonstration }) => {
      const entiteId = trouver(entiteDe(acteur))
      const corps = (
        <Boite
          liste={await store.boite(tx, entiteId, filtre)}
          filtre={filtre}
          attente={await store.enAttente(tx, entiteId, maintenant.toString())}
          demonstration={demonstration}
          ecrire={acteur.peut('message:ecrire')}
        />
      )
      return { titre: 'Messages', fil: [...agenda, { label: 'Messages' }], corps }
    },
  })
  page(plateforme, {
    path: chemins.injoignables,
    access: 'message:lire',
    params: z.object(parPage),
    view: async (tx, tranche, { acteur }) => {
      const liste = await store.injoignables(tx, trouver(entiteDe(acteur)), tranche)
      const corps = <Injoignables liste={liste} peut={acteur.peut('personne:ecrire')} />
      return {
        titre: 'Numéros injoignables',
        fil: [...agenda, messages, { label: 'Injoignables' }],
        corps,
      }
    },
  })
  form(plateforme, {
    path: chemins.aImprimer,
    params: z.object(parPage),
    command: imprimerLettres,
    view: async (tx, tranche, state, { acteur }) => ({
      titre: 'Lettres à imprimer',
      fil: [...agenda, messages, { label: 'Lettres à imprimer' }],
      corps: (
        <LettresAImprimer
          state={state}
          liste={await store.lettresAImprimer(tx, trouver(entiteDe(acteur)), tranche)}
        />
      ),
    }),
    redirectTo: () => chemins.aImprimer,
    flash: faites =>
      faites.length === 1
        ? 'Une lettre est notée imprimée.'
        : `${faites.length} lettres sont notées imprimées.`,
  })
}

async function entete(
  tx: Tx,
  dossierId: string,
  messageId: string,
  acteur: Parameters<typeof entiteDe>[0],
) {
  const message = trouver(await store.unMessage(tx, dossierId, messageId))
  if (message.entiteId !== entiteDe(acteur)) trouver(null)
  return {
    message,
    identite: trouver(await lireIdentite(tx, dossierId)),
    evenements: await store.evenements(tx, dossierId, messageId),
  }
}

function unMessage(plateforme: Plateforme): void {
  const retour = ({ dossierId, messageId }: { dossierId: string; messageId: string }) =>
    chemins.message(dossierId, messageId)
  const fil = { params: parMessage, redirectTo: retour }
  page(plateforme, {
    path: chemins.message(':dossierId', ':messageId'),
    access: 'message:lire',
    params: parMessage,
    view: async (tx, { dossierId, messageId }, { acteur, maintenant }) => ({
      titre: 'Message',
      fil: [...agenda, messages, { label: 'Message' }],
      corps: (
        <UnMessage
          {...(await entete(tx, dossierId, messageId, acteur))}
          ecrire={acteur.peut('message:ecrire')}
          maintenant={maintenant}
        />
      ),
    }),
  })
  form(plateforme, {
    ...fil,
    path: chemins.renvoyer(':dossierId', ':messageId'),
    command: renvoyer,
    view: async (tx, { dossierId, messageId }, state, { acteur }) => ({
      titre: 'Renvoyer le message',
      fil: [...agenda, messages, { label: 'Renvoyer' }],
      corps: (
        <Renvoyer
          state={state}
          {...(await entete(tx, dossierId, messageId, acteur))}
          joignable={await joignabilite(tx, dossierId)}
        />
      ),
    }),
    flash: () => 'Le message repart.',
  })
  form(plateforme, {
    ...fil,
    path: chemins.dire(':dossierId', ':messageId'),
    command: direParTelephone,
    view: async (tx, { dossierId, messageId }, state, { acteur }) => ({
      titre: 'Dit par téléphone',
      fil: [...agenda, messages, { label: 'Dit par téléphone' }],
      corps: <Dire state={state} {...(await entete(tx, dossierId, messageId, acteur))} />,
    }),
    flash: () => 'C’est noté : la personne a été prévenue par téléphone.',
  })
}

function dUnePersonne(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.personne(':dossierId'),
    access: 'message:lire',
    params: parDossier,
    view: async (tx, { dossierId }, { acteur }) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const corps = (
        <MessagesDeLaPersonne
          identite={identite}
          joignable={await joignabilite(tx, dossierId)}
          messages={await messagesDeLaPersonne(tx, dossierId)}
          oppositions={await oppositions(tx, dossierId)}
          mienne={entiteDe(acteur)}
          ecrire={acteur.peut('message:ecrire')}
        />
      )
      return {
        titre: `Messages : ${identite.nomComplet}`,
        fil: filDuDossier(identite, { label: 'Messages' }),
        corps,
      }
    },
  })
  form(plateforme, {
    path: chemins.opposer(':dossierId'),
    params: parDossier,
    command: opposer,
    view: async (tx, { dossierId }, state) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const fil = filDuDossier(
        identite,
        { label: 'Messages', href: chemins.personne(dossierId) },
        { label: 'Ne plus écrire' },
      )
      return {
        titre: 'Ne plus envoyer de messages',
        fil,
        corps: <Opposer state={state} identite={identite} />,
      }
    },
    redirectTo: ({ dossierId }) => chemins.personne(dossierId),
    flash: () => 'C’est noté : plus de messages par cette voie.',
  })
  form(plateforme, {
    path: chemins.lever(':dossierId', ':oppositionId'),
    params: z.object({ dossierId: z.uuid(), oppositionId: z.uuid() }),
    command: leverOpposition,
    view: async (tx, { dossierId, oppositionId }, state) => {
      const identite = trouver(await lireIdentite(tx, dossierId))
      const opposition = trouver(
        (await oppositions(tx, dossierId)).find(ligne => ligne.id === oppositionId),
      )
      const fil = filDuDossier(
        identite,
        { label: 'Messages', href: chemins.personne(dossierId) },
        { label: 'Écrire de nouveau' },
      )
      return {
        titre: 'Envoyer de nouveau des messages',
        fil,
        corps: <Lever state={state} identite={identite} opposition={opposition} />,
      }
    },
    redirectTo: ({ dossierId }) => chemins.personne(dossierId),
    flash: () => 'L’opposition est levée.',
  })
}

const ENVOIS_PAR_MINUTE = 60
/**
 * The page of the link, without account and without a name. Reading it does nothing: phones open
 * links by themselves to preview them. No anti-forgery token: whoever knows the link holds the
 * message, and its only power is to stop them.
 */
function arret(plateforme: Plateforme): void {
  const ouvert = { config: { access: 'public' } }
  const montrer = (
    request: FastifyRequest,
    reply: FastifyReply,
    corps: ReturnType<typeof PageDArret>,
    statut = 200,
  ) => afficher({ plateforme, request, reply }, { titre: 'Messages', nu: true, corps }, statut)
  const recents = new Map<string, number>()
  const minuteur = setInterval(() => recents.clear(), 60_000).unref()
  plateforme.app.addHook('onClose', async () => clearInterval(minuteur))
  plateforme.app.get(chemins.arret(':jeton'), ouvert, (request, reply) =>
    montrer(request, reply, <PageDArret />),
  )
  plateforme.app.post(
    chemins.arret(':jeton'),
    { ...ouvert, bodyLimit: 4096 },
    async (request, reply) => {
      const combien = (recents.get(request.ip) ?? 0) + 1
      recents.set(request.ip, combien)
      if (combien > ENVOIS_PAR_MINUTE) return montrer(request, reply, <PageDArret trop />, 429)
      const { jeton } = request.params as { jeton: string }
      if (/^[\w-]{8,64}$/.test(jeton)) await opposerParLeLien(plateforme.base, jeton)
      return montrer(request, reply, <DejaArrete />)
    },
  )
}
