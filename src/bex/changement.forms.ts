import { z } from 'zod'
import { caseCochee, mots, versionVue } from '../platform/saisie.ts'

export const deplacerForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  version: versionVue,
  creneau: z
    .string({ error: 'Choisissez le nouveau créneau.' })
    .regex(/^([a-z0-9_]{2,40}\|)?[0-9a-f-]{36}\|\d{4}-\d{2}-\d{2}\|\d{2}:\d{2}$/, { error: 'Choisissez le nouveau créneau.' }),
  remise: caseCochee,
  /** Said again each time: what the hearing chose is only what is proposed. */
  prevenir: caseCochee,
  malgre: caseCochee,
})
export const annulerForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  version: versionVue,
  motif: mots('Dites pourquoi elle est annulée.', 300),
  prevenirAnnulation: caseCochee,
})
