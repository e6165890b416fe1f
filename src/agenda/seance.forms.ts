import { z } from 'zod'
import {
  caseCochee,
  heureSaisie,
  jourSaisi,
  motifOuRien,
  mots,
  unParmi,
} from '../platform/saisie.ts'

const seance = { plageId: z.uuid(), le: jourSaisi(), heure: heureSaisie() }
const AUCUN = 'Cochez au moins une personne.'

export const inscrireForm = z.object({
  ...seance,
  type: mots('Choisissez le type.', 40),
  dossiers: z
    .array(z.uuid(), { error: AUCUN })
    .min(1, { error: AUCUN })
    .max(50, { error: 'Au plus 50 personnes à la fois.' }),
  prevenir: caseCochee,
  malgre: caseCochee,
})
export const issuesForm = z.object({
  ...seance,
  issues: z
    .array(
      z.object({
        dossierId: z.uuid(),
        convocationId: z.uuid(),
        vu: unParmi(['prevue', 'honoree', 'excusee', 'manquee']),
        etat: unParmi(['honoree', 'excusee', 'manquee']).optional(),
      }),
      { error: 'Personne n’est sur la liste.' },
    )
    .max(200)
    .refine(valeur => valeur.some(i => i.etat !== undefined && i.etat !== i.vu), {
      error: 'Notez ce qui s’est passé pour au moins une personne.',
    }),
  prevenirAbsents: caseCochee,
})
export const retirerForm = z.object({
  ...seance,
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  motif: motifOuRien(500),
  prevenir: caseCochee,
})
