import type { FastifyReply, FastifyRequest } from 'fastify'
import { estInjoignable } from '../db/connexion.ts'
import { PageErreur } from '../interface/index.ts'
import { jetonDeSession } from './jeton.ts'
import { type AccesFerme, AutrePersonne, Interdit, Introuvable, type Plateforme, SansSession } from './plateforme.ts'
import { afficher } from './rendu.ts'
import { repriseDe } from './reprise.ts'

type Erreur = Error & { statusCode?: number }
type Dit = { statut: number; titre: string; message: string }

/** One place turns what went wrong into a page in plain French; a bug shows its reference, never its cause. */
export function traiterErreurs(plateforme: Plateforme): void {
  plateforme.app.setErrorHandler(async (erreur: Erreur, request, reply) => {
    if (erreur instanceof SansSession) return sansSession(plateforme, erreur, request, reply)
    if (erreur instanceof AutrePersonne) return autrePersonne(plateforme, request, reply)
    const dit = enFrancais(erreur)
    if (dit.statut >= 500)
      request.log.error(
        { req: request, err: { nom: erreur.name, code: (erreur as { code?: string }).code, pile: pileSansDonnees(erreur) } },
        'erreur',
      )
    return dire(plateforme, request, reply, dit)
  })
  plateforme.app.setNotFoundHandler((request, reply) =>
    dire(plateforme, request, reply, { statut: 404, titre: 'Page introuvable', message: 'Cette adresse ne correspond à aucune page.' }),
  )
}

function enFrancais(erreur: Erreur): Dit {
  if (erreur instanceof Introuvable) return { statut: 404, titre: 'Page introuvable', message: erreur.message }
  if (erreur instanceof Interdit) return { statut: 403, titre: 'Acte réservé', message: erreur.message }
  const statut = erreur.statusCode ?? 500
  if (statut === 413)
    return {
      statut,
      titre: 'Envoi trop volumineux',
      message: 'Ce que vous envoyez dépasse la taille acceptée. Rien n’a été enregistré. Revenez en arrière : vos mots sont dans la page.',
    }
  if (statut < 500) return { statut, titre: 'Demande refusée', message: 'Cette demande n’a pas pu être lue. Rien n’a été enregistré.' }
  if (estInjoignable(erreur))
    return {
      statut: 503,
      titre: 'Fil rouge ne répond pas en ce moment',
      message: 'Les dossiers sont injoignables pour quelques instants. Gardez cette page ouverte et essayez de nouveau.',
    }
  return {
    statut: 500,
    titre: 'Une erreur s’est produite',
    message: 'Si vous envoyiez quelque chose, vérifiez avant de recommencer : le même envoi n’est jamais fait deux fois.',
  }
}

/** Frames only: the message of a database error may quote a value that was typed. */
const pileSansDonnees = (erreur: Error) =>
  (erreur.stack ?? '')
    .split('\n')
    .filter(ligne => /^\s+at /.test(ligne))
    .slice(0, 12)

function dire(plateforme: Plateforme, request: FastifyRequest, reply: FastifyReply, { statut, titre, message }: Dit) {
  if (request.routeOptions.config?.json) return reply.code(statut).send({ message, reference: request.id })
  const reprise = repriseDe(plateforme.secret, request, null)
  const corps = <PageErreur titre={titre} message={message} reference={request.id} statut={statut} reprise={reprise} />
  return afficher(plateforme, request, reply, null, { titre, corps }, statut)
}

/** Said to who still holds a session; the sign-in page says nothing of it to who only knows a name. */
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
/** Sign-in page; a form that was being sent comes along, sealed for who opened it, so that not a word is lost. */
function sansSession(plateforme: Plateforme, erreur: SansSession, request: FastifyRequest, reply: FastifyReply) {
  const ferme = erreur.ferme && PORTES[erreur.ferme]
  if (request.routeOptions.config?.json) return reply.code(401).send({ message: ferme ?? 'Votre session a expiré.' })
  const chemin = request.url
  if (request.method !== 'POST' && !jetonDeSession(request)) return reply.redirect(`/connexion?retour=${encodeURIComponent(chemin)}`, 303)
  const reprise = repriseDe(plateforme.secret, request, erreur.compteId)
  const cloture = ferme && (reprise ? `${ferme} ${GARDE}` : ferme)
  const ouverte = reprise
    ? `Votre session est fermée. Rien n’est perdu : identifiez-vous, puis confirmez l’envoi de ce que vous veniez d’écrire.${request.isMultipart() ? CHOISIR_LE_FICHIER : ''}`
    : 'Votre session est fermée. Identifiez-vous pour reprendre.'
  const corps = plateforme.acces.ecranConnexion({ retour: request.method === 'POST' ? '/' : chemin, reprise, message: cloture ?? ouverte })
  return afficher(plateforme, request, reply, null, { titre: 'Connexion', corps }, 401)
}

const AUTRE =
  'Cette page a été ouverte par une autre personne, sous son compte. Rien n’a été enregistré sous le vôtre. Ce qu’elle écrivait est gardé ici, pour elle seule : elle le retrouve en s’identifiant.'
/** Somebody else has signed in on this desk since the page was opened: what it holds waits, sealed, for its author. */
function autrePersonne(plateforme: Plateforme, request: FastifyRequest, reply: FastifyReply) {
  if (request.routeOptions.config?.json)
    return reply.code(401).send({
      autre: true,
      message: 'Une autre personne s’est identifiée sur ce poste : ce texte n’est pas enregistré, il reste dans cette page.',
    })
  const reprise = repriseDe(plateforme.secret, request, null)
  const corps = plateforme.acces.ecranConnexion({ retour: '/', reprise, message: AUTRE, continuer: true })
  return afficher(plateforme, request, reply, null, { titre: 'Page d’une autre personne', corps }, 409)
}
