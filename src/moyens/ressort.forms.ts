import { z } from 'zod'
import { identifiant } from '../platform/saisie.ts'

const fichier = z.object(
  { nom: z.string().max(300), octets: z.instanceof(Uint8Array) },
  { error: 'Choisissez un fichier.' },
)
export const deposerRessortForm = z.object({ fichier })
export const ecrireRessortForm = z.object({ importId: z.uuid() })
export const codeDeCommune = z.string().regex(/^\d[\dAB]\d{3}$/)
export const tenirCommuneForm = z.object({
  code: codeDeCommune,
  empreinte: z.string().max(64).optional(),
  serviceId: identifiant('Choisissez le service compétent.'),
  antenneId: identifiant('Choisissez l’antenne dans la liste.').optional(),
  juridictionId: identifiant('Choisissez la juridiction dans la liste.').optional(),
})
