import { oublierBrouillon, prevenir, reglerNouvelles } from '../dossiers/index.ts'
import { fonctionsQui } from '../moyens/index.ts'
import { command } from '../platform/command.ts'
import { refuseIf } from '../platform/refusal.ts'
import { abandonnerForm, rapportForm } from './magistrats.forms.ts'
import { refusDAbandonner, refusDeReprendre } from './magistrats.rules.ts'
import * as store from './magistrats.store.ts'
import { cleDuRapport, journal, quiEcrit, verrouille } from './rapport.gestes.ts'

/**
 * A report that will not be finished: its text stays, nobody waits for it. The direction that had
 * sent it back is told.
 */
export const abandonner = command({
  name: 'magistrats.abandonner-rapport',
  permission: 'rapport:ecrire',
  aQui: 'qui_suit',
  input: abandonnerForm,
  async run(tx, { motif, ...input }, context) {
    const { acteur } = context
    const { dossierId, rapportId: cibleId } = input
    const rapport = await verrouille(tx, input, context)
    refuseIf(refusDAbandonner(rapport, quiEcrit(acteur)))
    await store.changerEtat(tx, { ...input, etat: 'abandonne', par: acteur.id, motif })
    await oublierBrouillon(tx, dossierId, acteur.id, cleDuRapport(cibleId))
    await reglerNouvelles(tx, context, { dossierId, cibleId })
    const destinataires = [{ entiteId: rapport.serviceQuiSuit, fonctions: fonctionsQui('encadre') }]
    if (rapport.etat === 'renvoye')
      await prevenir(tx, context, {
        dossierId,
        destinataires,
        nature: 'rapport_abandonne',
        cibleId,
      })
    return input
  },
  journal: ({ dossierId, rapportId, motif }) => ({ dossierId, cible: rapportId, motif }),
})

/** Written again from where it was left. */
export const reprendreRapport = command({
  name: 'magistrats.reprendre-rapport',
  permission: 'rapport:ecrire',
  aQui: 'qui_suit',
  input: rapportForm,
  async run(tx, input, context) {
    const { dossierId, rapportId: cibleId } = input
    refuseIf(refusDeReprendre(await verrouille(tx, input, context), quiEcrit(context.acteur)))
    await store.changerEtat(tx, {
      ...input,
      etat: 'brouillon',
      par: context.acteur.id,
      motif: 'Écriture reprise',
    })
    await reglerNouvelles(tx, context, { dossierId, cibleId, natures: ['rapport_abandonne'] })
    return input
  },
  journal,
})
