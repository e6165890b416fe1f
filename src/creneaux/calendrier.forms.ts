import { z } from 'zod'
import type { Jour } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import {
  caseCochee,
  choixEnPieces,
  demandeEnLignesOuRien,
  demandeOuRien,
  entier,
  heureSaisie,
  identifiant,
  jourSaisi,
  lignesOuRien,
  mots,
  motsOuRien,
  unParmi,
  versionVue,
} from '../platform/saisie.ts'
import { modalites, motifsDAbsence } from './calendrier.rules.ts'

const cle = z.string().regex(/^[a-z0-9_]{2,40}$/, { error: 'Choisissez dans la liste.' })
/** Boxes: none ticked is an empty list. */
const cases = <T extends z.ZodType>(chaque: T) => z.array(chaque).max(40).default([])
const rappel = entier(1, 720, 'Un rappel part entre 1 et 720 heures avant.').optional()

export const typeForm = z.object({
  cle: cle.optional(),
  version: versionVue.optional(),
  libelle: mots('Indiquez le nom du type.', 80),
  fonctions: cases(z.string().max(40)),
  dureeMinutes: entier(5, 480, 'Indiquez la durée, de 5 à 480 minutes.'),
  collectif: unParmi(['non', 'oui'], 'Dites si le type est individuel ou collectif.'),
  modalite: unParmi(motsDe(modalites), 'Choisissez la modalité.'),
  annonce: demandeOuRien(300),
  pieces: demandeEnLignesOuRien(),
  rappel1: rappel,
  rappel2: rappel,
  rappel3: rappel,
  besoinParSemaine: entier(1, 2000, 'Indiquez un nombre entier de places.').optional(),
  ecarte: caseCochee,
})

export const lieuForm = z.object({
  lieuId: z.uuid().optional(),
  version: versionVue.optional(),
  nom: motsOuRien(150),
  nomPublic: motsOuRien(100),
  adresse: motsOuRien(200),
  codePostal: z
    .string()
    .trim()
    .regex(/^\d{5}$/, { error: 'Le code postal a cinq chiffres.' })
    .optional(),
  commune: motsOuRien(100),
  telephone: z
    .string()
    .trim()
    .regex(/^\+?[\d .()-]{6,20}$/, {
      error: 'Écrivez le téléphone en chiffres, par exemple 03 39 98 12 34.',
    })
    .optional(),
  courriel: z.email({ error: 'Cette adresse électronique n’est pas complète.' }).optional(),
  acces: lignesOuRien(500),
  ouvreA: heureSaisie().optional(),
  fermeA: heureSaisie().optional(),
  fermeLe: jourSaisi().optional(),
})

export const agendaForm = z.object({
  agendaId: z.uuid().optional(),
  version: versionVue.optional(),
  nom: mots('Indiquez le nom de l’agenda.', 100),
  lieuId: identifiant('Choisissez le lieu.'),
  agentId: identifiant('Choisissez l’agent.').optional(),
  fermeLe: jourSaisi().optional(),
})

const plage = {
  types: cases(cle),
  du: jourSaisi('Indiquez le premier jour.'),
  au: jourSaisi().optional(),
  jours: cases(z.coerce.number().int().min(1).max(7)),
  toutesLes: entier(1, 12, 'De 1 à 12 semaines.').default(1),
  de: heureSaisie('Indiquez l’heure de début.'),
  a: heureSaisie('Indiquez l’heure de fin.'),
  pasMinutes: entier(5, 480, 'Indiquez de combien en combien de minutes, de 5 à 480.'),
  capacite: entier(1, 200, 'Indiquez le nombre de places, de 1 à 200.').default(1),
  intitule: motsOuRien(150),
}
type Jours = { du: Jour; au?: Jour | undefined; jours: number[] }
/** A single day needs no day of the week: it has one. */
const joursOuJour = ({ du, au, jours }: Jours, ctx: z.RefinementCtx) => {
  if (jours.length === 0 && du !== au)
    ctx.addIssue({
      code: 'custom',
      path: ['jours'],
      message: 'Choisissez au moins un jour de la semaine.',
    })
}
/**
 * An agenda that exists, or `lieu.<id>`: the agent's own at that place, made with its first range.
 */
export const ouvrirPlageForm = z
  .object({
    agenda: choixEnPieces('(lieu\\.)?{id}', 'Choisissez l’agenda.'),
    ...plage,
  })
  .superRefine(joursOuJour)
export const changerPlageForm = z.object({ plageId: z.uuid(), ...plage }).superRefine(joursOuJour)
export const finirPlageForm = z.object({
  plageId: z.uuid(),
  du: jourSaisi('Indiquez le premier jour sans cette plage.'),
})

export const absenceForm = z.object({
  objet: choixEnPieces('(agent|agenda|lieu)\\.{id}', 'Dites qui est absent, ou ce qui ferme.'),
  duLe: jourSaisi('Indiquez le premier jour.'),
  duHeure: heureSaisie().optional(),
  auLe: jourSaisi('Indiquez le dernier jour.'),
  auHeure: heureSaisie().optional(),
  motif: unParmi(motsDe(motifsDAbsence), 'Choisissez le motif.'),
})
export const retirerAbsenceForm = z.object({ absenceId: z.uuid() })
