import { z } from 'zod'
import {
  caseCochee,
  demandeEnLignesOuRien,
  demandeOuRien,
  heureSaisie,
  jourSaisi,
  motif,
  mots,
  motsOuRien,
  versionVue,
} from '../platform/saisie.ts'
import { telephoneDit } from './audience.forms.ts'

/** What was handed over at the hearing, as it can be put right. */
const remis = {
  audienceLe: jourSaisi('Indiquez le jour de l’audience.'),
  numeroParquet: motsOuRien(30),
  decision: motsOuRien(200),
  decisionRemise: caseCochee,
  piecesManquantes: demandeOuRien(),
  precisions: demandeEnLignesOuRien(1000),
}
const motifDeCorrection = motif('Dites pourquoi vous corrigez.', 300)
export const corrigerRemiseForm = z.object({
  dossierId: z.uuid(),
  remiseId: z.uuid(),
  version: versionVue,
  ...remis,
  motif: motifDeCorrection,
})
export const retirerRemiseForm = z.object({
  dossierId: z.uuid(),
  remiseId: z.uuid(),
  motif: motif('Dites pourquoi cette remise est retirée, par exemple « mauvaise personne ».', 300),
})
export const corrigerHorsOutilForm = z
  .object({
    remiseId: z.uuid(),
    version: versionVue,
    nom: mots('Indiquez le nom de naissance.', 100),
    prenoms: mots('Indiquez le ou les prénoms.', 150),
    naissanceLe: jourSaisi('Indiquez la date de naissance.'),
    spipNom: mots('Écrivez le nom du SPIP.', 150),
    spipAdresse: mots('Écrivez l’adresse où la personne doit aller.', 250),
    spipTelephone: telephoneDit,
    le: jourSaisi('Écrivez le jour, ou laissez vide.').optional(),
    heure: heureSaisie('Écrivez l’heure, ou laissez vide.').optional(),
    telephone: telephoneDit,
    ...remis,
    motif: motifDeCorrection,
  })
  .superRefine((valeur, ctx) => {
    const dire = (champ: string, message: string) =>
      ctx.addIssue({ code: 'custom', path: [champ], message })
    if (valeur.le && !valeur.heure)
      dire('heure', 'Écrivez l’heure : une convocation dit le jour et l’heure.')
    if (valeur.heure && !valeur.le) dire('le', 'Écrivez le jour de cette heure.')
  })
