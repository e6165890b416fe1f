import { z } from 'zod'

/**
 * One, or all those of a page: each is named, so that what arrived meanwhile is not marked unseen.
 */
export const voirForm = z.object({
  nouvelleIds: z
    .array(z.uuid(), { error: 'Choisissez ce que vous avez vu.' })
    .min(1, { error: 'Choisissez ce que vous avez vu.' })
    .max(100),
})
