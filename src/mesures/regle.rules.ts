import type { Jour } from '../platform/date.ts'
import { type Citation, type Dated, inForce, type Numero, numeroLe, type Proposition, type Regle, type Version } from '../platform/law.ts'
import type { Source } from '../platform/refusal.ts'
import type { Referentiel } from './definition.rules.ts'
import { renumerotations } from './referentiel/renumerotations.referentiel.ts'

/** The version that a day selects, or the first known one for an older day: an old measure is shown, never lost (charte C1.1). */
export const versionLe = <T>(valeurs: Dated<T>, le: Jour): Version<T> => (le < valeurs[0].from ? valeurs[0] : inForce(valeurs, le))

/** What applies under a référentiel: `egip` overrides what it proposes and inherits the rest (charte, two levels). */
export const valeurLe = <T>(regle: Regle<T>, le: Jour, referentiel: Referentiel): T | null =>
  referentiel === 'egip' && regle.egip ? regle.egip.value : versionLe(regle.droit, le).value

/** Where a value comes from: an article of the law, or a claim of the charte. */
export const sourceDe = <T>(regle: Regle<T>, le: Jour, referentiel: Referentiel): Citation | Proposition<T | null> =>
  referentiel === 'egip' && regle.egip ? regle.egip : versionLe(regle.droit, le).source

const estProposition = (s: Citation | Proposition<unknown>): s is Proposition<unknown> => 'charte' in s
/** The article as it is numbered on a day (ordonnance 2025-1091, code pénitentiaire), or the claim of the charte. */
export function citer(source: Citation | Proposition<unknown>, le: Jour): Source {
  if (estProposition(source)) return { texte: 'proposition des États généraux (charte)', article: source.charte }
  const numero: Numero = numeroLe(source, le, renumerotations)
  return { texte: numero.texte, article: source.precision ? `${numero.article}, ${source.precision}` : numero.article }
}
const abreges: Record<string, string> = {
  'code pénal': 'CP',
  'code de procédure pénale': 'CPP',
  'code pénitentiaire': 'CPén',
  'code du travail': 'C. trav.',
  'code de la justice pénale des mineurs': 'CJPM',
}
/** « CPP 723-15, al. 2 » */
export function citationCourte(source: Citation | Proposition<unknown>, le: Jour): string {
  const { texte, article } = citer(source, le)
  if (estProposition(source)) return `proposition, charte ${article}`
  return abreges[texte] ? `${abreges[texte]} ${article}` : `${texte}, art. ${article}`
}

/**
 * Whether a value may refuse an act: a proposal under its own référentiel, or a sentence that was read. A value still to be checked warns, it
 * never stops who records what a court decided (ADR 0022).
 */
export const estOpposable = (source: Citation | Proposition<unknown>): boolean => estProposition(source) || source.confiance === 'lu'
