import type { Jour, Territoire } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Referentiel } from './definition.rules.ts'
import type { ConvocationFaite, RapportTransmis } from './satisfaction.rules.ts'

/** What deadlines follow from: facts of one measure, each a day. Lists are in order. */
export type Faits = {
  nature: string
  referentiel: Referentiel
  decisionLe: Jour
  debutLe: Jour
  /**
   * The term that the decision gave, before any act moved it; where it is not said, the present one
   * is taken for it.
   */
  finInitialeLe?: Jour | null
  faitsLe: Jour | null
  notifieeLe: Jour | null
  executionProvisoire: boolean
  /** The decision says that a suivi socio-judiciaire was incurred. */
  ssjEncouru?: boolean
  /**
   * Said of a libération conditionnelle (CPP D534-1, 712-19) and of a suivi socio-judiciaire (CPP
   * 763-7-1).
   */
  violOuAtteinte?: boolean
  parLeTap?: boolean
  sansDetention?: boolean
  /** Present term, as acts have moved it. */
  termeLe: Jour | null
  finieLe: Jour | null
  actes: readonly { acte: string; le: Jour }[]
  /**
   * Convocations that name this measure, whatever came of them, save those cancelled or put off.
   */
  convocations: readonly ConvocationFaite[]
  /** Reports that name this measure and left for the juridiction. */
  rapports: readonly RapportTransmis[]
  territoire: Territoire
}

/**
 * The day of the law that applies to a rule: named by the rule (facts, judgment or execution),
 * never guessed (CP art. 112-1 to 112-3).
 */
export function jourQuiSelectionne(
  selon: Regle<unknown>['selon'],
  faits: Faits,
  depart: Jour,
): Jour {
  if (selon === 'execution') return depart
  return selon === 'faits' ? (faits.faitsLe ?? faits.decisionLe) : faits.decisionLe
}
