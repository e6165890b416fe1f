import type { Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

/** The answer « aucune en particulier ». */
export const AUCUNE_MESURE = 'aucune'
type ALire = { mesureId: string; decisionLe: Jour; finieLe: Jour | null }

/** A measure that is pronounced and has not ended on a day. */
export const estVivante = ({ decisionLe, finieLe }: ALire, le: Jour | ''): boolean =>
  decisionLe <= le && (finieLe === null || finieLe >= le)

export type Concernees = { mesureIds: string[]; dites: boolean; refus: Refusal[] }
/**
 * Which measures a convocation, an entretien or a report serves: the one that is alone live is
 * taken without a word, several are asked, none is an answer (a duty is satisfied by its own fact,
 * ADR 0027).
 */
export function mesuresConcernees(
  reponse: readonly string[],
  mesures: readonly ALire[],
  le: Jour | '',
  champ = 'mesures',
): Concernees {
  const refus = (code: string, message: string): Concernees => ({
    mesureIds: [],
    dites: false,
    refus: [{ code, champ, message }],
  })
  if (reponse.includes(AUCUNE_MESURE))
    return reponse.length > 1
      ? refus(
          'mesure_contradictoire',
          'Choisissez une mesure, ou « aucune en particulier », pas les deux.',
        )
      : { mesureIds: [], dites: true, refus: [] }
  if (reponse.length > 0)
    return reponse.every(id => mesures.some(mesure => mesure.mesureId === id))
      ? { mesureIds: [...new Set(reponse)], dites: true, refus: [] }
      : refus('mesure_d_un_autre', 'Cette mesure n’est pas de ce dossier, ou en a été retirée.')
  const [seule, autre] = mesures.filter(mesure => estVivante(mesure, le))
  if (autre)
    return refus(
      'mesure_a_dire',
      'Plusieurs mesures sont en cours : dites laquelle, ou « aucune en particulier ».',
    )
  return { mesureIds: seule ? [seule.mesureId] : [], dites: seule !== undefined, refus: [] }
}

/**
 * A convocation shown to whoever records a measure; `sienne` when it was made at the hearing for
 * this very decision.
 */
export type Proposee = { convocationId: string; libelle: string; sienne: boolean }
/**
 * Which of these convocations are for the measure being recorded: one of its own hearing is not
 * passed over in silence.
 */
export function convocationsDites(
  reponse: readonly string[],
  proposees: readonly Proposee[],
): { convocationIds: string[]; refus: Refusal[] } {
  const refus = (code: string, message: string) => ({
    convocationIds: [],
    refus: [{ code, champ: 'convocations', message }],
  })
  const convocationIds = reponse.filter(id => id !== AUCUNE_MESURE)
  if (convocationIds.length < reponse.length && convocationIds.length > 0)
    return refus(
      'convocation_contradictoire',
      'Choisissez une convocation, ou « aucune », pas les deux.',
    )
  if (!convocationIds.every(id => proposees.some(proposee => proposee.convocationId === id)))
    return refus(
      'convocation_partie',
      'Cette convocation n’est plus à rattacher : regardez de nouveau la liste.',
    )
  if (reponse.length === 0 && proposees.some(proposee => proposee.sienne))
    return refus(
      'convocation_a_dire',
      'Une convocation a été remise à l’audience de cette décision : gardez-la cochée, ou cochez « aucune ».',
    )
  return { convocationIds: [...new Set(convocationIds)], refus: [] }
}
