import { lieuParId, plageParId, type TypeDeConvocation } from '../creneaux/index.ts'
import { apercu } from '../messages/index.ts'
import type { Context } from '../platform/command.ts'
import { estJour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { type FormState, valeur } from '../platform/interface/index.ts'
import { estIdentifiant } from '../platform/saisie.ts'

/** What the person would read, once a moment is chosen. */
export async function texteDuMessage(
  tx: Tx,
  { acteur }: Context,
  { dossierId, state, type }: { dossierId: string; state: FormState; type: TypeDeConvocation },
): Promise<string | null> {
  const [plageId, du, instant] = valeur(state, 'creneau').split('|')
  const [le, heure] = du && instant ? [du, instant] : [valeur(state, 'le'), valeur(state, 'heure')]
  if (!estJour(le) || !/^\d\d:\d\d$/.test(heure)) return null
  const lieuId =
    du && plageId && estIdentifiant(plageId)
      ? (await plageParId(tx, plageId))?.lieuId
      : valeur(state, 'lieuId')
  const lieu = lieuId && estIdentifiant(lieuId) ? await lieuParId(tx, lieuId) : undefined
  const modalite = valeur(state, 'modalite') || type.modalite
  if (modalite === 'lieu' && !(lieu || valeur(state, 'adresse'))) return null
  const quoi = {
    dossierId,
    entiteId: type.entiteId,
    type: type.cle,
    le,
    heure,
    modalite,
    lieu: lieu?.nomPublic ?? null,
    adresse: valeur(state, 'adresse') || (lieu?.adresseComplete ?? ''),
    telephone: lieu?.telephone ?? null,
    pieces: type.pieces,
    fuseau: lieu?.fuseau ?? acteur.fuseau,
    rappelsHeures: type.rappelsHeures,
  }
  return apercu(tx, quoi, 'convocation')
}
