import type { Jour } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

const refuser = (code: string, message: string, champ?: string): Refusal[] => [
  { code, message, ...(champ ? { champ } : {}) },
]

/** What a remise says, and how each thing is named when it is corrected. */
export const libelles = {
  nom: 'Nom de naissance',
  prenoms: 'Prénoms',
  naissanceLe: 'Date de naissance',
  spipNom: 'Nom du SPIP',
  spipAdresse: 'Adresse du SPIP',
  spipTelephone: 'Téléphone du SPIP',
  le: 'Jour',
  heure: 'Heure',
  telephone: 'Téléphone de la personne',
  audienceLe: 'Jour de l’audience',
  numeroParquet: 'N° parquet',
  decision: 'Décision',
  decisionRemise: 'Décision remise à la personne',
  piecesManquantes: 'Pièces manquantes',
  precisions: 'À dire au SPIP',
} as const
export type Dit = { [champ in keyof typeof libelles]?: string | boolean | null }
export type Changement = { avant: Dit; apres: Dit }

/** What is said otherwise, field by field, with what it was. */
export function changements(avant: Dit, apres: Dit): Changement {
  const champs = motsDe(apres).filter(champ => (avant[champ] ?? null) !== (apres[champ] ?? null))
  const seuls = (dit: Dit): Dit =>
    Object.fromEntries(champs.map(champ => [champ, dit[champ] ?? null]))
  return { avant: seuls(avant), apres: seuls(apres) }
}

type Remise = { juridictionId: string; version: number; retiree: boolean }
/**
 * It belongs to the court that handed it over (charte C3.3); what is withdrawn is handed over
 * again, not put back.
 */
export function refusDeToucherLaRemise(remise: Remise, juridictionId: string): Refusal[] {
  if (remise.juridictionId !== juridictionId)
    return refuser(
      'remise_d_un_autre',
      'Cette convocation a été remise par un autre tribunal : demandez-lui de corriger ou de retirer ce qu’il a dit.',
    )
  return remise.retiree
    ? refuser(
        'deja_retiree',
        'Cette remise est déjà retirée. Si c’était la bonne personne, convoquez-la de nouveau.',
      )
    : []
}
/** Nobody writes over what they have not read, and a correction corrects something. */
export function refusDeCorriger(change: Changement, vue: number, actuelle: number): Refusal[] {
  if (vue !== actuelle)
    return refuser(
      'modifie_entretemps',
      'Un collègue vient de corriger cette remise. Vos changements sont encore ici : vérifiez, puis corrigez de nouveau.',
    )
  return Object.keys(change.apres).length === 0
    ? refuser(
        'rien_ne_change',
        'Rien n’est changé : corrigez au moins une ligne, ou revenez en arrière.',
      )
    : []
}
/** Papers that went before the hearing would be a mistake of one of the two days (terrain §4). */
export const refusDAvantLAudience = (audienceLe: Jour, adresseLe: Jour | null): Refusal[] =>
  adresseLe !== null && adresseLe < audienceLe
    ? refuser(
        'adresse_avant',
        'Le dossier est noté comme adressé avant ce jour : annulez d’abord cet envoi.',
        'audienceLe',
      )
    : []
