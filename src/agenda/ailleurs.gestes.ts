import type { Context } from '../platform/command.ts'
import type { Jour } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { cadrer } from './cadre.examen.ts'
import { examiner } from './convocation.examen.ts'
import { bouger, poser, terminer } from './convocation.gestes.ts'
import type * as store from './convocation.store.ts'

type Ailleurs = {
  dossierId: string
  /** Its identifier, when it is known before. */
  convocationId?: string
  entiteId: string
  type: string
  plageId: string
  le: Jour
  heure: string
  origine: 'bex' | 'greffe' | 'jap'
  audienceLe: Jour | null
  numeroParquet: string | null
  /** The court that decided, where the convocation comes from its hearing. */
  decisionJuridictionId: string | null
  prevenir: boolean
  /** Handed over in person: no letter is to be printed. */
  remise: boolean
  consigne?: string | null
  /** What stands in the way was shown and confirmed. */
  malgre?: boolean
  /**
   * The dossier was not open to the caller before this gesture: of its convocations only these,
   * their own, may be named.
   */
  seulement?: readonly string[] | null
  choisies?: readonly string[]
}
/**
 * A slot taken in another entité, found competent by the caller: its command answers for the
 * permission and the journal.
 */
export async function convoquerPour(
  tx: Tx,
  context: Context,
  ailleurs: Ailleurs,
): Promise<{ convocationId: string }> {
  const cadre = await cadrer(tx, context.acteur, ailleurs.entiteId, ailleurs.type)
  const saisie = {
    type: ailleurs.type,
    creneau: `${ailleurs.plageId}|${ailleurs.le}|${ailleurs.heure}`,
    prevenir: ailleurs.prevenir ? ('oui' as const) : ('non' as const),
    malgre: ailleurs.malgre ?? false,
    ...(ailleurs.consigne ? { consigne: ailleurs.consigne } : {}),
  }
  const { seulement = null, choisies = [] } = ailleurs
  const champs = await examiner(tx, context, {
    dossierId: ailleurs.dossierId,
    cadre,
    saisie,
    decisionNouvelle: true,
    seulement,
    choisies,
  })
  const {
    dossierId,
    convocationId: id,
    origine,
    audienceLe,
    numeroParquet,
    decisionJuridictionId,
    remise,
  } = ailleurs
  // The decision of the hearing is not recorded yet: the form of the measure asks
  // (`rattachement.reactions.ts`).
  const concerne = { liens: [], dites: false }
  return poser(
    tx,
    context,
    {
      ...champs,
      ...(id && { id }),
      dossierId,
      concerne,
      origine,
      audienceLe,
      numeroParquet,
      decisionJuridictionId,
    },
    { remise },
  )
}

type Prise = {
  plageId: string
  le: Jour
  heure: string
  remise: boolean
  prevenir: boolean
  malgre: boolean
  version: number
  /** As in `Ailleurs`: of a dossier seen in part, what alone may be named. */
  seulement: readonly string[] | null
}
/**
 * Another slot of the same place and type, for whoever gave the first: the caller's command has
 * checked that it is theirs. Whether the person is written to is said with each change.
 */
export async function deplacerPour(
  tx: Tx,
  context: Context,
  donnees: store.Convocation,
  { plageId, le, heure, ...dit }: Prise,
) {
  const { dossierId, id: convocationId, type, entiteId } = donnees
  const { remise, prevenir, malgre, version, seulement } = dit
  const cadre = await cadrer(tx, context.acteur, trouver(entiteId), type)
  const saisie = {
    type,
    creneau: `${plageId}|${le}|${heure}`,
    prevenir: prevenir ? ('oui' as const) : ('non' as const),
    malgre,
  }
  const champs = await examiner(tx, context, {
    dossierId,
    cadre,
    saisie,
    saufId: convocationId,
    decisionNouvelle: true,
    seulement,
  })
  await bouger(tx, context, { dossierId, convocationId, version, remise, prevenir }, champs)
}
type Annulation = { motif: string; prevenir: boolean }
export const annulerPour = (
  tx: Tx,
  context: Context,
  { dossierId, id }: store.Convocation,
  { motif, prevenir }: Annulation,
) => terminer(tx, context, { dossierId, convocationId: id }, { etat: 'annulee', motif, prevenir })
