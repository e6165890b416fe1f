import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import {
  adresseDIci,
  caseCochee,
  demandeEnLignesOuRien,
  identifiant,
  jourSaisi,
  motifEnLignes,
  motifEnLignesOuRien,
  motifOuRien,
  mots,
  motsOuRien,
  unParmi,
  versionVue,
} from '../platform/saisie.ts'
import { DEVENIR_A_DIRE, devenirs } from './dessaisissement.rules.ts'
import { logements, motifsDeCloture, numeroAppiValide, sexes } from './dossier.rules.ts'

const langues = motsOuRien().transform(valeur =>
  (valeur ?? '')
    .split(',')
    .map(morceau => morceau.trim())
    .filter(Boolean),
)

export const personneForm = {
  nom: mots('Indiquez le nom de naissance.', 100),
  nomUsage: motsOuRien(100),
  prenoms: mots('Indiquez le ou les prénoms.', 150),
  naissanceLe: jourSaisi('Indiquez la date de naissance.'),
  naissanceLieu: motsOuRien(100),
  sexe: unParmi(motsDe(sexes)).optional(),
  nationalite: motsOuRien(60),
  langues,
  interprete: caseCochee,
  telephone: z
    .string()
    .trim()
    .regex(/^\+?[\d .()-]{6,20}$/, {
      error: 'Écrivez le téléphone en chiffres, par exemple 06 39 98 12 34.',
    })
    .optional(),
  courriel: z.email({ error: 'Cette adresse électronique n’est pas complète.' }).optional(),
  refuseSms: caseCochee,
  logement: unParmi(motsDe(logements)).default('inconnu'),
  adresse: motsOuRien(),
  adresseComplement: motsOuRien(),
  codePostal: z
    .string()
    .trim()
    .regex(/^\d{5}$/, { error: 'Le code postal a cinq chiffres.' })
    .optional(),
  commune: motsOuRien(100),
  domicilieChez: motsOuRien(),
  etablissementId: identifiant().optional(),
  numeroEcrou: motsOuRien(20),
  ecroueLe: jourSaisi().optional(),
}
const numeroAppi = z
  .string()
  .trim()
  .refine(numeroAppiValide, {
    error: 'Ce numéro APPI n’a pas la forme attendue (par exemple 202012345678).',
  })
  .optional()

const ouverture = {
  ...personneForm,
  numeroAppi,
  antenneId: identifiant('Choisissez l’antenne.').optional(),
  manque: demandeEnLignesOuRien(),
}
/** `sansChercher`: the limit of the day is passed, and the person is there. */
export const creerDossierForm = z.object({
  ...ouverture,
  confirme: caseCochee,
  sansChercher: caseCochee,
})
/** What a file may say besides: who follows, and since when. */
export const ouvrirDossierForm = z.object({
  ...ouverture,
  referentId: identifiant().optional(),
  suiviDepuisLe: jourSaisi().optional(),
})
export const corrigerPersonneForm = z.object({
  dossierId: z.uuid(),
  version: versionVue,
  ...personneForm,
  numeroAppi,
})
export const affecterForm = z.object({
  dossierId: z.uuid(),
  referentId: identifiant('Choisissez un référent.'),
  antenneId: identifiant().optional(),
  motif: motifOuRien(500),
  convocations: z.array(z.uuid()).max(100).default([]),
})
/** As many as one page of the list shows. */
const COCHES_MAX = 100
const coches = (max: number, message: string) =>
  z
    .array(z.uuid(), { error: message })
    .max(max, { error: `Cochez au plus ${max} lignes à la fois.` })
export const passerForm = z.object({
  deAgentId: z.uuid(),
  dossierIds: coches(COCHES_MAX, 'Cochez au moins un dossier.').default([]),
  lesquels: unParmi(['coches', 'tous'], 'Dites quels dossiers passent.'),
  versIds: coches(50, 'Choisissez au moins un agent.').pipe(
    z.array(z.uuid()).min(1, { error: 'Choisissez au moins un agent.' }),
  ),
  convocations: unParmi(
    ['suivent', 'restent'],
    'Dites ce que deviennent les convocations à venir.',
  ),
  motif: motifOuRien(500),
})
export const affecterEnNombreForm = z.object({
  dossierIds: z
    .array(z.uuid(), { error: 'Cochez au moins un dossier.' })
    .min(1, { error: 'Cochez au moins un dossier.' })
    .max(COCHES_MAX, { error: `Cochez au plus ${COCHES_MAX} dossiers à la fois.` }),
  referentId: identifiant('Choisissez un référent.'),
  motif: motifOuRien(500),
})
export const proposerTransfertForm = z.object({
  dossierId: z.uuid(),
  versServiceId: identifiant('Choisissez le service.'),
  motif: motifEnLignes('Dites pourquoi : le service qui reçoit doit comprendre.', 1000),
})
export const accepterTransfertForm = z.object({
  dossierId: z.uuid(),
  transfertId: z.uuid(),
  antenneId: identifiant().optional(),
  referentId: identifiant().optional(),
  convocations: unParmi(motsDe(devenirs), DEVENIR_A_DIRE),
})
export const refuserTransfertForm = z.object({
  dossierId: z.uuid(),
  transfertId: z.uuid(),
  motifRefus: motifEnLignes('Dites pourquoi le transfert est refusé.', 1000),
})
export const annulerTransfertForm = z.object({ dossierId: z.uuid(), transfertId: z.uuid() })
export const cloturerForm = z.object({
  dossierId: z.uuid(),
  motif: unParmi(motsDe(motifsDeCloture)),
  convocations: caseCochee,
  devoirs: motifEnLignesOuRien(),
  rapports: caseCochee,
})
export const rouvrirForm = z.object({
  dossierId: z.uuid(),
  motif: motifEnLignes('Dites pourquoi le dossier est rouvert.', 500),
})
export const fusionnerForm = z.object({
  dossierId: z.uuid(),
  absorbeNumero: mots('Indiquez le numéro du dossier à absorber.', 20),
  motif: motifEnLignes('Dites à quoi vous avez reconnu la même personne.', 1000),
})
export const brouillonForm = z.object({
  dossierId: z.uuid(),
  cle: z.string().min(1).max(100),
  url: adresseDIci,
  titre: z.string().min(1).max(200),
  version: versionVue,
  valeurs: z.record(z.string().max(200), z.string().max(200_000)),
})
export const jeterBrouillonForm = z.object({
  dossierId: z.uuid(),
  cle: z.string().min(1).max(100),
  /** Where it was thrown from: its form, or the list; else the dossier. */
  retour: unParmi(['formulaire', 'liste']).optional(),
})
