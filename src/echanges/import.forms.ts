import { z } from 'zod'
import { caseCochee, entier } from '../platform/saisie.ts'

const fichier = z.object(
  { nom: z.string().max(300), octets: z.instanceof(Uint8Array) },
  { error: 'Choisissez un fichier.' },
)
export const deposerForm = z.object({ fichier })
const parImport = { importId: z.uuid() }
export const importForm = z.object(parImport)
export const confirmerForm = z.object({ ...parImport, remplacer: caseCochee })
export const choisirForm = z.object({
  ...parImport,
  numero: entier(1, 1_000_000, 'Cette ligne n’existe pas.'),
  choix: z.union([z.literal('nouvelle'), z.literal('ignorer'), z.uuid()], {
    error: 'Dites qui est cette personne.',
  }),
})
