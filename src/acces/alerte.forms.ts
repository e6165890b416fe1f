import { z } from 'zod'
import { motifOuRien } from '../platform/saisie.ts'

export const deciderAlerteForm = z.object({
  alerteId: z.uuid(),
  decision: z.enum(['vue', 'accorder'], {
    error: 'Dites si vous accordez la suite, ou si vous avez seulement vu.',
  }),
  motif: motifOuRien(300),
})
