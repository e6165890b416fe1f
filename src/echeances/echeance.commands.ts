import { prevenir, reglerNouvelles } from '../dossiers/index.ts'
import { calculer, refusDEcarter } from '../mesures/index.ts'
import { command } from '../platform/command.ts'
import type { Reaction } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { ecarterForm, reprendreForm } from './echeance.forms.ts'
import * as store from './echeance.store.ts'

/**
 * A fact changed: every deadline of the dossier is computed again, in the transaction of the change
 * (`reactions.ts`).
 */
export const recalculerLesEcheances: Reaction<{ dossierId: string }> = async (
  tx,
  { dossierId },
) => {
  const mesures = await store.faitsDuDossier(tx, dossierId, true)
  await store.remplacer(
    tx,
    dossierId,
    mesures.flatMap(mesure =>
      calculer(mesure).echeances.map(echeance => ({
        ...echeance,
        dossierId,
        mesureId: mesure.mesureId,
      })),
    ),
  )
}

/**
 * A deadline is never moved by hand; an agent says why it is not pursued, and it leaves the lists.
 */
export const ecarter = command({
  name: 'echeances.ecarter',
  permission: 'echeance:ecarter',
  aQui: 'qui_suit',
  input: ecarterForm,
  contraintes: { une_seule_non_poursuite: 'Cette échéance est déjà écartée.' },
  async run(tx, { motif, ...reste }, context) {
    const { acteur } = context
    refuseIf(refusDEcarter(trouver(await store.uneEcheance(tx, reste))))
    const { id } = await store.insererNonPoursuite(tx, { ...reste, motif, decideePar: acteur.id })
    const { dossierId } = reste
    // Set aside again: that it was to be met again is no more true.
    for (const ancienne of await store.nonPoursuitesReprises(tx, reste))
      await reglerNouvelles(tx, context, { dossierId, cibleId: ancienne.id })
    await prevenir(tx, context, {
      dossierId,
      destinataires: [{ referent: true }],
      nature: 'echeance_ecartee',
      cibleId: id,
    })
    return { dossierId, id }
  },
  journal: ({ dossierId, motif }, { id }) => ({ dossierId, cible: id, motif }),
})

export const reprendre = command({
  name: 'echeances.reprendre',
  permission: 'echeance:ecarter',
  aQui: 'qui_suit',
  input: reprendreForm,
  async run(tx, { dossierId, nonPoursuiteId }, context) {
    trouver(await store.reprendre(tx, dossierId, nonPoursuiteId, context.acteur.id))
    await reglerNouvelles(tx, context, { dossierId, cibleId: nonPoursuiteId })
    await prevenir(tx, context, {
      dossierId,
      destinataires: [{ referent: true }],
      nature: 'echeance_reprise',
      cibleId: nonPoursuiteId,
    })
    return { dossierId }
  },
  journal: ({ dossierId, nonPoursuiteId }) => ({ dossierId, cible: nonPoursuiteId }),
})
