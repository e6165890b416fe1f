import { z } from 'zod'
import {
  caseCochee,
  demandeEnLignesOuRien,
  demandeOuRien,
  heureSaisie,
  jourSaisi,
  motif,
  motsOuRien,
} from '../platform/saisie.ts'
import { telephoneDit } from './audience.forms.ts'

export const horsOutilForm = z
  .object({
    rechercheId: z.uuid(),
    antenneId: z.uuid({ error: 'Choisissez dans l’annuaire.' }).optional(),
    spipNom: motsOuRien(150),
    spipAdresse: motsOuRien(250),
    spipTelephone: telephoneDit,
    le: jourSaisi('Écrivez le jour, ou laissez vide.').optional(),
    heure: heureSaisie('Écrivez l’heure, ou laissez vide.').optional(),
    telephone: telephoneDit,
    audienceLe: jourSaisi('Indiquez le jour de l’audience.'),
    numeroParquet: motsOuRien(30),
    decision: motsOuRien(200),
    decisionRemise: caseCochee,
    piecesManquantes: demandeOuRien(),
    precisions: demandeEnLignesOuRien(1000),
  })
  .superRefine((valeur, ctx) => {
    const dire = (champ: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [champ], message })
    if (!valeur.antenneId && !valeur.spipNom)
      dire('spipNom', 'Choisissez le SPIP dans l’annuaire, ou écrivez son nom.')
    if (!valeur.antenneId && !valeur.spipAdresse)
      dire('spipAdresse', 'Écrivez l’adresse où la personne doit aller.')
    if (valeur.le && !valeur.heure)
      dire('heure', 'Écrivez l’heure : une convocation dit le jour et l’heure.')
    if (valeur.heure && !valeur.le) dire('le', 'Écrivez le jour de cette heure.')
  })
export const adresserForm = z.object({
  remiseId: z.uuid(),
  adresseLe: jourSaisi('Dites quel jour le dossier a été adressé.'),
})
export const reprendreForm = z.object({ remiseId: z.uuid() })
export const effacerForm = z.object({
  remiseId: z.uuid(),
  motif: motif('Dites pourquoi elle est effacée.', 200),
})
