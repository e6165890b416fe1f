import type { Jour } from '../platform/date.ts'
import {
  type Absence,
  type Citation,
  type CitationLue,
  type Dated,
  estAbsente,
  estInconnue,
  inForce,
  type Numero,
  type nExistePas,
  numeroLe,
  type Proposition,
  type Regle,
  type Valuee,
  type Version,
} from '../platform/law.ts'
import type { Source } from '../platform/refusal.ts'
import type { Referentiel } from './definition.rules.ts'
import { renumerotations } from './referentiel/renumerotations.referentiel.ts'

type Origine = Citation | Proposition<unknown>
const premiereVersion = <V extends { from: Jour }>(versions: readonly [V, ...V[]], le: Jour): V =>
  le < versions[0].from ? versions[0] : inForce(versions, le)
/**
 * The version that a day selects, or the first known one for an older day: an old measure is shown,
 * never lost (charte C1.1).
 */
export const versionLe = <T>(valeurs: Dated<T>, le: Jour): Version<T> =>
  premiereVersion(valeurs, le)
/** The same, of what has a value in each of its versions. */
export const valeurDe = <T>(valeurs: Valuee<T>, le: Jour): T => premiereVersion(valeurs, le).value

/**
 * What applies under a référentiel: `egip` overrides what it proposes and inherits the rest
 * (charte, two levels).
 */
export const applicableLe = <T>(
  regle: Regle<T>,
  le: Jour,
  referentiel: Referentiel,
): Version<T> | Proposition<T> =>
  referentiel === 'egip' && regle.egip ? regle.egip : versionLe(regle.droit, le)

/** What a rule says on a day: a value, that there is none, or that nobody knows. */
export const reponseLe = <T>(regle: Regle<T>, le: Jour, referentiel: Referentiel): T | Absence =>
  applicableLe(regle, le, referentiel).value
/**
 * A value to compute or to show; null both where there is none and where nobody knows: it never
 * says that a rule does not exist.
 */
export function valeurLe<T>(regle: Regle<T>, le: Jour, referentiel: Referentiel): T | null {
  const { value } = applicableLe(regle, le, referentiel)
  return estAbsente(value) ? null : value
}

/** Where a value comes from: an article of the law, or a claim of the charte. */
export function sourceDe<T>(
  regle: Regle<T>,
  le: Jour,
  referentiel: Referentiel,
): Citation | Proposition<T> {
  const ici = applicableLe(regle, le, referentiel)
  return 'charte' in ici ? ici : ici.source
}

const estProposition = (source: Citation | Proposition<unknown>): source is Proposition<unknown> =>
  'charte' in source
/**
 * The article as it is numbered on a day (ordonnance 2025-1091, code pénitentiaire), or the claim
 * of the charte.
 */
export function citer(source: Citation | Proposition<unknown>, le: Jour): Source {
  if (estProposition(source))
    return { texte: 'proposition des États généraux (charte)', article: source.charte }
  const numero: Numero = numeroLe(source, le, renumerotations)
  // The alinéa was read in the article under its own number: under another one, it may be another.
  const sien = numero.texte === source.texte && numero.article === source.article
  return {
    texte: numero.texte,
    article: source.precision && sien ? `${numero.article}, ${source.precision}` : numero.article,
  }
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
 * Whether a value may refuse an act: a proposal under its own référentiel, or a sentence that was
 * read. A value still to be checked warns, it never stops who records what a court decided (ADR
 * 0022).
 */
export const estOpposable = (source: Origine): source is SourceOpposable =>
  estProposition(source) || source.confiance === 'lu'

/** A sentence that was read, or a proposal under its own référentiel. */
export type SourceOpposable = CitationLue | Proposition<unknown>
export type Opposable<T> = { value: T; source: SourceOpposable }
/**
 * What may refuse an act on a day: a value, or an absence, that was read in the version of that
 * day. Null, and nothing is refused, where it was not read, and before the first known version:
 * unknown is not absent (ADR 0038).
 */
export function versionOpposable<T>(
  versions: Dated<T>,
  le: Jour,
): Opposable<T | typeof nExistePas> | null {
  const version = versions.findLast(v => v.from <= le)
  if (!version || estInconnue(version.value) || !estOpposable(version.source)) return null
  return { value: version.value, source: version.source }
}
/** The same of a value alone: null too where the law was read and has none. */
export function valeurOpposable<T>(versions: Dated<T>, le: Jour): Opposable<T> | null {
  const version = versionOpposable(versions, le)
  return version && !estAbsente(version.value)
    ? { value: version.value, source: version.source }
    : null
}
/** The same under a référentiel, where a proposal binds what is recorded under it. */
export const opposableLe = <T>(
  regle: Regle<T>,
  le: Jour,
  referentiel: Referentiel,
): Opposable<T | typeof nExistePas> | null =>
  referentiel === 'egip' && regle.egip
    ? { value: regle.egip.value, source: regle.egip }
    : versionOpposable(regle.droit, le)

/**
 * Whether what is shown of a rule on a day must bear « à vérifier »: its version was not read, or
 * that day is before the first one known.
 */
export const versionAVerifier = (versions: Dated<unknown>, le: Jour): boolean =>
  le < versions[0].from || versionLe(versions, le).source.confiance === 'a_verifier'
export const estAVerifier = (regle: Regle<unknown>, le: Jour, referentiel: Referentiel): boolean =>
  (referentiel === 'droit' || !regle.egip) && versionAVerifier(regle.droit, le)

/**
 * The same of what was just looked up, without looking again: a whole country of deadlines is
 * computed so.
 */
export const applicableAVerifier = (
  ici: Version<unknown> | Proposition<unknown>,
  le: Jour,
): boolean => 'from' in ici && (ici.source.confiance === 'a_verifier' || le < ici.from)

export const A_VERIFIER = 'à vérifier'
/** What is said to somebody, with its mark where it was not read: « 45 jours (à vérifier) ». */
export const marquer = (mots: string, aVerifier: boolean): string =>
  aVerifier ? `${mots} (${A_VERIFIER})` : mots
/**
 * « CPP 474, al. 1, à vérifier »: an article as it is cited outside the pages of the law, which
 * show its whole reading.
 */
export const citationMarquee = (source: Origine, le: Jour): string =>
  `${citationCourte(source, le)}${estOpposable(source) ? '' : `, ${A_VERIFIER}`}`
