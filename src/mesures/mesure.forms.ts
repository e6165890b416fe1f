import { z } from 'zod'
import { identifiant, jourSaisi, mots, motsOuRien, unParmi } from '../platform/saisie.ts'
import { causesDeFin, clesNatures } from './mesure.rules.ts'

const causes = Object.keys(causesDeFin) as [keyof typeof causesDeFin, ...(keyof typeof causesDeFin)[]]
const obligation = z.object({
  article: mots('Indiquez l’article.', 60),
  libelle: mots('Indiquez l’obligation.', 500),
  precisions: motsOuRien(1000),
})
export const saisirMesureForm = z.object({
  dossierId: z.uuid(),
  nature: unParmi(clesNatures, 'Choisissez la mesure.'),
  juridictionId: identifiant('Choisissez la juridiction.'),
  numeroParquet: motsOuRien(40),
  decisionLe: jourSaisi('Indiquez la date de la décision.'),
  debutLe: jourSaisi('Indiquez le début.'),
  finLe: jourSaisi().optional(),
  precisions: motsOuRien(2000),
  obligations: z
    .array(z.union([obligation, z.strictObject({}).transform(() => null)]))
    .default([])
    .transform(l => l.filter(o => o !== null)),
  pieces: z.array(z.string()).default([]),
})
export const terminerMesureForm = z.object({
  dossierId: z.uuid(),
  mesureId: z.uuid(),
  le: jourSaisi('Indiquez la date de fin.'),
  cause: unParmi(causes, 'Choisissez la cause.'),
  decision: motsOuRien(500),
})
export const attendrePieceForm = z.object({
  dossierId: z.uuid(),
  libelle: mots('Dites quelle pièce vous attendez.', 200),
  attendueDe: mots('Dites de qui vous l’attendez.', 200),
})
export const recevoirPieceForm = z.object({ dossierId: z.uuid(), pieceId: z.uuid() })
export const signalerAttenteForm = z.object({ dossierId: z.uuid(), manque: mots('Dites ce qui manque.', 500) })
export const leverAttenteForm = z.object({ dossierId: z.uuid(), attenteId: z.uuid() })
