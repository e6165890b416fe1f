import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { numeroDeParquet } from './attente.rules.ts'
import type { Auteur } from './definition.rules.ts'
import type { Transition } from './machine.rules.ts'

// What says that a decision was read: its number, its day, who decided, and the word of whoever
// read it (ADR 0047).

const juridictionnels: readonly Auteur[] = [
  'tribunal',
  'jap',
  'tap',
  'juge_instruction',
  'jld',
  'parquet',
  'greffe',
]
/**
 * Is this act the decision of a juridiction or of a parquet, which has a number and a day? A fact
 * that one of them brings about is none.
 */
export const estUneDecision = ({ fait }: Pick<Transition, 'fait'>, auteur: string): boolean =>
  !fait && (juridictionnels as readonly string[]).includes(auteur)
type Decide = Pick<Transition, 'effet' | 'fait'>
/** Why it is written with the decision in hand. */
export function pourquoiConfirmer({ effet }: Pick<Transition, 'effet'>): string {
  if (effet === 'fin') return 'Cet acte met fin à la mesure'
  return effet === 'contenu' ? 'Cet acte change les obligations' : 'Cet acte est une décision'
}

/** The parquet number is the case's: a decision has one of its own, or none. */
export const refusDuNumeroDeParquet = (
  numero: string | undefined,
  numeroParquet: string | null | undefined,
  champ: string,
): Refusal[] =>
  numero &&
  numeroParquet &&
  numeroDeParquet(numeroCompare(numero)) === numeroDeParquet(numeroParquet)
    ? [
        {
          code: 'numero_de_parquet',
          champ,
          message: `« ${numero} » est le numéro de parquet de la mesure. Recopiez celui de la décision, minute ou ordonnance ; si elle n’en porte pas, cochez-le.`,
        },
      ]
    : []

type Lue = {
  auteur: Auteur
  numero?: string | undefined
  sansNumero?: boolean | undefined
  decisionVue?: boolean | undefined
}
/**
 * A decision is written with its number, never that of the parquet, or that it has none, and with
 * its reader's word.
 */
export function refusSansDecision(
  decide: Decide,
  { auteur, numero, sansNumero, decisionVue }: Lue,
  numeroParquet: string | null,
): Refusal[] {
  if (!estUneDecision(decide, auteur)) return []
  const refus = refusDuNumeroDeParquet(numero, numeroParquet, 'numero')
  if (!numero && !sansNumero)
    refus.push({
      code: 'numero_absent',
      champ: 'numero',
      message:
        'Indiquez le numéro de la décision, minute ou ordonnance ; si elle n’en porte pas, cochez-le.',
    })
  if (numero && sansNumero)
    refus.push({
      code: 'numero_et_sans',
      champ: 'sansNumero',
      message: `Vous avez écrit le numéro « ${numero} » et coché que la décision n’en porte pas : gardez l’un des deux.`,
    })
  if (!decisionVue)
    refus.push({
      code: 'decision_non_vue',
      champ: 'decisionVue',
      message: `${pourquoiConfirmer(decide)} : cochez « J’ai la décision sous les yeux », ou attendez de l’avoir reçue.`,
    })
  return refus
}

type Saisie = {
  auteur: Auteur
  le?: Jour | undefined
  numero?: string | undefined
  sansNumero?: boolean | undefined
  decisionLe?: Jour | undefined
  decisionJuridictionId?: string | undefined
  decisionVue?: boolean | undefined
}
type DUneJuridiction = { juridictionId: string | null }
/**
 * The decision as it was read: of one's own juridiction, or of the one that the service names. A
 * fact has none.
 */
export function decisionEcrite(
  { juridictionId }: DUneJuridiction,
  dUneJuridiction: DUneJuridiction,
  decide: Decide,
  saisie: Saisie,
) {
  if (!estUneDecision(decide, saisie.auteur))
    return {
      numero: null,
      sansNumero: false,
      decisionLe: null,
      decisionJuridictionId: null,
      decisionVue: false,
    }
  return {
    numero: saisie.numero ?? null,
    sansNumero: saisie.sansNumero ?? false,
    decisionLe: saisie.decisionLe ?? saisie.le ?? null,
    decisionJuridictionId:
      juridictionId ?? saisie.decisionJuridictionId ?? dUneJuridiction.juridictionId,
    decisionVue: saisie.decisionVue ?? false,
  }
}

type Numerotee = {
  acte: string
  numero: string | null
  sansNumero: boolean
  decisionLe: Jour | null
  decisionJuridictionId: string | null
}
/** « n° 26/123 », « 26-123 »: one number, written by two hands. */
const numeroCompare = (numero: string) =>
  numero
    .toLowerCase()
    .replace(/^n\s*°?\s*/, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join('-')
const memeNumero = (un: Numerotee, autre: Numerotee) =>
  un.numero && autre.numero
    ? numeroCompare(un.numero) === numeroCompare(autre.numero)
    : un.sansNumero && autre.sansNumero
const memeDecision = (un: Numerotee, autre: Numerotee) =>
  un.acte === autre.acte &&
  memeNumero(un, autre) &&
  un.decisionLe === autre.decisionLe &&
  un.decisionJuridictionId === autre.decisionJuridictionId
/** One decision is carried out by one such act, as long as it stands. */
export function refusDejaEnregistre(
  acte: Numerotee,
  actes: readonly (Numerotee & { le: Jour; saisiParNom: string | null })[],
): Refusal[] {
  const deja = actes.find(x => memeDecision(x, acte))
  if (!deja) return []
  const message = `Cet acte est déjà enregistré, le ${afficherJourCourt(deja.le)}, par ${deja.saisiParNom ?? 'un autre agent'} : même juridiction, même jour, même numéro. Si c’est une autre décision, vérifiez son numéro et sa date.`
  return [{ code: 'deja_enregistre', champ: 'numero', message }]
}

type Jours = { mesureDu: Jour; le?: Jour | undefined; decisionLe?: Jour | undefined }
/**
 * The day of a decision: come, not before the decision that it carries out, and not after what it
 * decides. Time alone may be stopped or counted again from a day that is past.
 */
export function refusDuJourDeDecision(
  decide: Decide,
  auteur: Auteur,
  { mesureDu, le, decisionLe }: Jours,
  aujourdhui: Jour,
): Refusal[] {
  if (!estUneDecision(decide, auteur) || !decisionLe) return []
  const refus = (code: string, message: string): Refusal[] => [
    { code, champ: 'decisionLe', message },
  ]
  const jour = afficherJourCourt(decisionLe)
  if (decisionLe > aujourdhui)
    return refus(
      'decision_a_venir',
      `Le ${jour} n’est pas encore venu : indiquez le jour de la décision.`,
    )
  if (decisionLe < mesureDu)
    return refus(
      'decision_avant_la_mesure',
      `Le ${jour} est avant la décision qui a prononcé la mesure, le ${afficherJourCourt(mesureDu)} : vérifiez la date.`,
    )
  return le && le < decisionLe && decide.effet !== 'suspend' && decide.effet !== 'reprend'
    ? refus(
        'acte_avant_sa_decision',
        `L’acte est du ${afficherJourCourt(le)}, avant sa décision du ${jour} : vérifiez les deux dates.`,
      )
    : []
}

type Ecrite = {
  auteur: string
  numero: string | null
  sansNumero: boolean
  decisionLe: Jour | null
  decisionJuridictionNom: string | null
}
function numeroEnMots({ numero, sansNumero }: Ecrite): string {
  if (numero) return `n° ${numero}`
  return sansNumero ? 'sans numéro' : '(numéro non noté)'
}
/** What is known of the decision of an act; one that was recorded before it was asked says so. */
export function decisionEnMots(
  ecrite: Ecrite,
  donnees: Pick<Transition, 'fait'> = {},
): string | null {
  if (!estUneDecision(donnees, ecrite.auteur) && !ecrite.numero) return null
  if (!ecrite.numero && !ecrite.sansNumero && !ecrite.decisionLe)
    return 'Numéro et date de la décision : non notés'
  const du = ecrite.decisionLe ? ` du ${afficherJourCourt(ecrite.decisionLe)}` : ''
  return `Décision ${numeroEnMots(ecrite)}${du}${ecrite.decisionJuridictionNom ? `, ${ecrite.decisionJuridictionNom}` : ''}`
}
