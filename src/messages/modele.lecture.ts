import type { Tx } from '../platform/db/index.ts'
import type { AnnonceSansObjet } from './annonce.rules.ts'
import type { Langue } from './canal.rules.ts'
import type { Canal, Moment } from './message.rules.ts'
import { type Modalite, modalites, pourTous } from './modele.rules.ts'
import * as modeles from './modele.store.ts'
import { modeleParDefaut } from './mots.rules.ts'

/**
 * The wording in force at each moment: that of the service for this type, that of the service, else
 * ours.
 */
export async function modelesPour(
  tx: Tx,
  annonce: AnnonceSansObjet,
  moments: Moment[],
  { canal, langue }: { canal: Canal; langue: Langue },
): Promise<(moment: Moment) => string> {
  const leur = canal === 'sms' ? 'sms' : 'courriel'
  const modalite = (modalites as readonly string[]).includes(annonce.modalite)
    ? (annonce.modalite as Modalite)
    : 'lieu'
  // A service words its messages; the letter is made by the convocation, and this is only what it
  // is about.
  if (canal === 'lettre') return moment => modeleParDefaut(moment, modalite, leur, langue)
  const portee = { type: annonce.type, pour: pourTous(modalite) }
  const siens = await modeles.modelesEnVigueur(tx, {
    entiteId: annonce.entiteId,
    ...portee,
    moments,
    canal: leur,
    langue,
  })
  return moment => {
    return (
      siens.find(ligne => ligne.moment === moment)?.texte ??
      modeleParDefaut(moment, modalite, leur, langue)
    )
  }
}
