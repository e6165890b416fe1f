import { z } from 'zod'
import { choixEnPieces, motifOuRien } from '../platform/saisie.ts'

/** A measure, `<measure>|<duty>` where it could serve several, or `aucune`. */
const choix = choixEnPieces('(aucune|{id}(\\|[a-z_]{2,80})?)')
export const rattacherForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  mesures: z
    .array(choix, { error: 'Dites quelle mesure, ou « aucune en particulier ».' })
    .min(1, { error: 'Dites quelle mesure, ou « aucune en particulier ».' }),
  motif: motifOuRien(500),
})
