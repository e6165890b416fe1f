import { finDuSuivi } from '../mesures/index.ts'
import { command } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { solderADecider } from './a-decider.store.ts'
import { refusApresLeDeces, refusDeToucher } from './convocation.examen.ts'
import { convocation, verrouiller } from './convocation.store.ts'
import { refusDeRetablir } from './etat.rules.ts'
import { refusApresLaFin } from './moment.rules.ts'
import { prevenirDeLaRestitution, rendre } from './restitution.gestes.ts'
import { retablirForm } from './retablissement.forms.ts'

/**
 * Cancelled by mistake: given back where and when it was, as long as nothing stands in the way, and
 * told to whom the cancellation was.
 */
export const retablirConvocation = command({
  name: 'agenda.retablir',
  permission: 'convocation:ecrire',
  aQui: 'qui_suit_ou_convoque',
  input: retablirForm,
  async run(tx, { dossierId, convocationId, motif }, context) {
    trouver(await verrouiller(tx, dossierId, convocationId))
    const annulee = trouver(await convocation(tx, dossierId, convocationId))
    refuseIf(await refusDeToucher(tx, context.acteur, annulee))
    refuseIf([
      ...refusDeRetablir(annulee),
      ...(await refusApresLeDeces(tx, context.acteur, dossierId)),
      ...refusApresLaFin(await finDuSuivi(tx, dossierId), annulee.le),
    ])
    // A line that waits to know what becomes of it is answered; what the cancellation had settled
    // is opened again by `rendre`.
    const { acteur, maintenant } = context
    await solderADecider(tx, {
      dossierId,
      convocationId,
      decision: 'retablie',
      par: acteur.id,
      a: maintenant.toString(),
    })
    const obstacle = await rendre(tx, context, { dossierId, convocationId }, motif)
    if (obstacle)
      throw new Refused([
        {
          code: 'ne_se_retablit_pas',
          message: `${obstacle} Cette convocation ne peut pas être rétablie : faites-en une nouvelle.`,
        },
      ])
    await prevenirDeLaRestitution(tx, context, dossierId, convocationId)
    return { dossierId, convocationId }
  },
  journal: ({ dossierId, convocationId, motif }) => ({ dossierId, cible: convocationId, motif }),
})
