import type { Jour, Territoire } from '../platform/date.ts'
import { nomme } from '../platform/phrase.ts'
import type { Refusal } from '../platform/refusal.ts'

const refuser = (code: string, message: string, champ?: string): Refusal[] => [
  { code, message, ...(champ ? { champ } : {}) },
]

/**
 * A day given by telephone is still to come (terrain §5: a summons that cannot be met is a false
 * absence).
 */
export const refusDuJour = (le: Jour | undefined, aujourdhui: Jour): Refusal[] =>
  le !== undefined && le < aujourdhui ? refuser('jour_passe', 'Ce jour est passé.', 'le') : []

/**
 * Whose public holidays are kept, as the postcode of a typed address says; none of its own where it
 * says nothing.
 */
const parCodePostal: Record<string, Territoire> = {
  '57': 'alsace-moselle',
  '67': 'alsace-moselle',
  '68': 'alsace-moselle',
  '971': 'guadeloupe',
  '972': 'martinique',
  '973': 'guyane',
  '974': 'reunion',
  '976': 'mayotte',
  // Two collectivities keep postcodes of Guadeloupe.
  '97133': 'saint-barthelemy',
  '97150': 'saint-martin',
}
export function territoireDeLAdresse(adresse: string): Territoire {
  const code = adresse.match(/\b\d{5}\b/g)?.at(-1) ?? ''
  return (
    parCodePostal[code] ??
    parCodePostal[code.slice(0, 3)] ??
    parCodePostal[code.slice(0, 2)] ??
    'metropole'
  )
}

/**
 * Papers go to the SPIP once, after the hearing and not tomorrow (terrain §4: people arrive there
 * before their papers).
 */
export function refusDAdresser(
  donnees: { audienceLe: Jour; adresseLe: Jour | null },
  adresseLe: Jour,
  aujourdhui: Jour,
): Refusal[] {
  if (donnees.adresseLe !== null)
    return refuser(
      'deja_adresse',
      'C’est déjà noté : annulez d’abord la date notée pour en donner une autre.',
    )
  if (adresseLe > aujourdhui)
    return refuser('adresse_future', 'Cette date est dans l’avenir.', 'adresseLe')
  return adresseLe < donnees.audienceLe
    ? refuser('adresse_avant', 'Cette date est avant l’audience.', 'adresseLe')
    : []
}

/**
 * The name must not stay in the journal after the person (charte C3.3: nothing outlives the
 * person).
 */
export const refusDuMotif = (
  { nom, prenoms }: { nom: string; prenoms: string },
  motif: string,
): Refusal[] =>
  nomme(motif, [nom, ...prenoms.split(' ')])
    ? refuser(
        'motif_nominatif',
        'Le motif reste au journal après la personne : n’y écrivez pas son nom.',
        'motif',
      )
    : []
