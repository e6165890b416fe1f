import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import {
  demande,
  jourSaisi,
  motifOuRien,
  motsOuRien,
  texteLong,
  unParmi,
  versionVue,
} from '../platform/saisie.ts'
import { accords, clesDomaines } from './accompagnement.rules.ts'

const domaine = z.object({
  appuis: texteLong().optional(),
  obstacles: texteLong().optional(),
  paroles: texteLong().optional(),
  desaccord: texteLong().optional(),
})
export const evaluerForm = z.object({
  dossierId: z.uuid(),
  version: versionVue,
  synthese: texteLong().optional(),
  domaines: z.partialRecord(z.enum(clesDomaines), domaine).default({}),
})
const etape = z.object({
  etapeId: z.uuid().optional(),
  quoi: demande('Dites ce qui sera fait.'),
  qui: motsOuRien(200),
  avec: motsOuRien(200),
  pourLe: jourSaisi().optional(),
})
const vide = z.strictObject({ etapeId: z.string().optional() }).transform(() => null)
const objectif = z.object({
  objectifId: z.uuid().optional(),
  intitule: demande('Dites l’objectif.'),
  domaine: unParmi(clesDomaines, 'Choisissez le domaine.'),
  etapes: z
    .array(z.union([vide, etape]))
    .default([])
    .transform(valeur => valeur.filter(ligne => ligne !== null)),
})
export const ecrirePlanForm = z.object({
  dossierId: z.uuid(),
  version: versionVue,
  motif: motifOuRien(500),
  objectifs: z.array(objectif).default([]),
})
export const recueillirAccordForm = z.object({
  dossierId: z.uuid(),
  version: versionVue,
  accord: unParmi(motsDe(accords), 'Choisissez.'),
  accordLe: jourSaisi('Indiquez la date.'),
  accordParoles: texteLong().optional(),
})
export const noterEtapeForm = z.object({
  dossierId: z.uuid(),
  etapeId: z.uuid(),
  commentaire: motsOuRien(500),
})
export const annulerEtapeForm = z.object({ dossierId: z.uuid(), etapeId: z.uuid() })
