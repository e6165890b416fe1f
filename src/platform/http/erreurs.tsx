import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { estInjoignable, estOccupee, SortInconnu } from '../db/pannes.ts'
import { PageErreur } from '../interface/index.ts'
import { Interdit, Introuvable } from '../introuvable.ts'
import { jetonDeSession } from './jeton.ts'
import { type AccesFerme, AutrePersonne, type Plateforme, SansSession } from './plateforme.ts'
import { afficher } from './rendu.ts'
import { repriseDe } from './reprise.ts'
import { cheminDIci } from './retour.ts'

type Erreur = Error & { statusCode?: number }
/** `encore`: trying again later may be enough. */
type Dit = { statut: number; titre: string; message: string; encore?: true }

/**
 * One place turns what went wrong into a page in plain French; a bug shows its reference, never its
 * cause.
 */
export function traiterErreurs(plateforme: Plateforme): void {
  plateforme.app.setErrorHandler(async (erreur: Erreur, request, reply) => {
    if (erreur instanceof SansSession) return sansSession(plateforme, erreur, request, reply)
    if (erreur instanceof AutrePersonne) return autrePersonne(plateforme, request, reply)
    const dit = enFrancais(erreur, request)
    if (dit.statut >= 500)
      request.log.error(
        {
          req: request,
          err: {
            nom: erreur.name,
            code: (erreur as { code?: string }).code,
            pile: pileSansDonnees(erreur),
          },
        },
        plateforme.base.enJournal(erreur)?.mots ?? 'erreur',
      )
    return dire(plateforme, request, reply, dit)
  })
  plateforme.app.setNotFoundHandler((request, reply) =>
    dire(plateforme, request, reply, {
      statut: 404,
      titre: 'Page introuvable',
      message: 'Cette adresse ne correspond à aucune page.',
    }),
  )
}

const RIEN = 'Rien n’a été enregistré.'
/** What a refusal of the server itself says: what happened, and what to do. */
const refus: Record<number, Omit<Dit, 'statut'>> = {
  408: {
    titre: 'Envoi interrompu',
    message: `Votre envoi n’est pas arrivé en entier. ${RIEN} Revenez en arrière et envoyez de nouveau.`,
  },
  413: {
    titre: 'Envoi trop volumineux',
    message: `Ce que vous envoyez dépasse la taille acceptée. ${RIEN} Revenez en arrière : vos mots sont dans la page.`,
  },
  414: {
    titre: 'Adresse trop longue',
    message:
      'Cette adresse est trop longue pour être lue. Repartez de votre journée ou de la recherche.',
  },
  415: {
    titre: 'Envoi d’une forme inconnue',
    message: `Fil rouge ne sait pas lire cette forme d’envoi. ${RIEN} Rechargez la page et envoyez-la depuis ses boutons.`,
  },
  431: {
    titre: 'Demande trop longue',
    message: `Votre navigateur envoie trop d’informations avec sa demande. ${RIEN} Effacez les cookies de ce site, puis identifiez-vous de nouveau.`,
  },
}
const ILLISIBLE = {
  titre: 'Demande refusée',
  message: `Cette demande n’a pas pu être lue. ${RIEN} Revenez en arrière, rechargez la page et essayez de nouveau.`,
}

/** Before its handler runs, a request is only being read: what fails then is in what was sent. */
const statutDe = (erreur: Erreur, request: FastifyRequest) =>
  erreur.statusCode ?? (request.lue === false ? 400 : 500)

function enFrancais(erreur: Erreur, request: FastifyRequest): Dit {
  if (erreur instanceof Introuvable)
    return { statut: 404, titre: 'Page introuvable', message: erreur.message }
  if (erreur instanceof Interdit)
    return { statut: 403, titre: 'Acte réservé', message: erreur.message }
  const statut = statutDe(erreur, request)
  if (statut < 500) return { statut, ...(refus[statut] ?? ILLISIBLE) }
  if (erreur instanceof SortInconnu && request.method === 'POST')
    return {
      statut: 503,
      titre: 'Nous ne savons pas si c’est enregistré',
      message: `${COUPEE} ${suiteDuDoute(request)}`,
      encore: true,
    }
  const sort = sortDe(request)
  if (estOccupee(erreur))
    return {
      statut: 503,
      titre: 'La base est occupée',
      message: `${OCCUPEE}${sort}${ENCORE}`,
      encore: true,
    }
  if (estInjoignable(erreur))
    return {
      statut: 503,
      titre: 'Fil rouge ne répond pas en ce moment',
      message: `${INJOIGNABLE}${sort}${ENCORE}`,
      encore: true,
    }
  return {
    statut: 500,
    titre: 'Une erreur s’est produite',
    message:
      'Si vous envoyiez quelque chose, vérifiez avant de recommencer : le même envoi n’est jamais fait deux fois.',
  }
}

const OCCUPEE =
  'Trop de demandes arrivent à la fois, ou une opération longue retient ce que vous demandez.'
const INJOIGNABLE = 'Les dossiers sont injoignables pour quelques instants.'
const COUPEE =
  'La liaison avec la base a été coupée pendant l’enregistrement : c’est peut-être fait, peut-être pas.'
/** What carries a key may be sent again without harm. */
const suiteDuDoute = ({ body }: FastifyRequest) =>
  (body as Record<string, unknown> | undefined)?._cle
    ? 'Renvoyez cette page : si c’est déjà enregistré, rien ne sera fait deux fois, et vous en serez averti.'
    : 'Vérifiez-le avant de recommencer.'
const ENCORE = ' Attendez un peu, puis essayez de nouveau.'
/** What became of a sending, when it is known: nothing of it may have been committed. */
const sortDe = ({ method, mesure }: FastifyRequest) =>
  method === 'POST' && !mesure?.ecrites ? ` ${RIEN}` : ''

/** A page for what is refused before anything of ours can be drawn. */
function pageNue(statut: number): string {
  const { titre, message } = refus[statut] ?? ILLISIBLE
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>${titre}</title><h1>${titre}</h1><p>${message}</p><p><a href="/">Retour à ma journée</a></p></html>`
}
/** An address that the router itself does not read (half of a percent code, a step without end). */
export function refuserLAdresse(
  erreur: Erreur,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  request.mesure = { requetes: 0, ms: 0 }
  const statut = erreur.statusCode ?? 400
  reply
    .code(statut)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(pageNue(statut))
}
/** What was not even a request (headers without end, a broken line). */
export function repondreAuSocket(erreur: Error & { code?: string }, socket: Socket): void {
  if (erreur.code === 'ECONNRESET' || socket.destroyed) return
  const statut =
    ({ ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 } satisfies Record<string, number>)[
      erreur.code ?? ''
    ] ?? 400
  const corps = pageNue(statut)
  const entetes = [
    'content-type: text/html; charset=utf-8',
    `content-length: ${Buffer.byteLength(corps)}`,
    'connection: close',
  ]
  if (socket.writable)
    socket.write(
      `HTTP/1.1 ${statut} ${STATUS_CODES[statut]}\r\n${entetes.join('\r\n')}\r\n\r\n${corps}`,
    )
  socket.destroySoon()
}

/** Frames only: the message of a database error may quote a value that was typed. */
const pileSansDonnees = (erreur: Error) =>
  (erreur.stack ?? '')
    .split('\n')
    .filter(ligne => /^\s+at /.test(ligne))
    .slice(0, 12)

/** Seconds after which a balancer, a script or a diary may ask again. */
const PLUS_TARD_S = 10
function dire(
  plateforme: Plateforme,
  request: FastifyRequest,
  reply: FastifyReply,
  { statut, titre, message, encore }: Dit,
) {
  if (encore) reply.header('retry-after', PLUS_TARD_S)
  if (request.routeOptions.config?.json)
    return reply.code(statut).send({ message, reference: request.id })
  const reprise = repriseDe(plateforme.secret, request, null, (request.mesure?.ecrites ?? 0) > 0)
  const relire = encore && request.method === 'GET' ? cheminDIci(request.url) : null
  const corps = (
    <PageErreur {...{ titre, message, statut, reprise, relire }} reference={request.id} />
  )
  return afficher({ plateforme, request, reply }, { titre, corps }, statut)
}

/**
 * Said to who still holds a session; the sign-in page says nothing of it to who only knows a name.
 */
const PORTES: Record<AccesFerme, string> = {
  suspendu: 'Votre accès à Fil rouge est suspendu. Voyez avec votre direction ou l’administrateur.',
  parti:
    'Votre accès à Fil rouge est fermé : l’annuaire dit que vous avez quitté le service. Si c’est une erreur, faites corriger l’annuaire par votre direction.',
  pas_arrive:
    'Votre accès à Fil rouge n’est pas encore ouvert : l’annuaire dit que vous n’êtes pas encore en poste. Si c’est une erreur, faites corriger l’annuaire par votre direction.',
}
const GARDE =
  'Ce que vous veniez d’écrire n’est pas enregistré. Il reste chiffré dans cette page, pour vous seul : gardez-la ouverte, et identifiez-vous quand votre accès est rouvert. Si vous la fermez, personne ne le lira.'
const CHOISIR_LE_FICHIER = ' Un fichier joint sera à choisir de nouveau.'
/**
 * Sign-in page; a form that was being sent comes along, sealed for who opened it, so that not a
 * word is lost.
 */
function sansSession(
  plateforme: Plateforme,
  erreur: SansSession,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const ferme = erreur.ferme && PORTES[erreur.ferme]
  if (request.routeOptions.config?.json)
    return reply.code(401).send({ message: ferme ?? 'Votre session a expiré.' })
  const chemin = request.url
  if (request.method !== 'POST' && !jetonDeSession(request))
    return reply.redirect(`/connexion?retour=${encodeURIComponent(chemin)}`, 303)
  const reprise = repriseDe(plateforme.secret, request, erreur.compteId)
  const cloture = ferme && (reprise ? `${ferme} ${GARDE}` : ferme)
  const ouverte = reprise
    ? `Votre session est fermée. Rien n’est perdu : identifiez-vous, puis confirmez l’envoi de ce que vous veniez d’écrire.${request.isMultipart() ? CHOISIR_LE_FICHIER : ''}`
    : 'Votre session est fermée. Identifiez-vous pour reprendre.'
  const corps = plateforme.acces.ecranConnexion({
    retour: request.method === 'POST' ? '/' : chemin,
    reprise,
    message: cloture ?? ouverte,
  })
  return afficher({ plateforme, request, reply }, { titre: 'Connexion', corps }, 401)
}

const AUTRE =
  'Cette page a été ouverte par une autre personne, sous son compte. Rien n’a été enregistré sous le vôtre. Ce qu’elle écrivait est gardé ici, pour elle seule : elle le retrouve en s’identifiant.'
/**
 * Somebody else has signed in on this desk since the page was opened: what it holds waits, sealed,
 * for its author.
 */
function autrePersonne(plateforme: Plateforme, request: FastifyRequest, reply: FastifyReply) {
  if (request.routeOptions.config?.json)
    return reply.code(401).send({
      autre: true,
      message:
        'Une autre personne s’est identifiée sur ce poste : ce texte n’est pas enregistré, il reste dans cette page.',
    })
  const reprise = repriseDe(plateforme.secret, request, null)
  const corps = plateforme.acces.ecranConnexion({
    retour: '/',
    reprise,
    message: AUTRE,
    continuer: true,
  })
  const ecran = { titre: 'Page d’une autre personne', corps }
  return afficher({ plateforme, request, reply }, ecran, 409)
}
