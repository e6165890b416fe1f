import type { FastifyReply, FastifyRequest } from 'fastify'
import { afficherInstant } from '../platform/date.ts'
import { RIEN_DE_PLUS } from '../platform/db/connexion.ts'
import { inTransaction } from '../platform/demande.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import {
  empreinte,
  envoiLegitime,
  jetonDeSession,
  oterSession,
  poserMessage,
  poserSession,
} from '../platform/http/jeton.ts'
import {
  AutrePersonne,
  type Plateforme,
  type Reprise,
  SansSession,
} from '../platform/http/plateforme.ts'
import { afficher } from '../platform/http/rendu.ts'
import { dechiffrer } from '../platform/http/reprise.ts'
import { cheminDIci } from '../platform/http/retour.ts'
import { Refused } from '../platform/refusal.ts'
import { chemins } from './compte.paths.ts'
import { EcranConnexion } from './compte.views.tsx'
import { ouvrirSession } from './connexion.commands.ts'
import { essaisADire } from './mot-de-passe.rules.ts'
import { A_UN_AUTRE, CORPS_AVEC_REPRISE, rendre } from './reprise.routes.tsx'
import { avantCetteEntree, ecriture, fermerSessionParEmpreinte } from './session.store.ts'

export type Demonstration = {
  comptes: { identifiant: string; libelle: string; fonction: string }[]
  motDePasse: string
} | null

/** A path of ours, and not the door itself. */
function retourSur(recu: unknown): string {
  const chemin = cheminDIci(recu)
  return chemin.startsWith(chemins.connexion) ? '/' : chemin
}
const texte = (v: unknown) => (typeof v === 'string' ? v : '')
const ouvert = { config: { access: 'public' } }

/**
 * A session that was open is closed, with its line in the journal; one that is closed already has
 * nothing to say.
 */
async function sortir(plateforme: Plateforme, jeton: string, requete: string): Promise<void> {
  const demande = { porteur: { jeton }, permission: null, dossierId: null, requete }
  await inTransaction(plateforme, demande, async (tx, _context, ouverture) => {
    await fermerSessionParEmpreinte(tx, empreinte(jeton))
    const acte = { commande: 'acces.sortir', traces: [{}], champs: [], envoi: null, suite: null }
    return { resultat: null, fin: ecriture({ ouverture, requete, ...acte }) }
  }).catch(erreur => {
    if (!(erreur instanceof SansSession)) throw erreur
  })
}

/** Whoever signs in learns that others tried: an account that is slowed is told to its owner. */
async function direLesEssais(
  plateforme: Plateforme,
  reply: FastifyReply,
  jeton: string,
  requete: string,
): Promise<void> {
  const demande = { porteur: { jeton }, permission: null, dossierId: null, requete }
  const dit = await inTransaction(plateforme, demande, async (tx, { acteur, sessionId }) => {
    const { derniereA, refuses } = await avantCetteEntree(tx, acteur.id, sessionId)
    return {
      resultat: essaisADire({
        refuses,
        derniere: derniereA && afficherInstant(derniereA, acteur.fuseau),
      }),
      fin: RIEN_DE_PLUS,
    }
  })
  if (dit) poserMessage(reply, dit, 'warning')
}

type Etat = {
  retour: string
  reprise: string | null
  message: string | null
  refus?: string
  identifiant?: string
  continuer?: boolean
}
/** The door, with what is said on it. */
const porte =
  (plateforme: Plateforme, demonstration: () => Demonstration) =>
  (request: FastifyRequest, reply: FastifyReply, statut: number, etat: Etat) => {
    const demo = demonstration()
    const corps = (
      <EcranConnexion
        {...etat}
        {...(demo ? { comptes: demo.comptes, motDePasseDemo: demo.motDePasse } : {})}
      />
    )
    const ecran = { titre: 'Connexion', corps, erreur: etat.refus !== undefined }
    return afficher({ plateforme, request, reply }, ecran, statut)
  }
type Montrer = ReturnType<typeof porte>

/** Who they are, then where they were going, with what they had typed. */
async function entrer(
  plateforme: Plateforme,
  montrer: Montrer,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const valeurs = (request.body ?? {}) as Valeurs
  const identifiant = texte(valeurs.identifiant)
  const etat = {
    retour: retourSur(valeurs.retour),
    reprise: texte(valeurs.reprise) || null,
    message: null,
    identifiant,
  }
  if (!envoiLegitime(plateforme.secret, request, valeurs._jeton))
    return montrer(request, reply, 422, {
      ...etat,
      refus: 'La page était ouverte depuis trop longtemps : essayez de nouveau.',
    })
  try {
    const essai = {
      identifiant,
      motDePasse: texte(valeurs.motDePasse),
      adresse: request.ip,
      navigateur: request.headers['user-agent'] ?? '',
      requete: request.id,
      production: plateforme.production,
    }
    const { jeton } = await ouvrirSession(plateforme.base, essai)
    poserSession(reply, jeton)
    await direLesEssais(plateforme, reply, jeton, request.id)
    request.cookies['__Host-fil-rouge'] = jeton
    const reprise = dechiffrer<Reprise>(plateforme.secret, 'reprise', etat.reprise)
    return reprise
      ? await rendre({ plateforme, request, reply }, reprise)
      : reply.redirect(etat.retour, 303)
  } catch (erreur) {
    if (erreur instanceof AutrePersonne)
      return montrer(request, reply, 409, {
        ...etat,
        identifiant: '',
        message: A_UN_AUTRE,
        continuer: true,
      })
    if (!(erreur instanceof Refused)) throw erreur
    return montrer(request, reply, erreur.refusals[0].code.startsWith('trop_') ? 429 : 422, {
      ...etat,
      refus: erreur.message,
    })
  }
}

/** The routes without session: they cannot be commands, for nobody is yet acting. */
export function connexionRoutes(plateforme: Plateforme, demonstration: () => Demonstration): void {
  const { app } = plateforme
  const montrer = porte(plateforme, demonstration)
  app.get(chemins.connexion, ouvert, (request, reply) =>
    montrer(request, reply, 200, {
      retour: retourSur((request.query as Valeurs).retour),
      reprise: null,
      message: null,
    }),
  )
  app.post(chemins.connexion, { ...ouvert, bodyLimit: CORPS_AVEC_REPRISE }, (request, reply) =>
    entrer(plateforme, montrer, request, reply),
  )
  app.post('/deconnexion', ouvert, async (request, reply) => {
    const jeton = jetonDeSession(request)
    if (
      jeton &&
      envoiLegitime(plateforme.secret, request, (request.body as Valeurs | undefined)?._jeton)
    ) {
      await sortir(plateforme, jeton, request.id)
      oterSession(reply)
    }
    return reply.redirect(chemins.connexion, 303)
  })
  app.post('/theme', ouvert, async (request, reply) => {
    const { theme, retour } = (request.body ?? {}) as Valeurs
    if (theme === 'light' || theme === 'dark' || theme === 'auto')
      reply.setCookie('fil-rouge-theme', theme, { path: '/', sameSite: 'lax', maxAge: 31_536_000 })
    return reply.redirect(retourSur(retour), 303)
  })
}
