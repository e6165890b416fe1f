import type { Dated, PlusDoux, Regle, Valuee } from '../platform/law.ts'
import type { Machine } from './machine.rules.ts'

/**
 * `droit` is the law in force, by date; `egip` what the founding text proposes (charte, two
 * levels): never shown as the law.
 */
export type Referentiel = 'droit' | 'egip'

/** Who decides, acts, or has a duty in hand (charte C3.4: each delay is attributed). */
export const auteurs = {
  tribunal: 'Juridiction de jugement',
  jap: 'JAP',
  tap: 'Tribunal de l’application des peines',
  juge_instruction: 'Juge d’instruction',
  jld: 'Juge des libertés et de la détention',
  parquet: 'Parquet',
  greffe: 'Greffe',
  spip: 'SPIP',
  dspip: 'Directeur du SPIP',
  chef_etablissement: 'Chef d’établissement',
  structure: 'Structure d’accueil',
  personne: 'Personne suivie',
  loi: 'Effet de la loi',
} as const
export type Auteur = keyof typeof auteurs

export const familles = {
  peine: 'Peines',
  amenagement: 'Aménagements de peine',
  suivi: 'Suivis après la peine ou la détention',
  presentenciel: 'Avant le jugement',
  procedure: 'Procédures',
} as const
export type Famille = keyof typeof familles

export type Unite = 'heures' | 'jours' | 'mois'
/**
 * A longer maximum in a case that the law names; the decision must say it. `cle` is stored, so it
 * never names the person. `parmi`: the wider case that it was part of before the law told it apart.
 */
export type Palier = { cle: string; max: number; si: string; parmi?: string }
/**
 * What the law allows, both ends included; `null` where it sets none. Months count from quantième
 * to quantième; `minJours` where a maximum in months has a minimum in days.
 */
export type Bornes = {
  unite: Unite
  min: number | null
  max: number | null
  minJours?: number
  paliers?: readonly Palier[]
}
/**
 * A delay. `mois` and `jours` add up. `avant`: counted backward from its start. `auPlusTot`: not
 * before (the window opens then). `proroge`: given by a text of procedure to do an act, so a last
 * day on a Saturday, Sunday or public holiday goes to the next working day (CPP 801); false where
 * that text gives a time that the person spends, which nothing makes longer (ADR 0045).
 * `ouvrables`: its days are those of the week but Sunday and public holidays.
 */
export type Delai = {
  jours?: number
  ouvrables?: true
  mois?: number
  avant?: true
  auPlusTot?: { jours?: number; mois?: number }
  proroge?: boolean
}

/**
 * Up to what sentence, pronounced or left, a favour is open, in months; `recidiveMois` where the
 * law says less for who is en récidive légale.
 */
export type Seuil = { seuilMois: number; recidiveMois?: number; note?: string }
/**
 * A rule that fixes the weight of a sentence: the law of the facts, or a milder one since (CP
 * 112-1); where it does not weigh (a delay to carry it out), it says why, and the judgment selects
 * it.
 */
export type Pesee<T> = Regle<T> &
  ({ selon: 'faits'; plusDoux: PlusDoux } | { selon: 'jugement'; nePesePas: string })
/**
 * A threshold of execution: a stricter one reaches only later facts, so it says which way is milder
 * (CP 112-2, 3°).
 */
export type RegleDeSeuil = Regle<Seuil> & { selon: 'execution'; plusDoux: PlusDoux }

/**
 * A case in which the threshold is not asked, and how long the measure may then last. Where the law
 * of a day did not have it, the threshold applies. `cle` is stored.
 */
export type CasHorsSeuil = {
  cle: string
  si: string
  duree: Regle<Bornes> & { selon: 'execution' }
}
export type SeuilParAuteur = { par: Auteur; regle: RegleDeSeuil; deDroit?: true }

/**
 * From which fact a delay runs. `prononce`: the decision, or its notification to a person who was
 * absent (CPP D546-4). `acte:x`: the last act x of the measure.
 */
export type Depart = 'decision' | 'prononce' | 'debut' | 'notification' | 'terme' | `acte:${string}`
/**
 * Kinds of report that a duty asks for (CPP D575, now CPén D113-44; 723-15; 142-6): one does not
 * stand for another.
 */
export type NatureDeRapport =
  | 'evaluation'
  | 'annuel'
  | 'fin_de_mesure'
  | 'incident'
  | 'enquete'
  | 'amenagement'
/**
 * What satisfies a duty: the first such fact of that very measure in the duty's period.
 * `convocation`: before whom the person is called.
 */
export type Satisfaction =
  | 'convocation:spip'
  | 'convocation:juridiction'
  | 'convocation:tous'
  | `rapport:${NatureDeRapport}`
  | `acte:${string}`
/** What the decision says, or does not: a duty that depends on it. */
export type Condition =
  | 'execution_provisoire'
  | 'sans_execution_provisoire'
  | 'ssj_encouru'
  | 'sans_ssj_encouru'
  | 'viol_ou_atteinte'
  | 'sans_viol_ni_atteinte'
  | 'par_le_tap'
  | 'sans_tap'
  | 'apres_detention'
  | 'present_et_libre'
  | 'lieu_fixe_et_provisoire'
  | 'present_et_lieu_a_fixer'
export type Devoir = {
  /** Unique in its kind. */
  cle: string
  libelle: string
  enMain: Auteur
  depuis: Depart
  delai: Regle<Delai>
  /**
   * Several where one fact is told in several ways (a report sent from here, or the act that says
   * that it was sent).
   */
  satisfaitPar: Satisfaction | readonly Satisfaction[]
  /** Once more each time, counted from the last time that it was done. */
  tousLes?: Regle<Delai>
  /**
   * Only of a measure that lasts longer than this, from its beginning to its term. `sansTerme`:
   * without a term, this kind has no limit.
   */
  siDureeExcede?: { duree: Regle<Delai>; sansTerme?: true }
  /**
   * Only where the facts say so. `present_et_libre`: there at the end of the hearing, and not in
   * prison (CPP 474). `lieu_fixe_et_provisoire`: executory by provision, its place and hours fixed
   * by the court (D49-84, 1°).
   */
  si?: Condition
}

/**
 * Which obligations may go with a measure, from which list, and who fixes them. `controle`: the
 * measures of CP 132-44 apply; `controleChoisi`: those that the decision names alone, the law adds
 * none by itself. `seulement`: the numbers that the text opens, where it does not open the whole
 * list.
 */
export type RegimeDObligations = {
  controle: boolean
  controleChoisi?: true
  particulieres: 'cp-132-45' | 'cpp-138' | null
  seulement?: readonly string[]
  fixeesPar: readonly Auteur[]
  note?: string
}

/**
 * What a line of the sheet turns on: a fact of the measure or of the person. What is not said is
 * the ordinary case.
 */
export type CasDeFiche =
  | 'contravention'
  | 'delit'
  | 'execution_provisoire'
  | 'sans_execution_provisoire'
  | 'viol_ou_atteinte'
  | 'sans_viol_ou_atteinte'
  | 'ssj_encouru'
  | 'sans_ssj_encouru'
  | 'majeur'
  | 'rien_execute'
  | 'partie_executee'
export type LigneDeFiche = string | { si: CasDeFiche; mots: string }
/** For the person, in plain French (level A2): short sentences, « vous », no article number. */
export type Fiche = {
  cEst: readonly LigneDeFiche[]
  vousDevez: readonly LigneDeFiche[]
  /**
   * The same where the law of the day adds no measure of control by itself (CP 132-44), whose words
   * are said otherwise.
   */
  sansControle?: readonly LigneDeFiche[]
  /** What follows a convocation, or hours, missed without a reason. */
  siAbsence: readonly LigneDeFiche[]
  leSpip: readonly LigneDeFiche[]
  vosDroits: readonly LigneDeFiche[]
}

type Commune = {
  /** Id of the catalogue of law. */
  catalogue: string
  /**
   * Name over time: where there is none, the kind does not exist. What a judgment says selects it.
   */
  noms: Regle<string>
  /** Words of the field that name it, besides its names. */
  mots?: readonly string[]
  /** Who pronounces it. */
  decide: Dated<readonly Auteur[]>
  heures?: Pesee<Bornes>
  /**
   * Sentences that this aménagement may carry out, by who decides it; `deDroit`: where the law
   * gives it by itself.
   */
  seuils?: readonly SeuilParAuteur[]
  /** Cases without a threshold; the decision says them. */
  horsSeuil?: readonly CasHorsSeuil[]
  obligations: Dated<RegimeDObligations>
  machine: Valuee<Machine>
  /** Same states, under the proposal, where they differ. */
  machineEgip?: Machine
  devoirs: readonly Devoir[]
  /**
   * Other dated rules of this kind, cited and shown (thresholds, sanctions, appeals); texts for a
   * reader.
   */
  regles?: readonly Regle<string>[]
  fiche: Fiche
}
/**
 * All that the law says of one kind of measure, by date. The duration of a sentence weighs; that of
 * the rest does not.
 */
export type Definition = Commune &
  (
    | { famille: 'peine'; duree: Pesee<Bornes> }
    | { famille: Exclude<Famille, 'peine'>; duree: Regle<Bornes> }
  )
