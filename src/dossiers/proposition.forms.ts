import { z } from 'zod'
import { jourSaisi, unParmi } from '../platform/saisie.ts'

const adresse = z.object({
  logement: z.string(),
  adresse: z.string().nullable(),
  adresseComplement: z.string().nullable(),
  codePostal: z.string().nullable(),
  commune: z.string().nullable(),
  domicilieChez: z.string().nullable(),
})
/** What the hearing sends: its own form has read it already. */
export const direForm = z.object({
  dossierId: z.uuid(),
  ditLe: jourSaisi(),
  telephone: z.string().optional(),
  courriel: z.string().optional(),
  langues: z.array(z.string()),
  interprete: z.boolean(),
  numeroAppi: z.string().optional(),
  adresse: adresse.optional(),
  /** What makes it said: taken back, it takes this along. */
  origineId: z.uuid().optional(),
})
export const deciderForm = z.object({
  dossierId: z.uuid(),
  propositionId: z.uuid(),
  decision: unParmi(['reprise', 'ecartee'], 'Choisissez de mettre la fiche à jour, ou d’écarter.'),
})
