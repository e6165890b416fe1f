import type { Citation, Dated, Proposition } from '../platform/law.ts'
import type { Auteur, Delai, Depart } from './definition.rules.ts'

/** Why a measure ends. The keys are those of the database. */
export const causesDeFin = {
  terme: 'Arrivée au terme',
  execution: 'Exécution complète',
  anticipee: 'Fin anticipée',
  revocation: 'Révocation',
  inexecution: 'Sanction de l’inexécution',
  conversion: 'Conversion',
  mainlevee: 'Mainlevée',
  retrait: 'Retrait',
  caducite: 'Caducité ou non-avenu',
  decision: 'Décision au fond',
  amnistie: 'Amnistie',
  deces: 'Décès',
  autre: 'Autre décision',
} as const
export type CauseDeFin = keyof typeof causesDeFin

export type Fois = { fois: number }
/**
 * Of an act, once the term is past: it is no more done, but from these states (`depuis`) and by who
 * is not bound to the term (`sansDelai`). `sinon`: what is recorded first or instead.
 */
export type ApresLeTerme = {
  sinon: string
  depuis?: readonly string[]
  sansDelai?: readonly Auteur[]
}
/**
 * Whose account writes an act down: the service that follows the person, or the greffe and the JAP
 * of the juridiction of the measure (ADR 0047).
 */
export const scripteurs = {
  service: 'le service qui suit la personne',
  greffe: 'le greffe de la juridiction',
  jap: 'le JAP',
} as const
export type Scripteur = keyof typeof scripteurs

/**
 * A passage from one state to another. What is not listed is refused, with the article that governs
 * the state.
 */
export type Transition = {
  /** Key of the act, stored: `suspension`, `prolongation`, `revocation_totale`… */
  acte: string
  libelle: string
  de: readonly string[]
  vers: string
  /** Who may decide it. */
  auteurs: readonly Auteur[]
  /** Who writes it down, where that does not follow from who decides it (`scripteursDe`). */
  saisiPar?: readonly Scripteur[]
  /**
   * What it does besides: suspends or resumes the term, moves it (`prolonge`: a new term is asked),
   * ends the measure, or fixes its content.
   */
  effet?: 'suspend' | 'reprend' | 'prolonge' | 'fin' | 'contenu'
  cause?: CauseDeFin
  /**
   * A fact that a juridiction brings about and does not decide: a hearing is held, a person called
   * or met. It has no number, and is not confirmed.
   */
  fait?: true
  /**
   * Not before so long after the latest of these facts that is known, or before half of the time
   * pronounced; refused where it was read, said before the click, and never where none of the facts
   * is known.
   */
  pasAvant?: { depuis: readonly Depart[]; delai: Dated<Delai | 'moitie'> }
  /** Not before the term; what to do until then, said to whoever comes too early. */
  avantLeTerme?: string
  /** Not later than so long after the term. */
  pasApresLeTerme?: Dated<Delai>
  /** What becomes of it after the term; where it does not say, it stays possible. */
  apresLeTerme?: Dated<ApresLeTerme>
  /** How many times at most in one measure (CP 132-49, until 2014). */
  foisAuPlus?: Dated<Fois>
  /** Of a prolongation: the most that one decision adds to the term. */
  parDecision?: Dated<Delai>
  /**
   * Of a prolongation: the most that it may bring the whole to, where that is not the bound of one
   * decision; null where the law sets none.
   */
  total?: Dated<Delai> | null
  /**
   * It has prison executed, and the decision says how long: `une_partie` where the whole is another
   * act, `partie_du_reste` where it is of what was left when the measure began, which lasts at
   * least as long, `tout_ou_partie` where no other act is the whole, `si_fixee` where the decision
   * may have none executed. It is asked, and is less than the sentence where it is a part.
   */
  aExecuter?: 'une_partie' | 'partie_du_reste' | 'tout_ou_partie' | 'si_fixee'
  /**
   * The term becomes the end of that whole, and no decision prolongs it any more (CPP 142-7, al.
   * 2).
   */
  porteAuTotal?: true
  source: Citation | Proposition<string>
}
export type Etat = { libelle: string; fin?: true }
export type Machine = {
  initial: string
  etats: Readonly<Record<string, Etat>>
  transitions: readonly Transition[]
  /**
   * Where the decision is executory by provision, it lives from the first day as in that state,
   * before it is executory.
   */
  parProvision?: { vers: string; libelle: string; source: Citation }
}
