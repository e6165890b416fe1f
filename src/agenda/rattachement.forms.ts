import { z } from 'zod'
import { motsOuRien } from '../platform/saisie.ts'

/** A measure, `<measure>|<duty>` where it could serve several, or `aucune`. */
const choix = z.string().regex(/^(aucune|[0-9a-f-]{36}(\|[a-z_]{2,80})?)$/, { error: 'Choisissez dans la liste.' })
export const rattacherForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  mesures: z
    .array(choix, { error: 'Dites quelle mesure, ou « aucune en particulier ».' })
    .min(1, { error: 'Dites quelle mesure, ou « aucune en particulier ».' }),
  motif: motsOuRien(500),
})
