import type { Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDuJourAttendu } from './saisine.rules.ts'

export type ReponseDonnee = {
  id: string
  sens: string
  retireeA: string | null
  nomComplet: string
}

/** How often the magistrate has spoken of a report: each answer, and each answer taken back. */
export const foisDites = (reponses: readonly ReponseDonnee[]): number =>
  reponses.length + reponses.filter(reponse => reponse.retireeA).length
/** The answer that stands, in the order in which they were given. */
export const reponseDebout = <T extends ReponseDonnee>(reponses: readonly T[]): T | undefined =>
  reponses.filter(reponse => !reponse.retireeA).at(-1)

/**
 * Another page, or another magistrate, spoke since this one was opened. To answer again, knowing
 * it, stays possible.
 */
export function refusDeRepondreSansAvoirLu(
  reponses: readonly ReponseDonnee[],
  vues: number,
): Refusal[] {
  if (foisDites(reponses) === vues) return []
  const derniere = reponseDebout(reponses)
  const quoi = derniere
    ? `Une réponse a été donnée entre-temps par ${derniere.nomComplet}.`
    : 'Une réponse a été donnée, puis retirée, entre-temps.'
  return [
    {
      code: 'repondu_entretemps',
      message: `${quoi} Lisez-la ci-dessous : la vôtre n’est pas envoyée, son texte est gardé.`,
    },
  ]
}

type Rapport = { juridictionId: string; suiteId: string | null }
/**
 * A magistrate of the juridiction takes back the answer that stands; not once its complement has
 * come (charte C3.4, C3.5).
 */
export function refusDeRetirerLaReponse(
  rapport: Rapport,
  reponses: readonly ReponseDonnee[],
  reponseId: string | undefined,
  juridiction: string | null,
): Refusal[] {
  const refuser = (code: string, message: string): Refusal[] => [{ code, message }]
  if (rapport.juridictionId !== juridiction)
    return refuser('autre_juridiction', 'Ce rapport est adressé à une autre juridiction.')
  if (reponses.some(x => x.id === reponseId && x.retireeA))
    return refuser('deja_retiree', 'Cette réponse est déjà retirée.')
  const debout = reponseDebout(reponses)
  if (!debout) return refuser('sans_reponse', 'Ce rapport n’a pas de réponse à retirer.')
  if (debout.id !== reponseId)
    return refuser(
      'repondu_entretemps',
      `${debout.nomComplet} a répondu depuis : lisez cette réponse ci-dessous, rien n’est retiré.`,
    )
  return debout.sens === 'complement' && rapport.suiteId
    ? refuser(
        'complement_recu',
        'Le complément est arrivé : la demande ne se retire plus, répondez au rapport qui le porte.',
      )
    : []
}

export const sensDeReponse = {
  pris_acte: 'Pris acte',
  approuve: 'Propositions suivies',
  autre: 'Autre décision',
  complement: 'Complément demandé',
} as const
/**
 * « Complément demandé » is not the end: it says until when, and only it has a day (charte C3.4,
 * C3.5).
 */
export const refusDeComplement = (
  sens: string,
  pourLe: Jour | undefined,
  aujourdhui: Jour,
): Refusal[] => {
  if (sens === 'complement')
    return pourLe
      ? refusDuJourAttendu(pourLe, aujourdhui, 'pourLe')
      : [
          {
            code: 'sans_echeance',
            champ: 'pourLe',
            message: 'Dites pour quel jour vous attendez le complément.',
          },
        ]
  return pourLe
    ? [
        {
          code: 'jour_sans_complement',
          champ: 'pourLe',
          message:
            'Vous avez indiqué un jour : demandez-vous un complément ? Choisissez « Complément demandé », ou effacez le jour.',
        },
      ]
    : []
}
