import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import {
  caseCochee,
  choixEnPieces,
  demandeEnLignesOuRien,
  demandeOuRien,
  identifiant,
  jourSaisi,
  motifOuRien,
  mots,
  motsOuRien,
  unParmi,
} from '../platform/saisie.ts'
import { situations } from './audience.rules.ts'

const cles = motsDe(situations)
export const chercherForm = z
  .object({
    nom: mots('Indiquez le nom de naissance.', 100),
    prenoms: mots('Indiquez le ou les prénoms.', 150),
    naissanceLe: jourSaisi('Indiquez la date de naissance.'),
    situation: unParmi(cles, 'Dites où vit cette personne.').default('commune'),
    commune: motsOuRien(100),
    domicilieChez: motsOuRien(200),
  })
  .superRefine((valeur, ctx) => {
    if (valeur.situation === 'commune' && !valeur.commune)
      ctx.addIssue({
        code: 'custom',
        path: ['commune'],
        message: 'Indiquez la commune ou le code postal, ou dites qu’il n’y en a pas.',
      })
  })

const creneau = (avecType: boolean) =>
  choixEnPieces(
    `${avecType ? '{cle}\\|' : ''}{id}\\|{jour}\\|{heure}`,
    'Choisissez un créneau de la liste.',
  ).optional()
/**
 * A French number has ten digits; one of the Pacific has six at least, one from abroad fifteen at
 * most.
 */
const estUnTelephone = (texte: string) => {
  const chiffres = texte.replace(/\D/g, '')
  return (
    /^\+?[\d .()-]+$/.test(texte) &&
    (/^0[1-9]/.test(chiffres)
      ? chiffres.length === 10
      : chiffres.length >= 6 && chiffres.length <= 15)
  )
}
export const telephoneDit = z
  .string()
  .trim()
  .max(25)
  .refine(estUnTelephone, {
    error: 'Écrivez le téléphone en entier, en chiffres, par exemple 06 39 98 12 34.',
  })
  .optional()
export const convoquerForm = z.object({
  rechercheId: z.uuid(),
  personne: z.union([z.literal('nouvelle'), z.uuid()], { error: 'Dites qui est cette personne.' }),
  communeCode: z
    .string()
    .regex(/^\d[\dAB]\d{3}$/, { error: 'Choisissez la commune dans la liste.' })
    .optional(),
  serviceId: identifiant('Choisissez le SPIP.'),
  juridictionId: identifiant('Choisissez le tribunal dans la liste.').optional(),
  motifDuChoix: motifOuRien(300),
  creneauSpip: creneau(false),
  creneauSap: creneau(true),
  telephone: telephoneDit,
  courriel: z.email({ error: 'Cette adresse électronique n’est pas complète.' }).optional(),
  langues: motsOuRien(100),
  interprete: caseCochee,
  adresse: motsOuRien(),
  numeroAppi: motsOuRien(20),
  audienceLe: jourSaisi('Indiquez le jour de l’audience.'),
  numeroParquet: motsOuRien(30),
  decision: motsOuRien(200),
  decisionRemise: caseCochee,
  convocationRemise: caseCochee,
  piecesManquantes: demandeOuRien(),
  precisions: demandeEnLignesOuRien(1000),
  prevenir: caseCochee,
  /** Closed dossiers whose box says that they open again. */
  rouvrir: z.array(z.uuid()).default([]),
  malgre: caseCochee,
})
export type Saisie = z.output<typeof convoquerForm>
