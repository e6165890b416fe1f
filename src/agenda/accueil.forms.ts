import { z } from 'zod'
import { heureSaisie, motif, unParmi } from '../platform/saisie.ts'
import { clesSituations } from './accueil.rules.ts'

const qui = { dossierId: z.uuid(), convocationId: z.uuid() }
/**
 * `vu`: what the line said when the desk clicked; a second desk that was faster is told, never
 * written over.
 */
export const gesteForm = z.object({
  ...qui,
  vu: unParmi(clesSituations, 'Rechargez la liste, puis recommencez.'),
})
export const corrigerArriveeForm = z.object({
  ...qui,
  arriveeHeure: heureSaisie('Indiquez l’heure d’arrivée.'),
  partieHeure: heureSaisie().optional(),
  motif: motif('Dites pourquoi vous corrigez.', 300),
})
export const retirerArriveeForm = z.object({
  ...qui,
  motif: motif('Dites pourquoi vous retirez cette arrivée.', 300),
})
