import {
  afficherHeure,
  afficherJour,
  estFerie,
  estPassee,
  type Jour,
  jourDeSemaine,
  type Moment,
  minutesDe,
  type Territoire,
} from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

export type Lieu = { ouvreA: string; fermeA: string; fermeLe: Jour | null; territoire: string }
type Demande = Moment & { dureeMinutes: number; parPlage?: boolean }

const refusDeFinDeSemaine = (le: Jour): Refusal[] =>
  jourDeSemaine(le) > 5
    ? [
        {
          code: 'fin_de_semaine',
          champ: 'le',
          message: `${afficherJour(le)} : le service est fermé en fin de semaine.`,
        },
      ]
    : []
const refusDeJourFerie = (le: Jour, territoire: Territoire): Refusal[] =>
  estFerie(le, territoire)
    ? [{ code: 'ferie', champ: 'le', message: `${afficherJour(le)} est un jour férié.` }]
    : []
/**
 * No service receives on a weekend, nor on a public holiday of where it is (C. trav. L3133-1,
 * L3134-13, L3422-2).
 */
export const refusDeJourFerme = (le: Jour, territoire: Territoire): Refusal[] => [
  ...refusDeFinDeSemaine(le),
  ...refusDeJourFerie(le, territoire),
]

/**
 * A convocation falls on a day when the place is open, within its hours, and not in the past
 * (charte C3.3: slots only exist inside working hours). A range that the service opened on a
 * Saturday is its own will (terrain §4, DDSE).
 */
export function refusDuMoment(
  demande: Demande,
  lieu: Lieu | undefined,
  maintenant: Moment,
): Refusal[] {
  const { le, heure, dureeMinutes, parPlage } = demande
  if (estPassee(demande, maintenant))
    return [
      {
        code: 'passee',
        champ: 'le',
        message: `${afficherJour(le)} à ${afficherHeure(heure)} est déjà passé.`,
      },
    ]
  const weekEnd = parPlage ? [] : refusDeFinDeSemaine(le)
  if (weekEnd.length > 0) return weekEnd
  if (lieu?.fermeLe && le >= lieu.fermeLe)
    return [
      {
        code: 'lieu_ferme',
        champ: 'lieuId',
        message: `Ce lieu est fermé depuis le ${afficherJour(lieu.fermeLe)}.`,
      },
    ]
  const ferie = lieu ? refusDeJourFerie(le, lieu.territoire as Territoire) : []
  if (ferie.length > 0) return ferie
  if (lieu && (heure < lieu.ouvreA || minutesDe(heure) + dureeMinutes > minutesDe(lieu.fermeA))) {
    return [
      {
        code: 'hors_horaires',
        champ: 'heure',
        message: `Ce lieu est ouvert de ${afficherHeure(lieu.ouvreA)} à ${afficherHeure(lieu.fermeA)}.`,
      },
    ]
  }
  return []
}

/**
 * No ground to convoke after the end of every measure; a dossier en attente de saisine may be
 * convoked (charte C3.4).
 */
export function refusApresLaFin(finLe: Jour | null | undefined, le: Jour): Refusal[] {
  return finLe && le > finLe
    ? [
        {
          code: 'mesure_terminee',
          champ: 'le',
          message: `La dernière mesure se termine le ${afficherJour(finLe)}.`,
        },
      ]
    : []
}
