import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Command, entiteDe, type Permission } from '../platform/command.ts'
import { RIEN_DE_PLUS, transaction } from '../platform/db/connexion.ts'
import { inTransaction } from '../platform/demande.ts'
import { envoyer } from '../platform/executer.ts'
import { normaliser, sansBlancs, type Valeurs } from '../platform/http/corps.ts'
import { form } from '../platform/http/form.ts'
import { envoiLegitime, jetonDeSession, poserMessage } from '../platform/http/jeton.ts'
import { page } from '../platform/http/page.ts'
import { DejaServi, type Plateforme, SansSession } from '../platform/http/plateforme.ts'
import { html, repondre, type Visite } from '../platform/http/rendu.ts'
import { envoiDe, porteurDe } from '../platform/http/reprise.ts'
import { Introuvable, trouver } from '../platform/introuvable.ts'
import { Refused } from '../platform/refusal.ts'
import { chemins } from './calendrier.paths.ts'
import {
  creerFluxDAgenda,
  creerMonFlux,
  empreinteDe,
  reglerLesFlux,
  revoquerFluxDAgenda,
  revoquerMonFlux,
} from './flux.commands.ts'
import * as store from './flux.store.ts'
import { Calendriers, FicheReglage, LienDuFlux } from './flux.views.tsx'
import { enCalendrier, etiquette } from './icalendar.views.ts'

const agenda = [
  { label: 'Ma journée', href: '/' },
  { label: 'Agenda', href: '/agenda' },
]
const fil = (label: string) => [
  ...agenda,
  { label: 'Calendriers', href: chemins.calendriers },
  { label },
]

export function fluxRoutes(plateforme: Plateforme): void {
  page(plateforme, {
    path: chemins.calendriers,
    access: 'flux:soi',
    params: z.object({}),
    journal: 'non',
    view: async (tx, _params, { acteur, aujourdhui }) => {
      const [entiteId, tenir] = [trouver(entiteDe(acteur)), acteur.peut('calendrier:tenir')]
      const ecran = {
        aMoi: acteur.peut('flux:soi'),
        tenir,
        monFlux: await store.fluxDeLAgent(tx, entiteId, acteur.id),
        agendas: tenir ? await store.agendasEtFlux(tx, entiteId, aujourdhui) : [],
        reglage: await store.reglage(tx, entiteId),
        fuseau: acteur.fuseau,
      }
      return {
        titre: 'Calendriers',
        fil: [...agenda, { label: 'Calendriers' }],
        corps: <Calendriers {...ecran} />,
      }
    },
  })
  creation(plateforme, chemins.creerLeMien, creerMonFlux)
  creation(plateforme, chemins.creerDAgenda, creerFluxDAgenda)
  for (const [path, command] of [
    [chemins.revoquer(':fluxId'), revoquerMonFlux],
    [chemins.revoquerDAgenda(':fluxId'), revoquerFluxDAgenda],
  ] as const)
    geste(plateforme, path, command)
  form(plateforme, {
    path: chemins.reglage,
    params: z.object({}),
    command: reglerLesFlux,
    initial: async (tx, _params, { acteur }) => {
      const { fluxAvecNoms, version } = await store.reglage(tx, trouver(entiteDe(acteur)))
      const regle = fluxAvecNoms ? 'oui' : 'non'
      return { avecNoms: version === 0 ? '' : regle, version }
    },
    view: async (tx, _params, state, { acteur }) => {
      const { version } = await store.reglage(tx, trouver(entiteDe(acteur)))
      return {
        titre: 'Noms dans les calendriers',
        fil: fil('Noms'),
        corps: <FicheReglage state={state} version={version} />,
      }
    },
    redirectTo: () => chemins.calendriers,
    flash: () => 'Le réglage est enregistré.',
  })
  lecture(plateforme)
}

/** What a POST of these screens carries, checked: a session, a token of ours, values. */
function lireEnvoi(plateforme: Plateforme, request: FastifyRequest) {
  const jeton = jetonDeSession(request)
  if (!jeton) throw new SansSession(null)
  const valeurs = normaliser(request.body ?? {}) as Valeurs
  const envoi = envoiDe(plateforme.secret, request.url, valeurs)
  const auteurId = porteurDe(plateforme.secret, valeurs._porteur)
  const legitime = envoiLegitime(plateforme.secret, request, valeurs._jeton)
  return {
    demande: { porteur: { jeton }, envoi, auteurId, requete: request.id },
    jeton,
    legitime,
    valeurs: sansBlancs(valeurs) as Valeurs,
  }
}
const retour = (reply: FastifyReply, message: string) => {
  poserMessage(reply, message)
  return reply.redirect(chemins.calendriers, 303)
}
const TROP_LONGTEMPS = 'Cette page était ouverte depuis trop longtemps : recommencez.'

/**
 * A secret is in the answer to its own creation and nowhere else: neither in an address, nor in a
 * cookie, nor in the journal.
 */
function creation<S extends z.ZodType>(
  plateforme: Plateforme,
  path: string,
  command: Command<S, { fluxId: string; secret: string }>,
): void {
  plateforme.app.post(path, { config: { access: command.permission } }, async (request, reply) => {
    const { demande, jeton, legitime, valeurs } = lireEnvoi(plateforme, request)
    if (!legitime) return retour(reply, TROP_LONGTEMPS)
    const input = command.input.safeParse(valeurs)
    if (!input.success) {
      await exiger(plateforme, jeton, command.permission, request.id)
      return retour(reply, input.error.issues[0]?.message ?? 'Cette demande n’a pas pu être lue.')
    }
    try {
      const fait = await envoyer(plateforme, demande, {
        command,
        input: input.data,
        suite: () => chemins.calendriers,
      })
      if (fait.dejaEnvoye)
        return retour(
          reply,
          'Ce lien a déjà été créé et montré. Remplacez-le si vous ne l’avez pas copié.',
        )
      const adresse = `${plateforme.origine}${chemins.flux(fait.resultat.secret)}`
      const visite = { plateforme, request, reply }
      const { permission } = command
      return repondre(visite, 200, await montrerLeLien(visite, { jeton, permission, adresse }))
    } catch (erreur) {
      if (erreur instanceof Refused) return retour(reply, erreur.message)
      if (erreur instanceof DejaServi)
        return retour(reply, 'Cette page a déjà servi : recommencez d’ici.')
      throw erreur
    }
  })
}

/** Who may not do it is told so, whatever was sent. */
const exiger = (
  plateforme: Plateforme,
  jeton: string,
  permission: Permission,
  requete: string,
): Promise<null> =>
  inTransaction(
    plateforme,
    { porteur: { jeton }, permission, dossierId: null, requete, acte: chemins.calendriers },
    async () => ({
      resultat: null,
      fin: RIEN_DE_PLUS,
    }),
  )

const montrerLeLien = (
  visite: Visite,
  { jeton, permission, adresse }: { jeton: string; permission: Permission; adresse: string },
): Promise<string> =>
  inTransaction(
    visite.plateforme,
    {
      porteur: { jeton },
      permission,
      dossierId: null,
      requete: visite.request.id,
      acte: chemins.calendriers,
    },
    async (_tx, { acteur }) => ({
      resultat: html(visite, acteur, {
        titre: 'Lien du calendrier',
        fil: fil('Lien'),
        corps: <LienDuFlux adresse={adresse} />,
      }),
      fin: RIEN_DE_PLUS,
    }),
  )

/** A button that closes a link: nothing to type, so nothing to show again. */
function geste<S extends z.ZodType>(
  plateforme: Plateforme,
  path: string,
  command: Command<S, void>,
): void {
  plateforme.app.post(path, { config: { access: command.permission } }, async (request, reply) => {
    const { demande, legitime } = lireEnvoi(plateforme, request)
    if (!legitime) return retour(reply, TROP_LONGTEMPS)
    const input = command.input.safeParse(request.params)
    if (!input.success) throw new Introuvable()
    await envoyer(plateforme, demande, {
      command,
      input: input.data,
      suite: () => chemins.calendriers,
    })
    return retour(reply, 'Le lien est fermé : plus personne ne peut lire ce calendrier.')
  })
}

const INCONNU = 'Aucun calendrier à cette adresse.\n'

/**
 * A diary asks without session: the secret is the key; unknown, revoked or ill-formed, the answer
 * is the same.
 */
function lecture(plateforme: Plateforme): void {
  const path = chemins.flux(':secret')
  plateforme.app.get<{ Params: { secret: string } }>(
    path,
    { config: { access: 'public' } },
    async (request, reply) => {
      const [empreinte, maintenant] = [
        empreinteDe(request.params.secret),
        plateforme.horloge().toString(),
      ]
      const texte = await transaction(plateforme.base, RIEN_DE_PLUS, async tx => {
        const flux = await store.ouvrirFlux(tx, empreinte, maintenant)
        const resultat = flux
          ? enCalendrier(flux, await store.lireFlux(tx, empreinte, maintenant))
          : null
        const nommant =
          flux?.detail === 'noms' &&
          resultat !== null &&
          etiquette(resultat) !== request.headers['if-none-match']
        if (nommant) await store.noterLecture(tx, empreinte, maintenant, request.id)
        return { resultat, fin: RIEN_DE_PLUS }
      })
      reply.header('cache-control', 'private, no-cache').header('x-robots-tag', 'noindex')
      if (texte === null) return reply.code(404).type('text/plain; charset=utf-8').send(INCONNU)
      reply.header('etag', etiquette(texte))
      if (request.headers['if-none-match'] === etiquette(texte)) return reply.code(304).send()
      return reply
        .type('text/calendar; charset=utf-8')
        .header('content-disposition', 'inline; filename="fil-rouge.ics"')
        .send(texte)
    },
  )
}
