import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import { jourSaisi, mots, motsOuRien, unParmi } from '../platform/saisie.ts'
import { logements } from './dossier.rules.ts'

const cles = motsDe(logements)
/** What a court knows of a person at the hearing; the rest is the service's to complete. */
export const ouvrirALAudienceForm = z.object({
  /** The convocation that brings the court in. */
  convocationId: z.uuid(),
  nom: mots('Indiquez le nom de naissance.', 100),
  prenoms: mots('Indiquez le ou les prénoms.', 150),
  naissanceLe: jourSaisi('Indiquez la date de naissance.'),
  telephone: motsOuRien(20),
  courriel: motsOuRien(200),
  langues: z.array(z.string()).default([]),
  interprete: z.boolean().default(false),
  logement: unParmi(cles).default('inconnu'),
  adresse: motsOuRien(),
  codePostal: motsOuRien(5),
  commune: motsOuRien(100),
  domicilieChez: motsOuRien(),
  numeroAppi: motsOuRien(20),
  serviceId: z.uuid(),
  antenneId: z.uuid().optional(),
})
export const rejoindreForm = z.object({
  convocationId: z.uuid(),
  dossierId: z.uuid(),
  nom: mots('Indiquez le nom.', 250),
  naissanceLe: jourSaisi('Indiquez la date de naissance.'),
  serviceId: z.uuid(),
  antenneId: z.uuid().optional(),
})
