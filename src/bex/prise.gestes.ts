import { uuidv7 } from 'uuidv7'
import { convoquerPour } from '../agenda/index.ts'
import type { Context } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { Refused } from '../platform/refusal.ts'
import type { Saisie } from './audience.forms.ts'
import { lireCreneau, TYPE_SPIP, TYPES_SAP } from './audience.rules.ts'

/**
 * `ouvert`: the court could read the dossier before this gesture; what it could not read is not
 * told by a refusal.
 */
type Entree = { dossierId: string; convocationId: string; ouvert: boolean }
type Demandee = {
  texte: string | undefined
  entiteId: string | undefined
  typeParDefaut: string
  champ: string
}
/** The slot that was chosen, of a type that is taken in this way. */
function creneauChoisi(texte: string, typeParDefaut: string, champ: string) {
  const { type, ...creneau } = lireCreneau(texte)
  if (type !== null && !(TYPES_SAP as readonly string[]).includes(type))
    throw new Refused([
      { code: 'type_inconnu', champ, message: 'Choisissez un créneau de la liste.' },
    ])
  return { type: type ?? typeParDefaut, ...creneau }
}
/** A refusal that names no field, or the slot, is shown beside the list that it concerns. */
async function refuserSur<T>(champ: string, prendre: () => Promise<T>): Promise<T> {
  try {
    return await prendre()
  } catch (erreur) {
    if (!(erreur instanceof Refused)) throw erreur
    const [premier, ...suite] = erreur.refusals.map(refusal =>
      refusal.champ === 'creneau' || !refusal.champ ? { ...refusal, champ } : refusal,
    )
    throw new Refused([premier ?? erreur.refusals[0], ...suite])
  }
}
/** Both appointments in one transaction. */
export async function prendreLesCreneaux(
  tx: Tx,
  context: Context,
  input: Saisie,
  { dossierId, convocationId, ouvert }: Entree,
) {
  const miennes: string[] = []
  const prendre = async ({ texte, entiteId, typeParDefaut, champ }: Demandee) => {
    if (!texte || !entiteId) return null
    const creneau = creneauChoisi(texte, typeParDefaut, champ)
    const origine = context.acteur.fonction === 'greffe' ? 'greffe' : 'bex'
    const { audienceLe, numeroParquet = null, prevenir, malgre } = input
    const prise = await refuserSur(champ, () =>
      convoquerPour(tx, context, {
        dossierId,
        // The first one is what brought the court in.
        convocationId: miennes.length === 0 ? convocationId : uuidv7(),
        entiteId,
        ...creneau,
        origine,
        audienceLe,
        numeroParquet,
        decisionJuridictionId: context.acteur.juridictionId,
        prevenir,
        remise: input.convocationRemise,
        malgre,
        seulement: ouvert ? null : miennes,
        choisies: miennes,
      }),
    )
    miennes.push(prise.convocationId)
    return prise
  }
  const spip = await prendre({
    texte: input.creneauSpip,
    entiteId: input.serviceId,
    typeParDefaut: TYPE_SPIP,
    champ: 'creneauSpip',
  })
  const sap = await prendre({
    texte: input.creneauSap,
    entiteId: input.juridictionId,
    typeParDefaut: TYPES_SAP[0],
    champ: 'creneauSap',
  })
  const premiere = spip ?? sap
  if (!premiere)
    throw new Refused([
      {
        code: 'sans_tribunal',
        champ: 'juridictionId',
        message: 'Choisissez le tribunal de ce créneau.',
      },
    ])
  return {
    convocationId: premiere.convocationId,
    secondeConvocationId: spip && sap ? sap.convocationId : null,
  }
}
