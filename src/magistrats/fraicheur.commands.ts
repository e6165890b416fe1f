import { prevenir } from '../dossiers/index.ts'
import { command } from '../platform/command.ts'
import { refuseIf } from '../platform/refusal.ts'
import { actualiserLeTexte } from './fraicheur.gestes.ts'
import { refusDActualiser } from './fraicheur.rules.ts'
import { rapportForm } from './magistrats.forms.ts'
import { aQuiEcrit, journal, verrouille } from './rapport.gestes.ts'

/**
 * The part on the measures as the dossier says them today, in one gesture, while the report may
 * still change; its former text is kept.
 */
export const actualiserRapport = command({
  name: 'magistrats.actualiser-rapport',
  permission: 'rapport:ecrire',
  aQui: 'qui_suit',
  input: rapportForm,
  async run(tx, input, context) {
    const { acteur } = context
    const rapport = await verrouille(tx, input, context)
    refuseIf(
      refusDActualiser(rapport, {
        serviceId: acteur.serviceId,
        valide: acteur.peut('rapport:valider'),
      }),
    )
    await actualiserLeTexte(tx, rapport, acteur.id)
    await prevenir(tx, context, {
      dossierId: input.dossierId,
      destinataires: aQuiEcrit(rapport),
      nature: 'rapport_modifie',
      cibleId: input.rapportId,
    })
    return input
  },
  journal,
})
