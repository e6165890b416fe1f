import { estPassee, type Jour, type Moment } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

export const etats = {
  prevue: 'Prévue',
  honoree: 'Honorée',
  excusee: 'Excusée',
  manquee: 'Manquée',
  annulee: 'Annulée',
  reportee: 'Reportée',
} as const
export type Etat = keyof typeof etats
export const clesEtats = motsDe(etats)
/**
 * In a group session, who is inscribed and neither excused, cancelled nor moved keeps the place.
 */
export const tientSaPlace = (etat: string) =>
  etat === 'prevue' || etat === 'honoree' || etat === 'manquee'
export const genreDEtat = (etat: string) =>
  ({ prevue: 'info', honoree: 'ok', excusee: 'attention', manquee: 'alerte' })[etat] ?? 'neutre'

/**
 * What may follow what: a convocation that took place may be corrected, one that was cancelled or
 * moved may not (terrain §1.4).
 */
const suites: Record<Etat, readonly Etat[]> = {
  prevue: ['honoree', 'excusee', 'manquee', 'annulee', 'reportee'],
  honoree: ['excusee', 'manquee'],
  excusee: ['honoree', 'manquee', 'reportee'],
  manquee: ['honoree', 'excusee', 'reportee'],
  annulee: [],
  reportee: [],
}

export const suitesPossibles = (etat: string): readonly Etat[] => suites[etat as Etat] ?? []

/**
 * The course of a convocation (terrain §1.4): nobody came or stayed away before the hour, though
 * one may be excused in advance.
 */
export function refusDEtat(
  convocation: { etat: string; le: Jour; heure: string },
  vers: Etat,
  maintenant: Moment,
): Refusal[] {
  if (!suitesPossibles(convocation.etat).includes(vers))
    return [
      {
        code: 'etat_impossible',
        message: `Une convocation « ${etats[convocation.etat as Etat]} » ne devient pas « ${etats[vers]} ».`,
      },
    ]
  if (!estPassee(convocation, maintenant) && vers === 'manquee')
    return [
      {
        code: 'pas_encore',
        message: 'L’heure n’est pas encore passée : attendez avant de noter une absence.',
      },
    ]
  if (convocation.le > maintenant.le && vers === 'honoree')
    return [
      {
        code: 'pas_encore',
        message: 'Cette convocation est à venir : elle ne peut pas être déjà honorée.',
      },
    ]
  return []
}

/**
 * Only what was cancelled is given back; whether its day and its place are still there is read from
 * the agenda.
 */
export const refusDeRetablir = ({ etat }: { etat: string }): Refusal[] =>
  etat === 'annulee'
    ? []
    : [
        {
          code: 'pas_annulee',
          message: `Cette convocation est « ${etats[etat as Etat]} » : seule une convocation annulée se rétablit.`,
        },
      ]
