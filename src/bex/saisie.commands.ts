import { z } from 'zod'
import { command } from '../platform/command.ts'
import { garderSaisie } from './audience.store.ts'

/**
 * What the second screen says is kept until the person is convoked: a reload gives it back. What
 * was typed is in no journal.
 */
export const garderLaSaisie = command({
  name: 'bex.garder-saisie',
  permission: 'bex:convoquer',
  aQui: 'audience',
  input: z.object({
    rechercheId: z.uuid(),
    saisie: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  }),
  async run(tx, { rechercheId, saisie }) {
    await garderSaisie(tx, rechercheId, saisie)
    return { rechercheId }
  },
  journal: ({ rechercheId }) => ({ cible: rechercheId }),
})
