import { z } from 'zod'
import { motif } from '../platform/saisie.ts'

export const retablirForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  motif: motif('Dites pourquoi elle est rétablie.', 500),
})
