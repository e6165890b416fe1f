import type { CauseDeFermeture, Context, Permission, PorteeEtroite } from './command.ts'
import { aujourdhui } from './date.ts'
import { type Base, transaction } from './db/connexion.ts'
import type { Tx } from './db/index.ts'
import {
  AutrePersonne,
  type DossierOuvert,
  type Envoi,
  type Ouverture,
  type Plateforme,
  type PortAcces,
  type Porteur,
  SansSession,
} from './http/plateforme.ts'
import { Interdit, Introuvable } from './introuvable.ts'

export type Hote = Pick<Plateforme, 'base' | 'acces' | 'horloge'> & {
  base: Base
  demonstration?: boolean
}
export type Demande = {
  porteur: Porteur
  permission: Permission | null
  dossierId: string | null
  envoi?: Envoi | null
  /**
   * Who opened the page that is sent, when the page says it: nobody else acts with it, nor reads
   * it.
   */
  auteurId?: string | null
  requete: string
  /** The route or the command, as the journals name it. */
  acte?: string
  /** What may keep this dossier from taking anything new, and does not stop this write. */
  malgre?: CauseDeFermeture[]
  /**
   * Reaches narrower than the dossier that are enough; an act among them (`geste`) has the whole
   * dossier for its transaction.
   */
  portees?: PorteeEtroite[]
  geste?: boolean
  /**
   * Nothing is written but the journal of who was read: asked again whole when the answer is lost.
   */
  lecture?: boolean
  /** All that is read is one instant of the base, whatever others write meanwhile. */
  instantane?: boolean
}

const montrerDans =
  (montres: Map<string, string>): Context['montrer'] =>
  (ids, motif) => {
    for (const id of ids) montres.set(id, motif)
  }

/** Who asks, once the base has said that they may: refused, nothing of what was asked is read. */
function entree(hote: Hote, demande: Demande, resultats: Parameters<PortAcces['lire']>[0]) {
  const { auteurId = null, permission } = demande
  const lu = hote.acces.lire(resultats)
  if (!lu?.ouverture.ouverte)
    throw new SansSession(lu?.ouverture.acteur.id ?? null, lu?.ouverture.ferme ?? null)
  if (auteurId && auteurId !== lu.ouverture.acteur.id) throw new AutrePersonne()
  if (permission && !lu.ouverture.acteur.peut(permission)) throw new Interdit(permission)
  if (!lu.visible) throw new Introuvable()
  return lu
}

/**
 * Opens a transaction for `demande`: one round trip begins it, finds the session, sets the
 * périmètre and checks the dossier.
 */
export function inTransaction<T>(
  hote: Hote,
  demande: Demande,
  work: (
    tx: Tx,
    context: Context,
    ouverture: Ouverture,
    dossier: DossierOuvert | null,
  ) => Promise<{ resultat: T; fin: string }>,
): Promise<T> {
  const { porteur, dossierId, envoi = null, requete, acte = 'hors-http' } = demande
  const { malgre = [], portees = [], geste = false } = demande
  const { lecture = false, instantane = false } = demande
  return transaction(
    hote.base,
    hote.acces.ouvrir({ porteur, cle: envoi?.cle ?? null, dossierId, malgre, portees, geste }),
    async (tx, resultats) => {
      const { ouverture, dossier } = entree(hote, demande, resultats)
      const maintenant = hote.horloge()
      const { acteur, sessionId } = ouverture
      const montres = new Map<string, string>()
      const context = {
        acteur,
        sessionId,
        requete,
        acte,
        maintenant,
        aujourdhui: aujourdhui(maintenant, acteur.fuseau),
        demonstration: hote.demonstration ?? false,
        montrer: montrerDans(montres),
      }
      const { resultat, fin } = await work(tx, context, ouverture, dossier)
      // Whoever was shown is in the journal with the commit, in the same round trip: no answer
      // leaves before.
      return {
        resultat,
        fin:
          montres.size === 0
            ? fin
            : `${fin}; ${hote.acces.montres({ ouverture, acte, requete, montres })}`,
      }
    },
    { lecture, instantane },
  )
}
