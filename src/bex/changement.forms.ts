import { z } from 'zod'
import { caseCochee, choixEnPieces, motif, versionVue } from '../platform/saisie.ts'

export const deplacerForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  version: versionVue,
  creneau: choixEnPieces('({cle}\\|)?{id}\\|{jour}\\|{heure}', 'Choisissez le nouveau créneau.'),
  remise: caseCochee,
  /** Said again each time: what the hearing chose is only what is proposed. */
  prevenir: caseCochee,
  malgre: caseCochee,
})
export const annulerForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  version: versionVue,
  motif: motif('Dites pourquoi elle est annulée.', 300),
  prevenirAnnulation: caseCochee,
})
