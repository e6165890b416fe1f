import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDuNumeroDeParquet } from './decision-lue.rules.ts'

export const fondements = {
  erreur_de_saisie: 'Une erreur de saisie',
  decision_rectificative: 'Une décision qui rectifie la première',
} as const
/** What a correction rests on: a mistake of entry, or the decision that put the first one right. */
export type Fondement = {
  fondement?: keyof typeof fondements | undefined
  rectificationNumero?: string | undefined
  rectificationSansNumero: boolean
  rectificationLe?: Jour | undefined
}
type Rectifiee = { decisionLe: Jour; numeroParquet?: string | null | undefined }
/**
 * What a juridiction pronounced changes because it was copied wrong, or because it decided so: one
 * or the other is said (charte C3.4).
 */
export function refusSansFondement(
  prononces: readonly string[],
  fondement: Fondement & Rectifiee,
  aujourdhui: Jour,
): Refusal[] {
  if (prononces.length > 0 && !fondement.fondement)
    return [
      {
        code: 'fondement_absent',
        champ: 'fondement',
        message: `Vous changez ce que la décision a prononcé (${prononces.join(', ')}) : dites si c’était une erreur de saisie, ou si une décision l’a rectifié.`,
      },
    ]
  return fondement.fondement === 'decision_rectificative'
    ? refusDeRectification(fondement, aujourdhui)
    : refusDEnDireTrop(fondement)
}
function refusDeRectification(
  {
    rectificationNumero: numero,
    rectificationSansNumero: sans,
    rectificationLe: le,
    decisionLe,
    numeroParquet,
  }: Fondement & Rectifiee,
  aujourdhui: Jour,
): Refusal[] {
  const refus = (code: string, champ: string, message: string): Refusal[] => [
    { code, champ, message },
  ]
  const du = `la décision rectifiée, du ${afficherJourCourt(decisionLe)}`
  return [
    ...refusDuNumeroDeParquet(numero, numeroParquet, 'rectificationNumero'),
    ...(Boolean(numero) === sans
      ? refus(
          'rectification_sans_numero',
          'rectificationNumero',
          sans
            ? 'Vous avez écrit un numéro et coché que la décision rectificative n’en porte pas : gardez l’un des deux.'
            : 'Indiquez le numéro de la décision rectificative ; si elle n’en porte pas, cochez-le.',
        )
      : []),
    ...(le === undefined
      ? refus(
          'rectification_sans_jour',
          'rectificationLe',
          'Indiquez la date de la décision rectificative.',
        )
      : []),
    ...(le && le > aujourdhui
      ? refus(
          'rectification_a_venir',
          'rectificationLe',
          `Le ${afficherJourCourt(le)} n’est pas encore venu : vérifiez la date.`,
        )
      : []),
    ...(le && le < decisionLe
      ? refus(
          'rectification_avant',
          'rectificationLe',
          `Le ${afficherJourCourt(le)} est avant ${du} : vérifiez la date.`,
        )
      : []),
  ]
}
/**
 * A rectifying decision that is described is one that was chosen: nothing that is typed is dropped
 * in silence.
 */
const refusDEnDireTrop = (fondement: Fondement): Refusal[] =>
  fondement.rectificationNumero || fondement.rectificationLe || fondement.rectificationSansNumero
    ? [
        {
          code: 'rectification_non_dite',
          champ: 'fondement',
          message: `Vous avez décrit une décision rectificative : choisissez « ${fondements.decision_rectificative} », ou effacez-la.`,
        },
      ]
    : []
/** As it is kept. */
export const fondementEcrit = (fondement: Fondement) => ({
  fondement: fondement.fondement ?? null,
  rectificationNumero: fondement.rectificationNumero ?? null,
  rectificationSansNumero: fondement.rectificationSansNumero,
  rectificationLe: fondement.rectificationLe ?? null,
})
type Fondee = {
  fondement: string | null
  rectificationNumero: string | null
  rectificationLe: Jour | null
}
/** As it is read in the history; a correction that was written before it was asked says nothing. */
export function fondementEnMots(fondee: Fondee): string | null {
  if (fondee.fondement === 'erreur_de_saisie') return 'erreur de saisie'
  if (fondee.fondement !== 'decision_rectificative') return null
  const numero = fondee.rectificationNumero ? `n° ${fondee.rectificationNumero}` : 'sans numéro'
  return `décision rectificative ${numero} du ${afficherJourCourt(fondee.rectificationLe as Jour)}`
}
