import { z } from 'zod'
import { motsDe } from '../platform/mots.ts'
import { entier, identifiant, jourSaisi, motifEnLignes, mots, unParmi } from '../platform/saisie.ts'
import { DEVENIR_A_DIRE, devenirs, valeursDuSilence } from './dessaisissement.rules.ts'

export const demanderForm = z.object({
  nom: mots('Indiquez le nom de naissance.', 100),
  prenoms: mots('Indiquez le ou les prénoms.', 150),
  naissanceLe: jourSaisi('Indiquez la date de naissance.'),
  personneId: identifiant('Choisissez la personne dans la liste.'),
  versServiceId: identifiant('Choisissez le service.').optional(),
  motif: motifEnLignes('Dites pourquoi : le service qui suit la personne doit comprendre.', 1000),
})
export const annulerDemandeForm = z.object({ personneId: z.uuid(), demandeId: z.uuid() })
export const declinerDemandeForm = annulerDemandeForm.extend({
  motifRefus: motifEnLignes('Dites pourquoi : la juridiction qui a demandé lira ce motif.', 1000),
})
export const constaterForm = z.object({
  personneId: z.uuid(),
  demandeId: z.uuid(),
  referentId: identifiant().optional(),
  antenneId: identifiant().optional(),
  convocations: unParmi(motsDe(devenirs), DEVENIR_A_DIRE),
})
export const regleDeSilenceForm = z.object({
  du: jourSaisi('Indiquez à partir de quel jour.'),
  jours: entier(1, 90, 'Indiquez un délai de 1 à 90 jours.'),
  relanceJours: entier(1, 90, 'Indiquez un délai de 1 à 90 jours.'),
  vaut: unParmi(motsDe(valeursDuSilence), 'Dites ce que vaut le silence.'),
})
