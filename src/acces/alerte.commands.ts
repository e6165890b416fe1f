import { command } from '../platform/command.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused, refuseIf } from '../platform/refusal.ts'
import { deciderAlerteForm } from './alerte.forms.ts'
import { refusDeDecider } from './alerte.rules.ts'
import * as store from './alerte.store.ts'

/**
 * A limit of look-ups was passed, or an import is to be looked at: whoever answers for the account
 * has seen it, or grants as many again for the day.
 */
export const deciderAlerte = command({
  name: 'acces.decider-alerte',
  permission: 'alerte:decider',
  aQui: 'organisation',
  input: deciderAlerteForm,
  async run(tx, { alerteId, decision, motif }) {
    refuseIf(refusDeDecider(trouver(await store.alerte(tx, alerteId)), decision, motif))
    if (!(await store.decider(tx, alerteId, decision, motif ?? null)))
      throw new Refused([
        {
          code: 'jour_passe',
          message: 'Ce plafond était celui d’un autre jour : il n’y a plus rien à accorder.',
        },
      ])
    return { decision }
  },
  journal: ({ alerteId, decision }) => ({
    cible: alerteId,
    motif: decision === 'vue' ? 'vue' : 'suite accordée',
  }),
})
