import { afficherJourCourt, aujourdhui, type Jour, lireInstant } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { numeroDeParquet } from './attente.rules.ts'
import { type CasesDites, casesDites } from './condamnation.rules.ts'
import { refusDuNumeroDeParquet } from './decision-lue.rules.ts'
import { finDe } from './duree.rules.ts'
import { refusDeMesure, type Saisie } from './mesure.rules.ts'
import { libelleDeNature } from './nature.rules.ts'
import type { ActeRejoue } from './rejeu.rules.ts'

type Semblable = {
  nature: string
  decisionLe: Jour
  juridictionId: string | null
  numeroParquet: string | null
}
/**
 * The same kind, decided the same day by the same juridiction or under the same number: probably
 * recorded twice.
 */
export function estUnDouble(semblable: Semblable, second: Semblable): boolean {
  const [sien, autre] = [
    numeroDeParquet(semblable.numeroParquet),
    numeroDeParquet(second.numeroParquet),
  ]
  const memeNumero = sien !== null && sien === autre
  return (
    semblable.nature === second.nature &&
    semblable.decisionLe === second.decisionLe &&
    (semblable.juridictionId === second.juridictionId || memeNumero)
  )
}

/**
 * A double is said before it is written; two sentences of one day are confirmed (charte C1.1:
 * nothing is counted twice).
 */
export function refusDeDouble(
  mesures: readonly Semblable[],
  donnees: Pick<Semblable, 'nature' | 'decisionLe' | 'juridictionId'> & {
    numeroParquet?: string | null | undefined
  },
  confirme: boolean,
): Refusal[] {
  if (
    confirme ||
    !mesures.some(x => estUnDouble(x, { ...donnees, numeroParquet: donnees.numeroParquet ?? null }))
  )
    return []
  const quoi = `${libelleDeNature(donnees.nature, donnees.decisionLe)}, décision du ${afficherJourCourt(donnees.decisionLe)}`
  return [
    {
      code: 'double',
      champ: 'confirme',
      message: `Ce dossier a déjà cette mesure : ${quoi}. Si c’est une autre, cochez « C’est une autre mesure ».`,
    },
  ]
}

/**
 * A correction that makes it the double of another says it too; one that was already like it was
 * confirmed when it was recorded.
 */
export function refusDeDevenirUnDouble(
  autres: readonly Semblable[],
  avant: Semblable,
  apres: Semblable,
  confirme: boolean,
): Refusal[] {
  const nouvelles = autres.filter(x => !estUnDouble(x, avant))
  return refusDeDouble(nouvelles, apres, confirme).map(refus => ({
    ...refus,
    champ: 'memeDecision',
  }))
}

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
  (Object.keys(libellesDesFaits) as (keyof FaitsEcrits)[])
    .filter(champ => avant[champ] !== apres[champ])
    .map(champ => ({ champ, avant: avant[champ], apres: apres[champ] }))

/**
 * What may be put right without the decision saying otherwise: what was noted around it, or since.
 */
const autour: readonly (keyof FaitsEcrits)[] = ['numeroParquet', 'notifieeLe', 'precisions']
export const fondements = {
  erreur_de_saisie: 'Une erreur de saisie',
  decision_rectificative: 'Une décision qui rectifie la première',
} as const
/** What a correction rests on: a mistake of entry, or the decision that put the first one right. */
export type Fondement = {
  fondement?: keyof typeof fondements | undefined
  rectificationNumero?: string | undefined
  rectificationSansNumero: boolean
  rectificationLe?: Jour | undefined
}
/** Of what a correction changes, what the decision pronounced, in words. */
export const prononcesDe = (change: readonly Changement[]): string[] =>
  change
    .filter(changement => !autour.includes(changement.champ))
    .map(changement => libellesDesFaits[changement.champ])
type Rectifiee = { decisionLe: Jour; numeroParquet?: string | null | undefined }
/**
 * What a juridiction pronounced changes because it was copied wrong, or because it decided so: one
 * or the other is said (charte C3.4).
 */
export function refusSansFondement(
  prononces: readonly string[],
  fondement: Fondement & Rectifiee,
  aujourdhui: Jour,
): Refusal[] {
  if (prononces.length > 0 && !fondement.fondement)
    return [
      {
        code: 'fondement_absent',
        champ: 'fondement',
        message: `Vous changez ce que la décision a prononcé (${prononces.join(', ')}) : dites si c’était une erreur de saisie, ou si une décision l’a rectifié.`,
      },
    ]
  return fondement.fondement === 'decision_rectificative'
    ? refusDeRectification(fondement, aujourdhui)
    : refusDEnDireTrop(fondement)
}
function refusDeRectification(
  {
    rectificationNumero: numero,
    rectificationSansNumero: sans,
    rectificationLe: le,
    decisionLe,
    numeroParquet,
  }: Fondement & Rectifiee,
  aujourdhui: Jour,
): Refusal[] {
  const refus = (code: string, champ: string, message: string): Refusal[] => [
    { code, champ, message },
  ]
  const du = `la décision rectifiée, du ${afficherJourCourt(decisionLe)}`
  return [
    ...refusDuNumeroDeParquet(numero, numeroParquet, 'rectificationNumero'),
    ...(Boolean(numero) === sans
      ? refus(
          'rectification_sans_numero',
          'rectificationNumero',
          sans
            ? 'Vous avez écrit un numéro et coché que la décision rectificative n’en porte pas : gardez l’un des deux.'
            : 'Indiquez le numéro de la décision rectificative ; si elle n’en porte pas, cochez-le.',
        )
      : []),
    ...(le === undefined
      ? refus(
          'rectification_sans_jour',
          'rectificationLe',
          'Indiquez la date de la décision rectificative.',
        )
      : []),
    ...(le && le > aujourdhui
      ? refus(
          'rectification_a_venir',
          'rectificationLe',
          `Le ${afficherJourCourt(le)} n’est pas encore venu : vérifiez la date.`,
        )
      : []),
    ...(le && le < decisionLe
      ? refus(
          'rectification_avant',
          'rectificationLe',
          `Le ${afficherJourCourt(le)} est avant ${du} : vérifiez la date.`,
        )
      : []),
  ]
}
/**
 * A rectifying decision that is described is one that was chosen: nothing that is typed is dropped
 * in silence.
 */
const refusDEnDireTrop = (fondement: Fondement): Refusal[] =>
  fondement.rectificationNumero || fondement.rectificationLe || fondement.rectificationSansNumero
    ? [
        {
          code: 'rectification_non_dite',
          champ: 'fondement',
          message: `Vous avez décrit une décision rectificative : choisissez « ${fondements.decision_rectificative} », ou effacez-la.`,
        },
      ]
    : []
/** As it is kept. */
export const fondementEcrit = (fondement: Fondement) => ({
  fondement: fondement.fondement ?? null,
  rectificationNumero: fondement.rectificationNumero ?? null,
  rectificationSansNumero: fondement.rectificationSansNumero,
  rectificationLe: fondement.rectificationLe ?? null,
})
type Fondee = {
  fondement: string | null
  rectificationNumero: string | null
  rectificationLe: Jour | null
}
/** As it is read in the history; a correction that was written before it was asked says nothing. */
export function fondementEnMots(fondee: Fondee): string | null {
  if (fondee.fondement === 'erreur_de_saisie') return 'erreur de saisie'
  if (fondee.fondement !== 'decision_rectificative') return null
  const numero = fondee.rectificationNumero ? `n° ${fondee.rectificationNumero}` : 'sans numéro'
  return `décision rectificative ${numero} du ${afficherJourCourt(fondee.rectificationLe as Jour)}`
}

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
