import {
  type absenceRetiree,
  type calendrierChange,
  couvertPar,
  plagesDe,
} from '../creneaux/index.ts'
import { jourDuMoment } from '../platform/date.ts'
import type { Reaction, Valeur } from '../platform/fait.ts'
import { marquerADecider, solderLAbsence } from './a-decider.store.ts'
import { prevuesDeLAgenda } from './a-venir.store.ts'

/**
 * Absence, closure, range that changed: nobody's convocation moves by itself, each waits for a
 * decision.
 */
export const listerADecider: Reaction<Valeur<typeof calendrierChange>> = async (
  tx,
  donnees,
  { acteur },
) => {
  const pourquoi = {
    motif: donnees.motif,
    detail: donnees.detail,
    par: acteur.id,
    absenceId: donnees.absenceId,
  }
  const { entiteId, agentId, agendaId, lieuId, du, au } = donnees
  if (donnees.motif === 'plage' && agendaId) {
    const plages = await plagesDe(tx, { entiteId, du: jourDuMoment(du), au: '9999-12-31' })
    const siennes = plages.filter(plage => plage.agendaId === agendaId)
    const ids = (await prevuesDeLAgenda(tx, agendaId, jourDuMoment(du)))
      .filter(ligne => !couvertPar(siennes, { ...ligne, le: ligne.le }))
      .map(ligne => ligne.id)
    if (ids.length > 0) await marquerADecider(tx, pourquoi, { ids, du, au: null })
    return
  }
  await marquerADecider(tx, pourquoi, { entiteId, agentId, agendaId, lieuId, du, au })
}
/** An absence withdrawn gives its ground back to what it had listed, and to that alone. */
export const delisterApresLAbsence: Reaction<Valeur<typeof absenceRetiree>> = async (
  tx,
  { absenceId },
  { acteur, maintenant },
) => {
  await solderLAbsence(tx, { absenceId, par: acteur.id, a: maintenant.toString() })
}
