import type { FastifyReply, FastifyRequest } from 'fastify'
import { PageErreur } from '../interface/index.ts'
import { normaliser, type Valeurs } from './corps.ts'
import { jetonDeSession, signer } from './jeton.ts'
import { Interdit, Introuvable, type Plateforme, type Reprise, SansSession } from './plateforme.ts'
import { afficher } from './rendu.ts'

type Erreur = Error & { statusCode?: number }

/** One place turns what went wrong into a page in plain French; a bug shows its reference, never its cause. */
export function traiterErreurs(plateforme: Plateforme): void {
  plateforme.app.setErrorHandler(async (erreur: Erreur, request, reply) => {
    if (erreur instanceof SansSession) return sansSession(plateforme, erreur, request, reply)
    if (erreur instanceof Introuvable) return dire(plateforme, request, reply, 404, 'Page introuvable', erreur.message)
    if (erreur instanceof Interdit) return dire(plateforme, request, reply, 403, 'Acte réservé', erreur.message)
    const statut = erreur.statusCode ?? 500
    if (statut === 413)
      return dire(
        plateforme,
        request,
        reply,
        413,
        'Envoi trop volumineux',
        'Ce que vous envoyez dépasse la taille acceptée. Rien n’a été enregistré.',
      )
    if (statut < 500)
      return dire(plateforme, request, reply, statut, 'Demande refusée', 'Cette demande n’a pas pu être lue. Rien n’a été enregistré.')
    request.log.error(
      { req: request, err: { nom: erreur.name, code: (erreur as { code?: string }).code, pile: pileSansDonnees(erreur) } },
      'erreur',
    )
    return dire(
      plateforme,
      request,
      reply,
      500,
      'Une erreur s’est produite',
      'Rien n’a été enregistré. Revenez en arrière : ce que vous avez écrit est encore dans la page.',
    )
  })
  plateforme.app.setNotFoundHandler((request, reply) =>
    dire(plateforme, request, reply, 404, 'Page introuvable', 'Cette adresse ne correspond à aucune page.'),
  )
}

/** Frames only: the message of a database error may quote a value that was typed. */
const pileSansDonnees = (erreur: Error) =>
  (erreur.stack ?? '')
    .split('\n')
    .filter(ligne => /^\s+at /.test(ligne))
    .slice(0, 12)

function dire(plateforme: Plateforme, request: FastifyRequest, reply: FastifyReply, statut: number, titre: string, message: string) {
  if (request.routeOptions.config?.json) return reply.code(statut).send({ message, reference: request.id })
  return afficher(
    plateforme,
    request,
    reply,
    null,
    { titre, corps: <PageErreur titre={titre} message={message} reference={request.id} statut={statut} /> },
    statut,
  )
}

/** Sign-in page; a form that was being sent comes along, signed, so that not a word is lost. */
function sansSession(plateforme: Plateforme, erreur: SansSession, request: FastifyRequest, reply: FastifyReply) {
  if (request.routeOptions.config?.json) return reply.code(401).send({ message: 'Votre session a expiré.' })
  const chemin = request.url
  // A file does not come back through the sign-in page: it is still on the disk of who sent it.
  const valeurs = request.method === 'POST' && !request.isMultipart() ? (normaliser(request.body ?? {}) as Valeurs) : null
  if (request.method !== 'POST' && !jetonDeSession(request)) return reply.redirect(`/connexion?retour=${encodeURIComponent(chemin)}`, 303)
  const reprise: Reprise | null = valeurs && erreur.compteId ? { chemin, valeurs, compteId: erreur.compteId } : null
  const message = reprise
    ? 'Votre session a expiré. Rien n’est perdu : identifiez-vous, puis confirmez l’envoi de ce que vous veniez d’écrire.'
    : 'Votre session a expiré. Identifiez-vous pour reprendre.'
  const corps = plateforme.acces.ecranConnexion({
    retour: request.method === 'POST' ? '/' : chemin,
    reprise: reprise && signer(plateforme.secret, reprise),
    message,
  })
  return afficher(plateforme, request, reply, null, { titre: 'Connexion', corps }, 401)
}
