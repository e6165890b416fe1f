import { z } from 'zod'
import { unParmi, versionVue } from '../platform/saisie.ts'
import { clesDetails } from './flux.rules.ts'

const detail = unParmi(clesDetails, 'Choisissez ce que le calendrier montre.')
export const monFluxForm = z.object({ detail })
export const fluxDAgendaForm = z.object({
  agendaId: z.uuid({ error: 'Choisissez l’agenda.' }),
  detail,
})
export const revoquerForm = z.object({ fluxId: z.uuid() })
export const reglageForm = z.object({
  avecNoms: unParmi(['oui', 'non'] as const, 'Répondez par oui ou par non.'),
  version: versionVue,
})
