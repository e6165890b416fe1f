import type { Refusal } from '../platform/refusal.ts'

export type Lien = { mesureId: string; devoir: string | null }
const AUCUNE = 'aucune'
type Mesure = { mesureId: string; devoirs: readonly string[] }

/**
 * What was ticked, as links; a measure is named once, with at most one duty (a convocation serves
 * one duty of a measure, ADR 0027).
 */
export function liensDits(
  choix: readonly string[],
  mesures: readonly Mesure[],
): { liens: Lien[]; refus: Refusal[] } {
  const refus = (code: string, message: string) => ({
    liens: [],
    refus: [{ code, champ: 'mesures', message }],
  })
  const nommees = choix.filter(cle => cle !== AUCUNE).map(cle => cle.split('|'))
  if (nommees.length > 0 && choix.includes(AUCUNE))
    return refus(
      'mesure_contradictoire',
      'Choisissez une mesure, ou « aucune en particulier », pas les deux.',
    )
  if (new Set(nommees.map(([mesureId]) => mesureId)).size < nommees.length)
    return refus(
      'deux_devoirs',
      'Une convocation sert un seul devoir d’une même mesure : gardez une seule case par mesure.',
    )
  const connues = nommees.every(([mesureId, devoir]) =>
    mesures.some(
      mesure =>
        mesure.mesureId === mesureId && (devoir === undefined || mesure.devoirs.includes(devoir)),
    ),
  )
  if (!connues) return refus('mesure_d_un_autre', 'Cette mesure n’est pas de ce dossier.')
  return {
    liens: nommees.map(([mesureId = '', devoir = null]) => ({ mesureId, devoir })),
    refus: [],
  }
}

/** An answer that is changed says why: what it was stays in the history (charte C3.4). */
export const refusSansMotif = (dejaDit: boolean, motif: string | undefined): Refusal[] =>
  dejaDit && !motif
    ? [
        {
          code: 'sans_motif',
          champ: 'motif',
          message: 'Dites pourquoi vous changez la mesure concernée.',
        },
      ]
    : []
