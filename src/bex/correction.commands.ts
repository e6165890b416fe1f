import {
  annulerApresRetrait,
  convocation,
  corrigerLAudience,
  repriseParUnAutre,
} from '../agenda/index.ts'
import {
  accorderLesOuvertures,
  defaireLaReouverture,
  identite,
  prevenir,
  reprendreCeQuiEtaitDit,
} from '../dossiers/index.ts'
import { reprendreLAttente } from '../mesures/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { attente, refusDAudience } from './audience.rules.ts'
import { corrigerRemiseForm, retirerRemiseForm } from './correction.forms.ts'
import { changements, refusDeCorriger, refusDeToucherLaRemise } from './correction.rules.ts'
import * as store from './correction.store.ts'
import { dejaMesuree } from './decision.lecture.ts'

type Remise = NonNullable<Awaited<ReturnType<typeof store.verrouillerRemise>>>
const convocationsDe = (remise: Remise) => [
  remise.convocationId,
  ...(remise.secondeConvocationId ? [remise.secondeConvocationId] : []),
]
const decisionDe = ({ audienceLe: le, juridictionId, numeroParquet }: Remise) => ({
  le,
  juridictionId,
  numeroParquet,
})

/** The remise, when it is this court's to put right. */
async function aToucher(
  tx: Tx,
  { acteur }: Context,
  dossierId: string,
  remiseId: string,
): Promise<Remise> {
  const remise = trouver(await store.verrouillerRemise(tx, dossierId, remiseId))
  refuseIf(refusDeToucherLaRemise(remise, trouver(acteur.juridictionId)))
  return remise
}
type Suites = {
  dossierId: string
  remise: Remise
  nature: 'remise_corrigee' | 'remise_retiree'
}
/**
 * The référent, and the secretariat of the service that follows: what they read of the hearing is
 * no longer what it was.
 */
async function dire(tx: Tx, context: Context, { dossierId, remise, nature }: Suites) {
  const { serviceId } = trouver(await identite(tx, dossierId))
  const service = serviceId
    ? [{ entiteId: serviceId, fonctions: fonctionsQui('accueille', 'service') }]
    : []
  const juge =
    nature === 'remise_retiree'
      ? [{ entiteId: remise.juridictionId, fonctions: fonctionsQui('juge') }]
      : []
  const destinataires = [{ referent: true as const }, ...service, ...juge]
  await prevenir(tx, context, { dossierId, destinataires, nature, cibleId: remise.convocationId })
}

/**
 * Each thing said at the hearing, with its former value and the reason; the await and the
 * convocations name the decision as it now is.
 */
export const corrigerRemise = command({
  name: 'bex.corriger-remise',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: corrigerRemiseForm,
  async run(tx, { dossierId, remiseId, version, motif, ...saisie }, context) {
    const remise = await aToucher(tx, context, dossierId, remiseId)
    const { naissanceLe } = trouver(await identite(tx, dossierId))
    const {
      numeroParquet = null,
      decision = null,
      piecesManquantes = null,
      precisions = null,
    } = saisie
    const { audienceLe, decisionRemise } = saisie
    const dit = {
      audienceLe,
      decisionRemise,
      numeroParquet,
      decision,
      piecesManquantes,
      precisions,
    }
    const change = changements(remise, dit)
    refuseIf([
      ...refusDeCorriger(change, version, remise.version),
      ...refusDAudience(dit.audienceLe, context.aujourdhui, naissanceLe),
    ])
    const { acteur, maintenant } = context
    const qui = { dossierId, remiseId, motif, par: acteur.id, a: maintenant.toString() }
    await store.corriger(tx, qui, { ...dit, version: remise.version + 1 }, change)
    await corrigerLAudience(tx, dossierId, convocationsDe(remise), {
      audienceLe: dit.audienceLe,
      numeroParquet,
    })
    const apres = { le: dit.audienceLe, juridictionId: remise.juridictionId, numeroParquet }
    await reprendreLAttente(tx, context, {
      dossierId,
      avant: decisionDe(remise),
      restantes: await store.autresDecisions(tx, dossierId, remiseId),
      apres: { decision: apres, manque: attente({ ...dit, juridiction: acteur.entiteNom }) },
      mesuree: await dejaMesuree(tx, dossierId, apres),
    })
    await dire(tx, context, { dossierId, remise, nature: 'remise_corrigee' })
    return { dossierId, convocationId: remise.convocationId }
  },
  journal: ({ dossierId, remiseId, motif }) => ({ dossierId, cible: remiseId, motif }),
})

/**
 * It was somebody else's: nothing that it made has effect any more, and the row stays with who
 * withdrew it and why. It is not put back: the slots are given back and the person is told, so the
 * court convokes again. Who was joined for it alone is no longer shown to the court.
 */
export const retirerRemise = command({
  name: 'bex.retirer-remise',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: retirerRemiseForm,
  contraintes: {
    retrait_une_fois:
      'Cette remise est déjà retirée. Si c’était la bonne personne, convoquez-la de nouveau.',
  },
  async run(tx, { dossierId, remiseId, motif }, context) {
    const remise = await aToucher(tx, context, dossierId, remiseId)
    const { acteur, maintenant } = context
    await store.retirer(tx, {
      dossierId,
      remiseId,
      motif,
      par: acteur.id,
      a: maintenant.toString(),
    })
    for (const id of convocationsDe(remise)) {
      const attendue = trouver(await convocation(tx, dossierId, id))
      await annulerApresRetrait(tx, context, attendue, {
        remiseId,
        motif,
        reprise: await repriseParUnAutre(tx, dossierId, id, remise.juridictionId),
      })
    }
    const restantes = await store.autresDecisions(tx, dossierId, remiseId)
    await reprendreLAttente(tx, context, {
      dossierId,
      avant: decisionDe(remise),
      restantes,
      apres: null,
      mesuree: false,
    })
    await reprendreCeQuiEtaitDit(tx, context, {
      dossierId,
      origineId: remiseId,
      remplis: (remise.remplis ?? {}) as object,
    })
    await dire(tx, context, { dossierId, remise, nature: 'remise_retiree' })
    await defaireLaReouverture(tx, context, { dossierId, convocationId: remise.convocationId })
    // What the hearing alone had opened ends with it.
    await accorderLesOuvertures(tx, { dossierId }, context)
    return { dossierId }
  },
  journal: ({ dossierId, remiseId, motif }) => ({ dossierId, cible: remiseId, motif }),
})
