import { z } from 'zod'
import { entier, heureSaisie, identifiant, jourSaisi, mots, motsOuRien, unParmi, versionVue } from '../platform/saisie.ts'
import { clesTypes } from './convocation.rules.ts'

const moment = {
  le: jourSaisi('Indiquez le jour.'),
  heure: heureSaisie(),
  dureeMinutes: entier(5, 480, 'La durée va de 5 à 480 minutes.'),
  antenneId: identifiant().optional(),
  lieu: motsOuRien(200),
  adresse: motsOuRien(300),
  agentId: identifiant('Choisissez l’agent.'),
  type: unParmi(clesTypes, 'Choisissez le type.'),
  consigne: motsOuRien(1000),
}
export const convoquerForm = z.object({ dossierId: z.uuid(), ...moment })
export const deplacerForm = z.object({ dossierId: z.uuid(), convocationId: z.uuid(), version: versionVue, ...moment })
export const noterEtatForm = z.object({
  dossierId: z.uuid(),
  convocationId: z.uuid(),
  etat: unParmi(['honoree', 'excusee', 'manquee', 'annulee'], 'Choisissez ce qui s’est passé.'),
  motif: motsOuRien(500),
})
export const reporterForm = z.object({ dossierId: z.uuid(), convocationId: z.uuid(), motif: mots('Dites pourquoi.', 500), ...moment })
export const pointerForm = z.object({ dossierId: z.uuid(), convocationId: z.uuid() })
