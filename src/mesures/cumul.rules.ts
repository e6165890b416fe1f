import { age, ajouterMois, type Jour } from '../platform/date.ts'
import type { Regle } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import { memeDecision } from './attente.rules.ts'
import { CAS_DE_SURSIS, CAS_PERMIS, casSansSeuil, estUnCasDeSursis } from './cas-permis.rules.ts'
import { enRecidiveLegale, estUnSursisProbatoire } from './condamnation.rules.ts'
import { definitionDe } from './nature.rules.ts'
import {
  ageAuxFaitsDuTig,
  ageDUnePeine,
  ageDuTig,
  ageSansTempsDEpreuve,
  jamaisEnsemble,
  sursisAnterieurs,
  sursisAnterieursViolences,
  surveillanceExclue,
} from './referentiel/condamnation.referentiel.ts'
import { exclusionLevee } from './referentiel/suivi-renforce.referentiel.ts'
import { citationCourte, citer, valeurOpposable } from './regle.rules.ts'

/** Another measure of the dossier, and how it ended. */
export type Autre = {
  nature: string
  decisionLe: Jour
  juridictionId: string | null
  numeroParquet: string | null
  causeFin: string | null
}
/** What a dossier says besides the measure: whose it is, and what was pronounced already. */
export type Dossier = { naissanceLe: Jour | null; autres: readonly Autre[] }
/**
 * A measure as it is refused beside the others: by its kind, its decision, and what that decision
 * says.
 */
export type Prononcee = {
  nature: string
  decisionLe: Jour
  juridictionId: string | null
  numeroParquet?: string | null | undefined
  faitsLe?: Jour | undefined
  heures?: number | undefined
  palier?: string | undefined
  recidive?: boolean | undefined
  casPermis?: string | undefined
  obligations?: readonly { article?: string | null | undefined }[]
}

const decisionDe = (donnees: Pick<Autre, 'decisionLe' | 'juridictionId' | 'numeroParquet'>) => ({
  le: donnees.decisionLe,
  juridictionId: donnees.juridictionId ?? '',
  numeroParquet: donnees.numeroParquet,
})
const deLaMemeDecision = (prononcee: Prononcee, autre: Autre) =>
  prononcee.juridictionId !== null &&
  memeDecision(
    decisionDe({ ...prononcee, numeroParquet: prononcee.numeroParquet ?? null }),
    decisionDe(autre),
  )

/**
 * A suivi socio-judiciaire is not ordered at the same time as a sursis probatoire (CP art.
 * 131-36-6).
 */
function refusDEnsemble(prononcee: Prononcee, autres: readonly Autre[]): Refusal[] {
  const interdit = valeurOpposable(jamaisEnsemble.droit, prononcee.decisionLe)
  const estUnSuivi = prononcee.nature === 'suivi_socio_judiciaire'
  if (!interdit || !(estUnSuivi || estUnSursisProbatoire(prononcee.nature))) return []
  const oppose = (autre: Autre) =>
    estUnSuivi ? estUnSursisProbatoire(autre.nature) : autre.nature === 'suivi_socio_judiciaire'
  if (!autres.some(autre => oppose(autre) && deLaMemeDecision(prononcee, autre))) return []
  const deja = estUnSuivi ? 'un sursis probatoire' : 'un suivi socio-judiciaire'
  const message = `Ce dossier a déjà, pour cette décision, ${deja} : la loi ne permet pas d’ordonner les deux ensemble. Si ce sont deux décisions du même jour, écrivez leurs deux numéros de parquet.`
  return [
    {
      code: 'suivi_et_sursis',
      champ: 'nature',
      message,
      source: citer(interdit.source, prononcee.decisionLe),
    },
  ]
}

/**
 * Ends after which a conviction is deemed not to have been, or may be: it is not counted against
 * the person (CP art. 132-52, 133-9).
 */
const EFFACEES: readonly string[] = ['terme', 'caducite', 'amnistie']
/** Convictions with probation before this one, one a decision. */
function sursisDAvant(donnees: Pick<Prononcee, 'decisionLe'>, autres: readonly Autre[]): number {
  const avant = autres.filter(
    autre =>
      estUnSursisProbatoire(autre.nature) &&
      autre.decisionLe < donnees.decisionLe &&
      !EFFACEES.includes(autre.causeFin ?? ''),
  )
  return avant.filter(
    (autre, i) =>
      !avant.slice(0, i).some(second => memeDecision(decisionDe(autre), decisionDe(second))),
  ).length
}
/**
 * A suivi renforcé is not excluded by what was pronounced before (CP art. 132-41-1, al. 2). It is
 * itself a sursis probatoire (al. 1), and counts against a later one.
 */
const leveeDExclusion = ({ nature, decisionLe }: Pick<Prononcee, 'nature' | 'decisionLe'>) =>
  nature === 'sursis_probatoire_renforce' ? valeurOpposable(exclusionLevee.droit, decisionLe) : null
/**
 * Cases to choose from: those without a threshold, those of another sursis where the dossier has
 * one already, and the one that was said.
 */
export function casPermisDe(
  donnees: Pick<Prononcee, 'nature' | 'decisionLe' | 'casPermis'>,
  autres: readonly Autre[],
): { value: string; label: string }[] {
  const deSursis =
    estUnSursisProbatoire(donnees.nature) &&
    !leveeDExclusion(donnees) &&
    sursisDAvant(donnees, autres) > 0
  const offerts = [...casSansSeuil(donnees.nature), ...(deSursis ? CAS_DE_SURSIS : [])]
  return [
    ...offerts,
    ...CAS_PERMIS.filter(
      ligne =>
        ligne.value === donnees.casPermis && !offerts.some(offert => offert.value === ligne.value),
    ),
  ]
}

/**
 * En état de récidive légale, after two convictions with probation for the same offences, there is
 * no third (CP art. 132-41, last al.).
 */
function refusDeRepetition(prononcee: Prononcee, autres: readonly Autre[]): Refusal[] {
  const maximum = valeurOpposable(sursisAnterieurs.droit, prononcee.decisionLe)
  if (!maximum || !estUnSursisProbatoire(prononcee.nature) || !enRecidiveLegale(prononcee))
    return []
  if (estUnCasDeSursis(prononcee.casPermis) || leveeDExclusion(prononcee)) return []
  const precedents = sursisDAvant(prononcee, autres)
  if (precedents < maximum.value) return []
  const message = `Condamnations avec sursis probatoire déjà dans ce dossier : ${precedents}. En état de récidive légale, la loi n’en permet pas d’autre après ${maximum.value} pour des délits identiques ou assimilés. Si la décision est dans un cas permis, choisissez-le.`
  return [
    {
      code: 'sursis_repete',
      champ: 'casPermis',
      message,
      source: citer(maximum.source, prononcee.decisionLe),
    },
  ]
}

/** The number of the list that is a TIG, since 2020 (CP art. 132-45). */
const TIG_COMME_OBLIGATION = /132-45, 21°$/
export const comporteUnTig = (prononcee: Prononcee): boolean =>
  prononcee.nature === 'tig' ||
  prononcee.nature === 'sursis_tig' ||
  (estUnSursisProbatoire(prononcee.nature) &&
    (prononcee.heures !== undefined ||
      (prononcee.obligations ?? []).some(obligation =>
        TIG_COMME_OBLIGATION.test(obligation.article ?? ''),
      )))
const refusDAge = ({
  regle,
  code,
  ans,
  le,
  quoi,
}: {
  regle: Regle<number>
  code: string
  ans: number | null
  le: Jour
  quoi: (minimum: number) => string
}): Refusal[] => {
  const minimum = valeurOpposable(regle.droit, le)
  if (!minimum || ans === null || ans >= minimum.value) return []
  return [
    { code, champ: 'nature', message: quoi(minimum.value), source: citer(minimum.source, le) },
  ]
}
/**
 * Work may be ordered of a minor from an age only, and no sentence of a child (CJPM art. L122-1,
 * L11-4).
 */
function refusDUnMineur(prononcee: Prononcee, naissanceLe: Jour | null): Refusal[] {
  const [decision, faits] = [prononcee.decisionLe, prononcee.faitsLe].map(le =>
    naissanceLe && le ? age(naissanceLe, le) : null,
  ) as [number | null, number | null]
  const peine = definitionDe(prononcee.nature)?.famille === 'peine'
  return [
    ...(peine
      ? refusDAge({
          regle: ageDUnePeine,
          code: 'peine_trop_jeune',
          ans: decision,
          le: prononcee.decisionLe,
          quoi: nombre =>
            `La personne a ${decision} ans le jour de la décision : aucune peine n’est possible avant ${nombre} ans.`,
        })
      : []),
    ...(comporteUnTig(prononcee)
      ? [
          ...refusDAge({
            regle: ageDuTig,
            code: 'tig_trop_jeune',
            ans: decision,
            le: prononcee.decisionLe,
            quoi: nombre =>
              `La personne a ${decision} ans le jour de la décision : un travail d’intérêt général demande ${nombre} ans.`,
          }),
          ...refusDAge({
            regle: ageAuxFaitsDuTig,
            code: 'tig_trop_jeune_aux_faits',
            ans: faits,
            le: prononcee.decisionLe,
            quoi: nombre =>
              `La personne avait ${faits} ans le jour des faits : un travail d’intérêt général demande ${nombre} ans à cette date.`,
          }),
        ]
      : []),
  ]
}

/**
 * What stops a measure beside the others of its dossier, and for the age of the person; unknown,
 * nothing is refused.
 */
export const refusDansLeDossier = (
  prononcee: Prononcee,
  { naissanceLe, autres }: Dossier,
): Refusal[] => [
  ...refusDUnMineur(prononcee, naissanceLe),
  ...refusDEnsemble(prononcee, autres),
  ...refusDeRepetition(prononcee, autres),
]
/** Of a correction, only what it brings: what was refused already was decided so. */
export function refusQuiSAjoutent(avant: Prononcee, apres: Prononcee, dossier: Dossier): Refusal[] {
  const deja = new Set(refusDansLeDossier(avant, dossier).map(refus => refus.code))
  return refusDansLeDossier(apres, dossier).filter(refus => !deja.has(refus.code))
}

/**
 * Whether that suivi or that release concerns the same sentence is not said: it is read, and
 * refuses nothing (CPP art. 723-36).
 */
function mentionsDeLaSurveillance(
  { nature, decisionLe }: Prononcee,
  autres: readonly Autre[],
): string[] {
  const exclue =
    nature === 'surveillance_judiciaire'
      ? valeurOpposable(surveillanceExclue.droit, decisionLe)
      : null
  const enCours = autres.some(
    autre =>
      ['suivi_socio_judiciaire', 'liberation_conditionnelle'].includes(autre.nature) &&
      autre.causeFin === null,
  )
  return exclue && enCours
    ? [
        `${exclue.value} Ce dossier en a un en cours : vérifiez (${citationCourte(exclue.source, decisionLe)}).`,
      ]
    : []
}
/**
 * What the law says of this person or this dossier, and refuses nothing: read on the form (CP art.
 * 132-41; CPP art. 729, 723-36).
 */
export function mentionsDuDossier(
  prononcee: Prononcee,
  { naissanceLe, autres }: Dossier,
): string[] {
  const le = prononcee.decisionLe
  const [violences, tempsDEpreuve] = [
    valeurOpposable(sursisAnterieursViolences.droit, le),
    valeurOpposable(ageSansTempsDEpreuve.droit, le),
  ]
  const precedents = estUnSursisProbatoire(prononcee.nature) ? sursisDAvant(prononcee, autres) : 0
  const levee = leveeDExclusion(prononcee)
  const deja = `Condamnations avec sursis probatoire déjà dans ce dossier : ${precedents}.`
  return [
    ...mentionsDeLaSurveillance(prononcee, autres),
    ...(levee && precedents > 0
      ? [`${deja} Elles n’excluent pas un suivi renforcé (${citationCourte(levee.source, le)}).`]
      : []),
    ...(violences && !levee && precedents >= violences.value
      ? [
          `${deja} En état de récidive légale, il n’y en a pas d’autre après deux pour des délits identiques ou assimilés, ni après une seule pour un crime, des violences, une agression ou une atteinte sexuelle (${citationCourte(violences.source, le)}).`,
        ]
      : []),
    ...(prononcee.nature === 'liberation_conditionnelle' &&
    tempsDEpreuve &&
    naissanceLe &&
    ajouterMois(naissanceLe, tempsDEpreuve.value * 12) < le
      ? [
          `La personne a plus de ${tempsDEpreuve.value} ans : aucune part de la peine n’est exigée (${citationCourte(tempsDEpreuve.source, le)}).`,
        ]
      : []),
  ]
}
