import { adresseDe } from '../dossiers/index.ts'
import type { Territoire } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { choisirCanal, type Langue, langueDe, masquer, type Voie } from './canal.rules.ts'
import { type Canal, territoireDuFuseau } from './message.rules.ts'
import * as store from './message.store.ts'

type Destination = { voie: Voie; langue: Langue; territoire: Territoire }

/**
 * By what a message can reach the person, and why; `destinataire` is masked (« 06 •• •• •• 34 »).
 */
export type Joignabilite = {
  canal: Canal
  destinataire: string | null
  pourquoi: string
  cachee?: true
}
export async function joignabilite(tx: Tx, dossierId: string): Promise<Joignabilite> {
  return trouver((await joignabilites(tx, [dossierId])).get(dossierId))
}

/**
 * A court that sees the convocation only reads no number nor address; its messages leave all the
 * same.
 */
const CACHEE: Joignabilite = {
  canal: 'sms',
  destinataire: null,
  pourquoi:
    'Messages et rappels partent selon les coordonnées que le service connaît ; votre juridiction ne les voit pas.',
  cachee: true,
}

/**
 * The same for several people at once, in one read; who is not in the périmètre is not in the
 * answer.
 */
export async function joignabilites(
  tx: Tx,
  dossierIds: string[],
): Promise<Map<string, Joignabilite>> {
  if (dossierIds.length === 0) return new Map()
  const lues = await store.situations(tx, dossierIds)
  return new Map(
    lues.map(ligne => [
      ligne.dossierId,
      ligne.montrees ? enBref(choisirCanal({ ...ligne, adresse: adresseDe(ligne) })) : CACHEE,
    ]),
  )
}
const enBref = ({ canal, destinataire, pourquoi }: Voie): Joignabilite => ({
  canal,
  destinataire: masquer(canal, destinataire),
  pourquoi,
})

type ADestination = { dossierId: string; entiteId: string | null; fuseau: string }
/**
 * By what, in what language, under what public holidays; `essaye` is where an agent chose to try
 * again although it had failed.
 */
export async function destination(
  tx: Tx,
  { dossierId, entiteId, fuseau }: ADestination,
  essaye?: string,
): Promise<Destination> {
  const [premiere] = await store.situations(tx, [dossierId], entiteId)
  const lue = trouver(premiere)
  const injoignables = lue.injoignables.filter(injoignable => injoignable !== essaye)
  const territoire = lue.territoire ?? territoireDuFuseau(fuseau)
  const voie = choisirCanal({ ...lue, injoignables, adresse: adresseDe(lue) })
  // A letter is always in French; its translation is on the same sheet, and made with it.
  return { voie, langue: voie.canal === 'lettre' ? 'fr' : langueDe(lue.langues), territoire }
}
