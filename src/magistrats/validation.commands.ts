import { prevenir } from '../dossiers/index.ts'
import { command } from '../platform/command.ts'
import { refuseIf } from '../platform/refusal.ts'
import { aQuiEcrit, verrouille } from './magistrats.commands.ts'
import { retirerValidationForm } from './magistrats.forms.ts'
import { refusDeRetirerLaValidation } from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'

/**
 * Validated by mistake, or overtaken before it was sent: read again by the direction, or written
 * again. What was validated stays in its course.
 */
export const retirerValidation = command({
  name: 'magistrats.retirer-validation',
  permission: 'rapport:valider',
  aQui: 'qui_suit',
  input: retirerValidationForm,
  async run(tx, { motifDeReprise, vers, ...input }, context) {
    const rapport = await verrouille(tx, input, context)
    refuseIf(refusDeRetirerLaValidation(rapport, context.acteur.serviceId))
    const motif = `Validation retirée : ${motifDeReprise}`
    await store.changerEtat(tx, { ...input, etat: vers, par: context.acteur.id, motif })
    // Sent back, its state says it to the writer.
    const { dossierId, rapportId: cibleId } = input
    if (vers === 'soumis')
      await prevenir(tx, context, {
        dossierId,
        destinataires: aQuiEcrit(rapport),
        nature: 'validation_retiree',
        cibleId,
      })
    return input
  },
  journal: ({ dossierId, rapportId, motifDeReprise }) => ({
    dossierId,
    cible: rapportId,
    motif: motifDeReprise,
  }),
})
