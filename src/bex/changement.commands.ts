import {
  annulerPour,
  contraintesDeConvocation,
  convocation,
  deplacerPour,
  EMPECHEE,
  verrouillerConvocation,
} from '../agenda/index.ts'
import { prevenir, resteOuvert } from '../dossiers/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { type Context, command } from '../platform/command.ts'
import type { Tx } from '../platform/db/index.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { lireCreneau } from './audience.rules.ts'
import { remiseDe } from './audience.store.ts'
import { type Convocation, refusALAudience } from './changement.examen.ts'
import { annulerForm, deplacerForm } from './changement.forms.ts'
import { refusDePerime } from './changement.rules.ts'

/**
 * Of a dossier that the court does not see whole, its own convocations of this hearing; null where
 * it sees them all.
 */
async function lesSiennes(
  tx: Tx,
  { acteur }: Context,
  { dossierId, id }: Convocation,
): Promise<string[] | null> {
  if (await resteOuvert(tx, dossierId, trouver(acteur.juridictionId))) return null
  const remise = await remiseDe(tx, dossierId, id)
  return [remise?.convocationId, remise?.secondeConvocationId].flatMap(x => x ?? [])
}
type Vue = { dossierId: string; convocationId: string; version: number }
/**
 * The convocation as it was seen: locked, so that of two tabs the second is told what the first
 * did.
 */
async function aChanger(
  tx: Tx,
  context: Context,
  { dossierId, convocationId, version }: Vue,
): Promise<Convocation> {
  trouver(await verrouillerConvocation(tx, dossierId, convocationId))
  const attendue = trouver(await convocation(tx, dossierId, convocationId))
  refuseIf([...(await refusALAudience(tx, context, attendue)), ...refusDePerime(version, attendue)])
  return attendue
}
/**
 * The référent and the agent who receives are told by the gesture itself; the place that receives,
 * here.
 */
const dire = (
  tx: Tx,
  context: Context,
  convocation: Convocation,
  nature: 'convocation_deplacee' | 'convocation_annulee',
) =>
  prevenir(tx, context, {
    dossierId: convocation.dossierId,
    destinataires: convocation.serviceId
      ? [{ entiteId: convocation.serviceId, fonctions: fonctionsQui('accueille', 'service') }]
      : [{ entiteId: trouver(convocation.juridictionId), fonctions: fonctionsQui('juge') }],
    nature,
    cibleId: convocation.id,
  })

/**
 * Another slot of the same place and type: the service is told, the person's messages follow, the
 * summons is printed again.
 */
export const deplacerALAudience = command({
  name: 'bex.deplacer',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: deplacerForm,
  contraintes: { ...contraintesDeConvocation, une_personne_un_lieu_a_la_fois: EMPECHEE },
  async run(tx, { dossierId, convocationId, version, creneau, ...dit }, context) {
    const convocation = await aChanger(tx, context, { dossierId, convocationId, version })
    const { type: _, ...vers } = lireCreneau(creneau)
    await deplacerPour(tx, context, convocation, {
      ...vers,
      ...dit,
      version,
      seulement: await lesSiennes(tx, context, convocation),
    })
    await dire(tx, context, convocation, 'convocation_deplacee')
    return { dossierId, convocationId, prevenue: dit.prevenir || dit.remise }
  },
  journal: ({ dossierId, convocationId }) => ({
    dossierId,
    cible: convocationId,
    motif: 'Déplacée par le tribunal',
  }),
})

export const annulerALAudience = command({
  name: 'bex.annuler',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: annulerForm,
  async run(tx, { dossierId, convocationId, version, motif, prevenirAnnulation }, context) {
    const convocation = await aChanger(tx, context, { dossierId, convocationId, version })
    await annulerPour(tx, context, convocation, { motif, prevenir: prevenirAnnulation })
    await dire(tx, context, convocation, 'convocation_annulee')
    return { dossierId, convocationId, prevenue: prevenirAnnulation }
  },
  journal: ({ dossierId, convocationId, motif }) => ({ dossierId, cible: convocationId, motif }),
})
