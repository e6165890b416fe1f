import { z } from 'zod'

export const pointerForm = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })
