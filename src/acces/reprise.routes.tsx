import { RIEN_DE_PLUS } from '../platform/db/connexion.ts'
import { inTransaction } from '../platform/demande.ts'
import type { Valeurs } from '../platform/http/corps.ts'
import { jetonDeSession } from '../platform/http/jeton.ts'
import {
  AutrePersonne,
  type Plateforme,
  type Reprise,
  SansSession,
} from '../platform/http/plateforme.ts'
import { afficher, html, repondre, type Visite } from '../platform/http/rendu.ts'
import { dechiffrer } from '../platform/http/reprise.ts'
import { chemins } from './compte.paths.ts'
import { EcranConnexion } from './compte.views.tsx'
import { Reprendre } from './reprise.views.tsx'

/** A text of 2 MB, sealed and written again in a form's own characters. */
export const CORPS_AVEC_REPRISE = 6 * 1024 * 1024
const REPRENDRE = 'Identifiez-vous pour retrouver ce que vous aviez écrit.'
export const A_UN_AUTRE =
  'Un texte attend ici : il a été écrit par une autre personne, et n’est rendu qu’à elle. Elle le retrouve en s’identifiant ; si vous continuez, il sera perdu.'

/**
 * What could not be sent, given back to its author: after signing in again, or from the page that
 * said what went wrong.
 */
export function repriseRoutes(plateforme: Plateforme): void {
  plateforme.app.post(
    chemins.reprendre,
    { config: { access: 'public' }, bodyLimit: CORPS_AVEC_REPRISE },
    async (request, reply) => {
      const scellee = (request.body as Valeurs | undefined)?.reprise
      const reprise = dechiffrer<Reprise>(plateforme.secret, 'reprise', scellee)
      if (!reprise) return reply.redirect('/', 303)
      const visite = { plateforme, request, reply }
      const demander = (message: string, statut: number, continuer = false) => {
        const corps = (
          <EcranConnexion
            retour="/"
            reprise={String(scellee)}
            message={message}
            continuer={continuer}
          />
        )
        return afficher(visite, { titre: 'Connexion', corps }, statut)
      }
      try {
        return await rendre(visite, reprise)
      } catch (erreur) {
        if (erreur instanceof SansSession) return demander(REPRENDRE, 401)
        if (erreur instanceof AutrePersonne) return demander(A_UN_AUTRE, 409, true)
        throw erreur
      }
    },
  )
}

/**
 * The page that gives a text back, to its author alone: SansSession and AutrePersonne otherwise.
 */
export async function rendre(visite: Visite, reprise: Reprise) {
  const { plateforme, request } = visite
  const jeton = jetonDeSession(request)
  if (!jeton) throw new SansSession(null)
  const demande = {
    porteur: { jeton },
    permission: null,
    dossierId: null,
    auteurId: reprise.compteId,
    requete: request.id,
    lecture: true,
  }
  const page = await inTransaction(plateforme, demande, async (_tx, { acteur }) => {
    const corps = (
      <Reprendre
        chemin={reprise.chemin}
        champs={champsDe(reprise.valeurs)}
        incertain={reprise.incertain ?? false}
      />
    )
    return {
      resultat: html(visite, acteur, { titre: 'Reprendre votre envoi', corps }),
      fin: RIEN_DE_PLUS,
    }
  })
  return repondre(visite, 200, page)
}

/**
 * Nested values as the flat fields of a form; what ties the former page is left behind, its key is
 * kept so that nothing is sent twice.
 */
function champsDe({
  _jeton,
  _geste,
  _porteur,
  _incertain,
  ...valeurs
}: Valeurs): [string, string][] {
  return Object.entries(valeurs).flatMap(([nom, valeur]) => aplatir(nom, valeur))
}

function aplatir(nom: string, v: unknown): [string, string][] {
  if (v !== null && typeof v === 'object')
    return Object.entries(v).flatMap(([cle, x]) => aplatir(`${nom}[${cle}]`, x))
  return [[nom, String(v ?? '')]]
}
