import { z } from 'zod'

export const deciderAlerteForm = z.object({
  alerteId: z.uuid(),
  decision: z.enum(['vue', 'accorder'], { error: 'Dites si vous accordez la suite, ou si vous avez seulement vu.' }),
})
