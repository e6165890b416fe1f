import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import {
  caseCochee,
  heureSaisie,
  identifiant,
  jourSaisi,
  mots,
  motsOuRien,
  unParmi,
} from '../platform/saisie.ts'
import { fonctionsDe } from './fonction.rules.ts'
import { milieux } from './organigramme.rules.ts'

const clesMilieux = motsDe(milieux)
const telephone = z
  .string({ error: 'Indiquez le téléphone.' })
  .trim()
  .regex(/^\+?[\d .()-]{6,20}$/, {
    error: 'Écrivez le téléphone en chiffres, par exemple 03 39 98 12 34.',
  })
const courriel = z.email({ error: 'Cette adresse électronique n’est pas complète.' })
/** What the form showed of the row that it changes; absent when it makes a new one. */
const empreinte = z.string().max(64).optional()

export const serviceForm = z.object({
  serviceId: z.uuid().optional(),
  empreinte,
  disp: mots('Indiquez la direction interrégionale.', 100),
  nom: mots('Indiquez le nom du service.', 150),
  departement: z
    .string({ error: 'Indiquez le département.' })
    .trim()
    .regex(/^(\d{2}|2[AB]|97\d|98\d)$/, { error: 'Écrivez le département ainsi : 67, 2A ou 974.' }),
  telephone: telephone.optional(),
  courriel: courriel.optional(),
})
export const antenneForm = z.object({
  antenneId: z.uuid().optional(),
  serviceId: z.uuid().optional(),
  empreinte,
  nom: mots('Indiquez le nom de l’antenne.', 150),
  milieu: unParmi(clesMilieux, 'Choisissez le milieu.'),
  etablissementId: identifiant().optional(),
  adresse: mots('Indiquez l’adresse.', 200),
  codePostal: z
    .string({ error: 'Indiquez le code postal.' })
    .trim()
    .regex(/^\d{5}$/, { error: 'Le code postal a cinq chiffres.' }),
  commune: mots('Indiquez la commune.', 100),
  telephone,
  courriel: courriel.optional(),
  horaires: mots('Dites quand l’accueil est ouvert.', 200),
  ouvreA: heureSaisie('Indiquez l’heure d’ouverture.'),
  fermeA: heureSaisie('Indiquez l’heure de fermeture.'),
  fermeeLe: jourSaisi().optional(),
})
export const etablissementForm = z.object({
  serviceId: z.uuid(),
  nom: mots('Indiquez le nom de l’établissement.', 150),
  commune: mots('Indiquez la commune.', 100),
})
export const juridictionForm = z.object({
  juridictionId: z.uuid().optional(),
  empreinte,
  nom: mots('Indiquez le nom de la juridiction.', 150),
  ville: mots('Indiquez la ville.', 100),
  courriel: courriel.optional(),
})
export const agentForm = z.object({
  agentId: z.uuid().optional(),
  serviceId: z.uuid().optional(),
  juridictionId: z.uuid().optional(),
  empreinte,
  nom: mots('Indiquez le nom.', 100),
  prenom: mots('Indiquez le prénom.', 100),
  fonction: unParmi(
    [...fonctionsDe('service'), ...fonctionsDe('juridiction')],
    'Choisissez la fonction.',
  ),
  profil: motsOuRien(60),
  antenneId: identifiant().optional(),
  telephone: telephone.optional(),
  courriel: courriel.optional(),
  arriveLe: jourSaisi('Indiquez le jour d’arrivée.'),
  partiLe: jourSaisi().optional(),
  /** Another person of the same name, function and day. */
  confirme: caseCochee,
})
