import { z } from 'zod'
import { caseCochee, mots } from '../platform/saisie.ts'
import { faitsDeMesure, obligations } from './mesure.forms.ts'

const mesure = { dossierId: z.uuid(), mesureId: z.uuid() }
const version = z.coerce.number().int().min(1)
/** Each correction says why; what was there before is kept. */
const motif = mots('Dites pourquoi vous corrigez.', 500)

export const corrigerMesureForm = z.object({
  ...mesure,
  version,
  ...faitsDeMesure,
  motif,
  /** What moves was shown. */
  confirme: caseCochee,
})
export const corrigerObligationsForm = z.object({ ...mesure, version, obligations, motif })
export const retirerMesureForm = z.object({ ...mesure, motif: mots('Dites pourquoi cette mesure est retirée.', 500) })
export const remettreMesureForm = z.object({ ...mesure, motif: mots('Dites pourquoi cette mesure est remise.', 500) })
