import type { Jour } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

/** How much a feed shows; a diary is copied to telephones and clouds that are not ours. */
export const details = {
  occupe: 'Seulement « Occupé »',
  types: 'Le type et le lieu',
  noms: 'Le type, le lieu et le nom de la personne',
} as const
export type Detail = keyof typeof details
export const clesDetails = motsDe(details)

const refuser = (code: string, message: string, champ?: string): Refusal[] => [
  { code, message, ...(champ ? { champ } : {}) },
]

/**
 * Names leave the application only where the service has said so (charte C8.1: every disclosure is
 * framed).
 */
export const refusDesNoms = (detail: Detail, avecNoms: boolean): Refusal[] =>
  detail === 'noms' && !avecNoms
    ? refuser(
        'noms_non_admis',
        'Votre service n’admet pas les noms dans les calendriers : choisissez un autre contenu.',
        'detail',
      )
    : []

/**
 * A service keeps the feeds of its own agendas (terrain §1.10: a look-up by id is scoped), and of
 * those that are open.
 */
export function refusDuFluxDAgenda(
  agenda: { entiteId: string; fermeLe: Jour | null },
  entiteId: string | null,
  aujourdhui: Jour,
): Refusal[] {
  if (agenda.entiteId !== entiteId)
    return refuser('autre_entite', 'Cet agenda n’est pas de votre service.')
  return agenda.fermeLe && agenda.fermeLe <= aujourdhui
    ? refuser('agenda_ferme', 'Cet agenda est fermé : il n’a plus de calendrier à suivre.')
    : []
}

/** What another wrote since the form was opened is never written over (terrain §5). */
export const refusDeVersion = (vue: number, actuelle: number): Refusal[] =>
  vue === actuelle
    ? []
    : refuser(
        'modifie_entretemps',
        'Ce réglage a changé pendant que vous lisiez : vérifiez-le, puis envoyez de nouveau.',
      )
