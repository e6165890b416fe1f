import { z } from 'zod'
import { caseCochee, motif, motsOuRien, unParmi } from '../platform/saisie.ts'
import { clesLangues } from './canal.rules.ts'
import { clesMoments } from './message.rules.ts'

const unMessage = { dossierId: z.uuid(), messageId: z.uuid() }
export const renvoyerForm = z.object(unMessage)
export const direForm = z.object({ ...unMessage, precision: motsOuRien(300) })
export const imprimerForm = z.object({
  ids: z
    .array(z.uuid(), { error: 'Choisissez au moins une lettre.' })
    .min(1, { error: 'Choisissez au moins une lettre.' })
    .max(100),
})
export const opposerForm = z.object({
  dossierId: z.uuid(),
  canaux: z
    .array(unParmi(['sms', 'courriel']), { error: 'Choisissez ce que la personne refuse.' })
    .min(1, { error: 'Choisissez ce que la personne refuse.' }),
})
export const leverForm = z.object({
  dossierId: z.uuid(),
  oppositionId: z.uuid(),
  motif: motif('Dites comment la personne l’a demandé.', 300),
})
/**
 * Which template: for whom (a type, or « tous-lieu »…), at what moment, by what channel, in what
 * language.
 */
export const cleDeModele = {
  pour: z.string().regex(/^([a-z0-9_]{2,40}|tous-(lieu|telephone|domicile|visio))$/),
  moment: unParmi(clesMoments),
  canal: unParmi(['sms', 'courriel']),
  langue: unParmi(clesLangues),
}
export const ecrireModeleForm = z.object({
  ...cleDeModele,
  /** The wording in force when the form was opened; empty when it was the default. */
  vu: z.string().max(40).optional(),
  sujet: motsOuRien(150),
  texte: z
    .string({ error: 'Écrivez le message.' })
    .trim()
    .min(1, { error: 'Écrivez le message.' })
    .max(2000, { error: 'Au plus 2 000 caractères.' }),
  confirme: caseCochee,
})
export const retablirModeleForm = z.object(cleDeModele)
