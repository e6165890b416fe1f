import type { FastifyReply, FastifyRequest } from 'fastify'
import { transaction } from '../platform/db/connexion.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { empreinte, envoiLegitime, jetonDeSession, oterSession, poserSession } from '../platform/http/jeton.ts'
import { AutrePersonne, type Plateforme, type Reprise } from '../platform/http/plateforme.ts'
import { afficher } from '../platform/http/rendu.ts'
import { dechiffrer } from '../platform/http/reprise.ts'
import { Refused } from '../platform/refusal.ts'
import { chemins } from './compte.paths.ts'
import { EcranConnexion } from './compte.views.tsx'
import { ouvrirSession } from './connexion.ts'
import { A_UN_AUTRE, CORPS_AVEC_REPRISE, rendre } from './reprise.routes.tsx'
import { fermerSessionParEmpreinte } from './session.store.ts'

export type Demonstration = { comptes: { identifiant: string; libelle: string; fonction: string }[]; motDePasse: string } | null

/** Only our own paths: an address of elsewhere would make the sign-in page a springboard. */
const retourSur = (v: unknown) => (typeof v === 'string' && /^\/(?![/\\])/.test(v) && !v.startsWith(chemins.connexion) ? v : '/')
const texte = (v: unknown) => (typeof v === 'string' ? v : '')
const ouvert = { config: { access: 'public' } }

/** The routes without session: they cannot be commands, for nobody is yet acting. */
export function connexionRoutes(plateforme: Plateforme, demonstration: () => Demonstration): void {
  const { app } = plateforme
  const montrer = (
    request: FastifyRequest,
    reply: FastifyReply,
    statut: number,
    etat: { retour: string; reprise: string | null; message: string | null; refus?: string; identifiant?: string; continuer?: boolean },
  ) => {
    const demo = demonstration()
    const corps = <EcranConnexion {...etat} {...(demo ? { comptes: demo.comptes, motDePasseDemo: demo.motDePasse } : {})} />
    return afficher(plateforme, request, reply, null, { titre: 'Connexion', corps, erreur: etat.refus !== undefined }, statut)
  }
  app.get(chemins.connexion, ouvert, (request, reply) =>
    montrer(request, reply, 200, { retour: retourSur((request.query as Valeurs).retour), reprise: null, message: null }),
  )
  app.post(chemins.connexion, { ...ouvert, bodyLimit: CORPS_AVEC_REPRISE }, async (request, reply) => {
    const valeurs = (request.body ?? {}) as Valeurs
    const identifiant = texte(valeurs.identifiant)
    const etat = { retour: retourSur(valeurs.retour), reprise: texte(valeurs.reprise) || null, message: null, identifiant }
    if (!envoiLegitime(plateforme.secret, request, valeurs._jeton))
      return montrer(request, reply, 422, { ...etat, refus: 'La page était ouverte depuis trop longtemps : essayez de nouveau.' })
    try {
      const essai = {
        identifiant,
        motDePasse: texte(valeurs.motDePasse),
        adresse: request.ip,
        navigateur: request.headers['user-agent'] ?? '',
      }
      const { jeton } = await ouvrirSession(plateforme.base, essai)
      poserSession(reply, jeton)
      request.cookies['__Host-fil-rouge'] = jeton
      const reprise = dechiffrer<Reprise>(plateforme.secret, 'reprise', etat.reprise)
      return reprise ? await rendre(plateforme, request, reply, reprise) : reply.redirect(etat.retour, 303)
    } catch (erreur) {
      if (erreur instanceof AutrePersonne)
        return montrer(request, reply, 409, { ...etat, identifiant: '', message: A_UN_AUTRE, continuer: true })
      if (!(erreur instanceof Refused)) throw erreur
      return montrer(request, reply, erreur.refusals[0].code === 'trop_d_essais' ? 429 : 422, { ...etat, refus: erreur.message })
    }
  })
  app.post('/deconnexion', ouvert, async (request, reply) => {
    const jeton = jetonDeSession(request)
    if (jeton && envoiLegitime(plateforme.secret, request, (request.body as Valeurs | undefined)?._jeton)) {
      await transaction(plateforme.base, 'SELECT 1', async tx => ({
        resultat: await fermerSessionParEmpreinte(tx, empreinte(jeton)),
        fin: 'SELECT 1',
      }))
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
