import { afficherJourCourt, aujourdhui, type Jour, lireInstant } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'
import { numeroDeParquet } from './attente.rules.ts'
import { type CasesDites, casesDites } from './condamnation.rules.ts'
import { finDe } from './duree.rules.ts'
import { refusDeMesure, type Saisie } from './mesure.rules.ts'
import type { ActeRejoue } from './rejeu.rules.ts'

type Histoire<C, R> = { corrections: C[]; retraits: R[] }
/** A day of history is the service's, not that of UTC. */
export const auJourDuService = <C extends { a: string }, R extends { retireA: string }>(
  histoire: Histoire<C, R>,
  fuseau: string,
): Histoire<C, R> => ({
  corrections: histoire.corrections.map(correction => ({
    ...correction,
    a: aujourdhui(lireInstant(correction.a), fuseau),
  })),
  retraits: histoire.retraits.map(retrait => ({
    ...retrait,
    retireA: aujourdhui(lireInstant(retrait.retireA), fuseau),
  })),
})

/** The facts of a measure, as a person records and corrects them. */
export type FaitsCorriges = Omit<Saisie, 'obligations' | 'nature'> & {
  nature: Saisie['nature']
  juridictionId: string
  numeroParquet?: string | undefined
  executionProvisoire: boolean
  precisions?: string | undefined
}
type Valeur = string | number | boolean | null
export type FaitsEcrits = CasesDites & {
  nature: string
  juridictionId: string | null
  numeroParquet: string | null
  decisionLe: Jour
  debutLe: Jour
  finLe: Jour | null
  dureeMois: number | null
  heures: number | null
  palier: string | null
  peineMois: number | null
  casPermis: string | null
  faitsLe: Jour | null
  notifieeLe: Jour | null
  executionProvisoire: boolean
  precisions: string | null
}
export const libellesDesFaits: Record<keyof FaitsEcrits, string> = {
  nature: 'Mesure',
  juridictionId: 'Juridiction',
  numeroParquet: 'N° de parquet',
  decisionLe: 'Décision',
  debutLe: 'Début',
  finLe: 'Terme prononcé',
  dureeMois: 'Durée prononcée, en mois',
  heures: 'Heures de travail',
  palier: 'Cas visé par la décision',
  peineMois: 'Peine d’emprisonnement, en mois',
  recidive: 'État de récidive légale',
  ssjEncouru: 'Suivi socio-judiciaire encouru',
  contravention: 'Contravention',
  violOuAtteinte: 'Infraction qui demande une convocation en huit jours',
  parLeTap: 'Accordée par le tribunal de l’application des peines',
  sansDetention: 'Sans peine de prison à exécuter',
  deDroit: 'De plein droit',
  casPermis: 'Cas prévu par la loi',
  faitsLe: 'Date des faits',
  notifieeLe: 'Notification',
  executionProvisoire: 'Exécution provisoire',
  precisions: 'Précisions',
}
/** As it is kept: the term follows the start and the months, where no last day was typed. */
export const enFaits = (faits: FaitsCorriges): FaitsEcrits => ({
  nature: faits.nature,
  juridictionId: faits.juridictionId,
  numeroParquet: numeroDeParquet(faits.numeroParquet),
  decisionLe: faits.decisionLe,
  debutLe: faits.debutLe,
  finLe: finDe(faits) ?? null,
  dureeMois: faits.dureeMois ?? null,
  heures: faits.heures ?? null,
  palier: faits.palier ?? null,
  peineMois: faits.peineMois ?? null,
  ...casesDites(faits),
  casPermis: faits.casPermis ?? null,
  faitsLe: faits.faitsLe ?? null,
  notifieeLe: faits.notifieeLe ?? null,
  executionProvisoire: faits.executionProvisoire,
  precisions: faits.precisions ?? null,
})

export type Changement = { champ: keyof FaitsEcrits; avant: Valeur; apres: Valeur }
/** What a correction changes, field by field; empty when nothing does. */
export const changements = (avant: FaitsEcrits, apres: FaitsEcrits): Changement[] =>
  motsDe(libellesDesFaits)
    .filter(champ => avant[champ] !== apres[champ])
    .map(champ => ({ champ, avant: avant[champ], apres: apres[champ] }))

/**
 * What may be put right without the decision saying otherwise: what was noted around it, or since.
 */
const autour: readonly (keyof FaitsEcrits)[] = ['numeroParquet', 'notifieeLe', 'precisions']
/** Of what a correction changes, what the decision pronounced, in words. */
export const prononcesDe = (change: readonly Changement[]): string[] =>
  change
    .filter(changement => !autour.includes(changement.champ))
    .map(changement => libellesDesFaits[changement.champ])

/** What was shown to be confirmed: a confirmation is of these changes, not of others. */
export const empreinteDe = (change: readonly Changement[]): string =>
  JSON.stringify(change.map(changement => [changement.champ, changement.avant, changement.apres]))

/**
 * What moves deadlines, périmètre or convocations is seen before it is confirmed (charte C3.4:
 * nobody's term moves in silence).
 */
const deplacent: readonly (keyof FaitsEcrits)[] = [
  'nature',
  'juridictionId',
  'decisionLe',
  'debutLe',
  'finLe',
]
export const refusSansConfirmer = (
  change: readonly Changement[],
  confirme: boolean,
  montre?: string,
): Refusal[] =>
  (confirme && (montre === undefined || montre === empreinteDe(change))) ||
  !change.some(changement => deplacent.includes(changement.champ))
    ? []
    : [
        {
          code: 'a_confirmer',
          champ: 'confirme',
          message: 'Lisez ce qui change, puis cochez « C’est bien ce que je veux corriger ».',
        },
      ]

/**
 * A correction is refused where the corrected measure would be, for a reason that it did not have;
 * its acts are replayed apart (rejeu.rules).
 */
export function refusDeCorriger(
  avant: Saisie,
  apres: Saisie,
  actes: readonly ActeRejoue[],
  change: readonly Changement[],
): Refusal[] {
  if (change.length === 0)
    return [{ code: 'rien_ne_change', message: 'Rien n’a changé : corrigez au moins un champ.' }]
  const deja = new Set(refusDeMesure(avant).map(cleDeRefus))
  const refus = refusDeMesure(apres).filter(unRefus => !deja.has(cleDeRefus(unRefus)))
  const premier = actes[0]
  if (premier && avant.nature !== apres.nature)
    refus.push({
      code: 'actes_deja',
      champ: 'nature',
      message:
        'Cette mesure a des actes, qui suivent les règles de sa nature : annulez-les d’abord, ou retirez la mesure.',
    })
  const plusTot = actes
    .flatMap(acte => [acte.le, ...(acte.decisionLe ? [acte.decisionLe] : [])])
    .sort()
    .at(0)
  if (plusTot && plusTot < apres.decisionLe && avant.decisionLe !== apres.decisionLe)
    refus.push({
      code: 'acte_avant_decision',
      champ: 'decisionLe',
      message: `Un acte, ou sa décision, est du ${afficherJourCourt(plusTot)} : la décision de la mesure ne peut pas être après.`,
    })
  return refus
}

/** One obligation that was refused before does not excuse another. */
const cleDeRefus = (refus: Refusal): string =>
  refus.champ?.startsWith('obligations.') ? `${refus.code} ${refus.champ}` : refus.code

/** What the undoing of a fact gave back, counted; nothing where it had cancelled nothing. */
export function renduesDites({ rendues, aDecider }: { rendues: number; aDecider: number }): string {
  const de = (nombre: number, une: string, plusieurs: string) =>
    nombre === 0 ? '' : ` ${nombre === 1 ? une : `${nombre} ${plusieurs}`}`
  return [
    de(
      rendues,
      'Une convocation qui était annulée est rétablie.',
      'convocations qui étaient annulées sont rétablies.',
    ),
    de(
      aDecider,
      'Une convocation n’a pas pu être rétablie : elle attend dans « Convocations à décider ».',
      'convocations n’ont pas pu être rétablies : elles attendent dans « Convocations à décider ».',
    ),
  ].join('')
}
