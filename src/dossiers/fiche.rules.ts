import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

/**
 * Every fact of the sheet that a form corrects (charte C9.1: corrected by whoever follows, with its
 * history), as its field names it.
 */
export const libellesDeFiche = {
  nom: 'Nom de naissance',
  prenoms: 'Prénoms',
  nomUsage: 'Nom d’usage',
  naissanceLe: 'Date de naissance',
  naissanceLieu: 'Lieu de naissance',
  nationalite: 'Nationalité',
  sexe: 'Sexe déclaré',
  numeroAppi: 'Ancien numéro APPI',
  telephone: 'Téléphone',
  courriel: 'Courriel',
  refuseSms: 'Refuse de recevoir des SMS',
  langues: 'Langues parlées',
  interprete: 'A besoin d’un interprète',
  logement: 'Où vit la personne',
  domicilieChez: 'Domiciliée ou hébergée chez',
  adresse: 'Numéro et voie',
  adresseComplement: 'Complément',
  codePostal: 'Code postal',
  commune: 'Commune',
  etablissementId: 'Établissement',
  numeroEcrou: 'Numéro d’écrou',
  ecroueLe: 'Écrouée le',
} as const
export type ChampDeFiche = keyof typeof libellesDeFiche
export const champsDeFiche = motsDe(libellesDeFiche)

/**
 * What another agent saved since the form was opened is never written over (complaint of the field,
 * terrain §5).
 */
export const refusDeVersion = (vue: number, actuelle: number): Refusal[] =>
  vue === actuelle
    ? []
    : [
        {
          code: 'modifie_entretemps',
          message:
            'Un autre agent a modifié cette fiche pendant que vous écriviez. Ses changements sont affichés ci-dessous ; les vôtres restent dans les champs que vous aviez touchés : vérifiez, puis enregistrez.',
        },
      ]
