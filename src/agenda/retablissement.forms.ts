import { z } from 'zod'
import { mots } from '../platform/saisie.ts'

export const retablirForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  motif: mots('Dites pourquoi elle est rétablie.', 500),
})
