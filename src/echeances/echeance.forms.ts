import { z } from 'zod'
import { motif } from '../platform/saisie.ts'

export const ecarterForm = z.object({
  dossierId: z.uuid(),
  mesureId: z.uuid(),
  cle: z.string().max(80),
  rang: z.coerce.number().int().min(1).max(100),
  motif: motif('Dites pourquoi cette échéance n’est pas poursuivie.', 1000),
})
export const reprendreForm = z.object({ dossierId: z.uuid(), nonPoursuiteId: z.uuid() })
