import { command } from '../platform/command.ts'
import { trouver } from '../platform/http/plateforme.ts'
import { Refused } from '../platform/refusal.ts'
import { deciderAlerteForm } from './alerte.forms.ts'
import * as store from './alerte.store.ts'

/** A limit of look-ups was passed, or an import is to be looked at: whoever answers for the account has seen it, or grants as many again for the day. */
export const deciderAlerte = command({
  name: 'acces.decider-alerte',
  permission: 'alerte:decider',
  aQui: 'organisation',
  input: deciderAlerteForm,
  async run(tx, { alerteId, decision }, { acteur, maintenant }) {
    const alerte = trouver(await store.alerteParId(tx, alerteId))
    if (alerte.vueA) throw new Refused([{ code: 'deja_vue', message: 'Quelqu’un l’a déjà vue : la liste est à jour.' }])
    if (decision === 'accorder' && alerte.refusees === 0)
      throw new Refused([{ code: 'rien_a_accorder', message: 'Cet import n’a été refusé en rien : il n’y a rien à accorder.' }])
    if (decision === 'vue') await store.marquerVue(tx, alerteId, acteur.id, maintenant.toString())
    else if (!(await store.accorder(tx, alerteId, maintenant.toString())))
      throw new Refused([{ code: 'jour_passe', message: 'Ce plafond était celui d’un autre jour : il n’y a plus rien à accorder.' }])
    return { decision }
  },
  journal: ({ alerteId, decision }) => ({ cible: alerteId, motif: decision === 'vue' ? 'vue' : 'suite accordée' }),
})
