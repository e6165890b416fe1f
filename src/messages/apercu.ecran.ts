import type { Tx } from '../platform/db/index.ts'
import { type AnnonceSansObjet, composer } from './annonce.rules.ts'
import { destination } from './joignabilite.lecture.ts'
import { lienArret } from './lien.paths.ts'
import type { Moment } from './message.rules.ts'
import { modelesPour } from './modele.lecture.ts'

/** The text that would leave, in the person's language. */
export async function apercu(tx: Tx, annonce: AnnonceSansObjet, moment: Moment): Promise<string> {
  const {
    voie: { canal },
    langue,
  } = await destination(tx, annonce)
  const modele = await modelesPour(tx, annonce, [moment], { canal, langue })
  const lien = lienArret('x'.repeat(12))
  return composer(annonce, modele(moment), { moment, canal, langue, lien }).texte
}
