import { honorer, suivreLEntretien, verrouillerConvocation } from '../agenda/index.ts'
import { reglerNouvelles, suiviChange } from '../dossiers/index.ts'
import { command } from '../platform/command.ts'
import { publier } from '../platform/fait.ts'
import { trouver } from '../platform/introuvable.ts'
import { refuseIf } from '../platform/refusal.ts'
import { retablirEntretienForm, retirerEntretienForm } from './entretien.forms.ts'
import { aCorriger, delier, direALAuteur } from './entretien.gestes.ts'
import { refusDeDoublon } from './entretien.rules.ts'
import * as store from './entretien.store.ts'

const permission = 'accompagnement:ecrire'

/** Noted by mistake: it counts no more, every version stays, and it may be put back. */
export const retirerEntretien = command({
  name: 'accompagnement.retirer-entretien',
  permission,
  aQui: 'qui_suit',
  input: retirerEntretienForm,
  contraintes: { un_seul_retrait: 'Cet entretien est déjà retiré.' },
  async run(tx, { dossierId, entretienId, motif, remettre }, context) {
    const { convocationId, agentId } = await aCorriger(tx, context, dossierId, entretienId)
    await store.retirer(tx, { dossierId, entretienId, motif, retirePar: context.acteur.id })
    await reglerNouvelles(tx, context, { dossierId, cibleId: entretienId })
    await direALAuteur(tx, context, { dossierId, entretienId, agentId }, 'entretien_retire')
    if (convocationId && remettre)
      await delier(tx, context, { dossierId, convocationId, entretienId }, motif)
    else if (convocationId)
      await suivreLEntretien(tx, context, { dossierId, convocationId, entretienId }, null)
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId }
  },
  journal: ({ dossierId, entretienId, motif }) => ({ dossierId, cible: entretienId, motif }),
})

export const retablirEntretien = command({
  name: 'accompagnement.retablir-entretien',
  permission,
  aQui: 'qui_suit',
  input: retablirEntretienForm,
  async run(tx, { dossierId, entretienId }, context) {
    const { convocationId, agentId } = await aCorriger(tx, context, dossierId, entretienId)
    if (convocationId) trouver(await verrouillerConvocation(tx, dossierId, convocationId))
    refuseIf(
      refusDeDoublon(
        convocationId && (await store.entretienDeLaConvocation(tx, dossierId, convocationId)),
      ),
    )
    const { retirePar } = trouver(
      await store.retablir(tx, dossierId, entretienId, context.acteur.id),
    )
    await reglerNouvelles(tx, context, { dossierId, cibleId: entretienId })
    await direALAuteur(
      tx,
      context,
      { dossierId, entretienId, agentId, retirePar },
      'entretien_retabli',
    )
    if (convocationId) {
      await honorer(tx, context, { dossierId, convocationId, entretienId })
      const { mesureIds } = trouver(await store.entretien(tx, dossierId, entretienId))
      if (mesureIds.length > 0)
        await suivreLEntretien(tx, context, { dossierId, convocationId, entretienId }, mesureIds)
    }
    await publier(tx, context, suiviChange, { dossierId })
    return { dossierId, entretienId }
  },
  journal: ({ dossierId, entretienId }) => ({ dossierId, cible: entretienId }),
})
