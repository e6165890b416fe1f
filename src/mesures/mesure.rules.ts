import type { Jour } from '../platform/date.ts'
import { nExistePas, type Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import { finDe, refusDeDuree, refusDHeures } from './duree.rules.ts'
import type { Temps } from './loi-plus-douce.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import { estUneProposition, referentielDe } from './nature.rules.ts'
import { itemDe, premierePhrase } from './obligation.rules.ts'
import { dureeDe, heuresDe, refusDePeine } from './peine.rules.ts'
import { refusDObligation } from './regime.rules.ts'
import { citer, opposableLe } from './regle.rules.ts'
import { refusDeSeuil } from './seuil.rules.ts'

/**
 * Documents that a service waits for when a measure arrives (terrain §1.7: people arrive without
 * documents).
 */
export const piecesHabituelles = [
  'Jugement ou décision',
  'Procès-verbal de notification',
  'Casier judiciaire B1',
  'Enquête ou expertise versée au dossier',
] as const

type Obligation = { article?: string | null | undefined }
export type Saisie = {
  nature: CleNature
  decisionLe: Jour
  debutLe: Jour
  finLe?: Jour | undefined
  faitsLe?: Jour | undefined
  notifieeLe?: Jour | undefined
  dureeMois?: number | undefined
  heures?: number | undefined
  palier?: string | undefined
  /**
   * Months of the prison sentence that is suspended, aménagée or converted; what is not said below
   * refuses nothing.
   */
  peineMois?: number | undefined
  /** État de récidive légale, said by the decision. */
  recidive?: boolean | undefined
  /** A suivi socio-judiciaire was incurred. */
  ssjEncouru?: boolean | undefined
  /** The offence is a contravention of the fifth class. */
  contravention?: boolean | undefined
  /**
   * One of the offences of CPP D534-1: the person set free conditionally is called within eight
   * days.
   */
  violOuAtteinte?: boolean | undefined
  /**
   * Granted by the tribunal de l’application des peines, before which its debate is then held (CPP
   * 712-7, 712-19).
   */
  parLeTap?: boolean | undefined
  /** No prison sentence comes before it: nothing runs from a release (CPP 763-7-1). */
  sansDetention?: boolean | undefined
  /** A libération sous contrainte that the law gives by itself (CPP 720, II). */
  deDroit?: boolean | undefined
  /**
   * The case in which the law allows what it otherwise excludes beside the other measures (CP
   * 132-41).
   */
  casPermis?: string | undefined
  obligations?: readonly Obligation[]
}

/**
 * The days between which the versions of a rule are compared: facts to judgment, or the one day
 * that selects it; facts not known leave the decision.
 */
const tempsDe = (selon: Regle<unknown>['selon'], saisie: Saisie): Jour | Temps => {
  if (selon === 'faits') return { du: saisie.faitsLe ?? saisie.decisionLe, au: saisie.decisionLe }
  return selon === 'execution' ? saisie.debutLe : saisie.decisionLe
}

/**
 * A measure exists only if its kind existed on the day of the decision, and its dates follow each
 * other (nature.referentiel; art. cited there).
 */
export function refusDeMesure(saisie: Saisie): Refusal[] {
  const { nature, decisionLe, debutLe } = saisie
  const referentiel = referentielDe(nature)
  const { noms } = natures[nature]
  const duree = dureeDe(saisie, natures[nature].duree)
  const heures = heuresDe(saisie, natures[nature].heures)
  const refus: Refusal[] = []
  const existence = opposableLe<string>(noms, decisionLe, referentiel)
  if (existence?.value === nExistePas)
    refus.push({
      code: 'nature_inexistante',
      champ: 'nature',
      message: 'Cette mesure n’existait pas à la date de la décision.',
      source: citer(existence.source, decisionLe),
    })
  const fin = finDe(saisie)
  if (fin && fin < debutLe)
    refus.push({ code: 'fin_avant_debut', champ: 'finLe', message: 'La fin est avant le début.' })
  return [
    ...refus,
    ...refusDesFaits(saisie),
    ...(fin && fin < debutLe
      ? []
      : refusDeDuree(duree, saisie, tempsDe(duree.selon, saisie), referentiel)),
    ...refusDHeures(heures, {
      heures: saisie.heures,
      quand: tempsDe(heures?.selon ?? 'jugement', saisie),
      referentiel,
      palier: saisie.palier,
    }),
    ...refusDePeine(saisie),
    ...refusDeSeuil(natures[nature], saisie, referentiel),
    ...(saisie.obligations ?? []).flatMap((obligation, i) =>
      refusDObligation(nature, obligation, decisionLe, `obligations.${i}.article`),
    ),
    ...refusDeContenuDAvance(nature, saisie.obligations ?? []),
  ]
}

/**
 * The days of a measure follow each other: facts, decision, notification, start (charte: each delay
 * has its fact).
 */
export function refusDesFaits(
  donnees: Pick<Saisie, 'decisionLe' | 'debutLe' | 'faitsLe' | 'notifieeLe'>,
): Refusal[] {
  const refus: Refusal[] = []
  if (donnees.debutLe < donnees.decisionLe)
    refus.push({
      code: 'debut_avant_decision',
      champ: 'debutLe',
      message: 'La mesure ne peut pas commencer avant la décision.',
    })
  if (donnees.faitsLe && donnees.faitsLe > donnees.decisionLe)
    refus.push({
      code: 'faits_apres_decision',
      champ: 'faitsLe',
      message: 'Les faits ne peuvent pas être postérieurs à la décision.',
    })
  if (donnees.notifieeLe && donnees.notifieeLe < donnees.decisionLe)
    refus.push({
      code: 'notification_avant_decision',
      champ: 'notifieeLe',
      message: 'La notification ne peut pas être antérieure à la décision.',
    })
  return refus
}

type Passes = Pick<Saisie, 'decisionLe' | 'faitsLe' | 'notifieeLe'>
/** What a measure says has happened has happened: only its start may be to come. */
export const refusDAvenir = (
  { decisionLe, faitsLe, notifieeLe }: Passes,
  aujourdhui: Jour,
): Refusal[] =>
  [
    {
      champ: 'decisionLe',
      le: decisionLe,
      message: 'La décision est dans l’avenir : une mesure s’enregistre quand elle est prononcée.',
    },
    { champ: 'faitsLe', le: faitsLe, message: 'La date des faits est dans l’avenir.' },
    {
      champ: 'notifieeLe',
      le: notifieeLe,
      message: 'La notification est dans l’avenir : notez-la quand elle a eu lieu.',
    },
  ].flatMap(({ champ, le, message }) =>
    le && le > aujourdhui ? [{ code: 'date_a_venir', champ, message }] : [],
  )

/**
 * The proposed probation sentence is pronounced with a duration only: its content follows the
 * evaluation of the SPIP (charte C4.1).
 */
function refusDeContenuDAvance(nature: CleNature, obligations: readonly Obligation[]): Refusal[] {
  if (!estUneProposition(nature) || obligations.length === 0) return []
  return [
    {
      code: 'contenu_avant_evaluation',
      champ: 'obligations',
      message:
        'Cette peine est prononcée avec une durée seulement : son contenu est fixé après l’évaluation du SPIP.',
      source: citer({ value: null, charte: 'C4.1' }, '2026-01-01'),
    },
  ]
}

/**
 * What only the proposal knows is recorded where every dossier is invented, never beside real ones
 * (charte, two levels).
 */
export const refusDeProposition = (nature: CleNature, demonstration: boolean): Refusal[] =>
  estUneProposition(nature) && !demonstration
    ? [
        {
          code: 'proposition_hors_demonstration',
          champ: 'nature',
          message:
            'Cette peine est une proposition, pas le droit en vigueur : elle ne s’enregistre que dans une base de démonstration.',
          source: citer({ value: null, charte: 'C4.1' }, '2026-01-01'),
        },
      ]
    : []

type Ecrite = {
  article?: string | null | undefined
  libelle?: string | undefined
  precisions?: string | null | undefined
}
/**
 * An obligation as it is kept: a number of the list with the words of the law on the day of the
 * decision, or the decision's own words.
 */
export function obligationComplete(
  ecrite: Ecrite,
  le: Jour,
): { article: string | null; libelle: string; precisions: string | null } {
  const item = ecrite.article ? itemDe(ecrite.article, le) : null
  const mots = ecrite.libelle?.trim() || null
  const loi = item?.texte ? premierePhrase(item.texte) : null
  return {
    article: item ? `${item.liste}, ${item.numero}` : null,
    libelle: loi ?? mots ?? (ecrite.article ?? '').trim(),
    // Words beside a number say more of it, they do not take its place.
    precisions: ecrite.precisions?.trim() || (loi !== null && mots !== loi ? mots : null),
  }
}
export const ligneDObligation = (
  dossierId: string,
  mesureId: string,
  donnees: ReturnType<typeof obligationComplete>,
  i: number,
) => ({
  ...donnees,
  dossierId,
  mesureId,
  rang: i + 1,
})
/** What the second of two writers on one measure is told. */
export const ENTRETEMPS =
  'Un autre agent vient d’enregistrer un changement sur cette mesure. Ce que vous avez écrit est encore ici : vérifiez, puis enregistrez de nouveau.'
