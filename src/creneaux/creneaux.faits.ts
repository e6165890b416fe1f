import { fait } from '../platform/fait.ts'

/**
 * The ground of convocations to come has moved: an absence, a closure, a range that ended or
 * changed. Moments are local to the place, `YYYY-MM-DDTHH:MM`; `au` null means for good. `detail`
 * is what the agent will read; `absenceId` is the absence or the closure that may be withdrawn, and
 * gives its ground back.
 */
export const calendrierChange = fait<{
  entiteId: string
  motif: 'absence' | 'fermeture' | 'plage'
  agentId: string | null
  agendaId: string | null
  lieuId: string | null
  plageId: string | null
  absenceId?: string
  du: string
  au: string | null
  detail: string
}>('creneaux.calendrier-change')
/**
 * An absence or a closure was a mistake: what it had listed has its ground again, and nothing else.
 */
export const absenceRetiree = fait<{ absenceId: string }>('creneaux.absence-retiree')
