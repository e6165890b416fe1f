import { z } from 'zod'
import { caseCochee, entier, identifiant, jourSaisi, mots, motsOuRien, unParmi } from '../platform/saisie.ts'
import { type Auteur, auteurs } from './definition.rules.ts'
import { clesNatures } from './mesure.rules.ts'

const clesAuteurs = Object.keys(auteurs) as [Auteur, ...Auteur[]]
/** An obligation: its article is enough, the text of the law is then that of the day of the decision. */
const obligation = z.object({
  article: mots('Indiquez l’article.', 60),
  libelle: motsOuRien(500),
  precisions: motsOuRien(1000),
})
/** Lines of a list; one that was left empty is not a line. */
const obligations = z
  .array(z.union([obligation, z.strictObject({}).transform(() => null)]))
  .default([])
  .transform(l => l.filter(o => o !== null))
export const saisirMesureForm = z.object({
  dossierId: z.uuid(),
  nature: unParmi(clesNatures, 'Choisissez la mesure.'),
  juridictionId: identifiant('Choisissez la juridiction.'),
  numeroParquet: motsOuRien(40),
  decisionLe: jourSaisi('Indiquez la date de la décision.'),
  debutLe: jourSaisi('Indiquez le début.'),
  finLe: jourSaisi().optional(),
  dureeMois: entier(1, 600, 'Indiquez un nombre de mois.').optional(),
  heures: entier(1, 2000, 'Indiquez un nombre d’heures.').optional(),
  palier: motsOuRien(60),
  faitsLe: jourSaisi().optional(),
  notifieeLe: jourSaisi().optional(),
  executionProvisoire: caseCochee,
  precisions: motsOuRien(2000),
  obligations,
  pieces: z.array(z.string()).default([]),
})
/** An act of the life of a measure: what was decided, when, by whom; its content where it fixes one. */
export const accomplirActeForm = z.object({
  dossierId: z.uuid(),
  mesureId: z.uuid(),
  acte: mots('Choisissez l’acte.', 60),
  le: jourSaisi('Indiquez la date de l’acte.'),
  auteur: unParmi(clesAuteurs, 'Dites qui a décidé.'),
  nouvelleFinLe: jourSaisi().optional(),
  decision: motsOuRien(2000),
  avisPersonne: motsOuRien(4000),
  obligations,
  levees: z.array(z.uuid()).default([]),
})
export const annulerActeForm = z.object({
  dossierId: z.uuid(),
  mesureId: z.uuid(),
  acteId: z.uuid(),
  motif: mots('Dites pourquoi cet acte est annulé.', 500),
})
/** Facts from which delays run; each correction says why, and what was there before is kept. */
export const corrigerMesureForm = z.object({
  dossierId: z.uuid(),
  mesureId: z.uuid(),
  version: z.coerce.number().int().min(1),
  faitsLe: jourSaisi().optional(),
  notifieeLe: jourSaisi().optional(),
  executionProvisoire: caseCochee,
  motif: mots('Dites pourquoi vous corrigez.', 500),
})
export const attendrePieceForm = z.object({
  dossierId: z.uuid(),
  libelle: mots('Dites quelle pièce vous attendez.', 200),
  attendueDe: mots('Dites de qui vous l’attendez.', 200),
})
export const recevoirPieceForm = z.object({ dossierId: z.uuid(), pieceId: z.uuid() })
export const signalerAttenteForm = z.object({ dossierId: z.uuid(), manque: mots('Dites ce qui manque.', 500) })
export const leverAttenteForm = z.object({ dossierId: z.uuid(), attenteId: z.uuid() })
