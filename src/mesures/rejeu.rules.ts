import { afficherJourCourt, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { termeDepuis } from './debut.rules.ts'
import type { Auteur } from './definition.rules.ts'
import type { ActeFait, ActeSaisi, MesureSuivie } from './deroulement.rules.ts'
import { actesPosterieurs, refusDActe } from './jour-d-acte.rules.ts'
import { etatApres, libelleDActe, transitionDe } from './passage.rules.ts'
import { termeApres } from './terme.rules.ts'

// The acts of a measure carried out again, in their order, from facts that a correction changes
// (charte C3.4).

export type ActeRejoue = ActeFait & {
  id: string
  debutLe: Jour | null
  decisionLe?: Jour | null
  auteur?: string
}
type Pas = { acte: ActeRejoue; avant: MesureSuivie; termeLe: Jour | null }

/**
 * Each act with the measure as it finds it, and its term counted again; a prolongation keeps the
 * day that its decision names.
 */
function pasAPas(mesure: MesureSuivie, actes: readonly ActeRejoue[]): Pas[] {
  let courante: MesureSuivie = { ...mesure, actes: [] }
  return actes.map(acte => {
    const avant = courante
    const termeLe = termeDeLActe(avant, acte)
    courante = {
      ...avant,
      debutLe: acte.debutLe ?? avant.debutLe,
      actes: [...avant.actes, { ...acte, termeLe }],
    }
    return { acte, avant, termeLe }
  })
}
function termeDeLActe(mesure: MesureSuivie, acte: ActeRejoue): Jour | null {
  if (acte.debutLe) return termeDepuis(mesure, acte.debutLe)
  const transition = transitionDe(mesure, acte.acte, acte.le)
  if (!transition) return acte.termeLe
  const nouvelleFinLe = acte.termeLe ?? undefined
  return termeApres(mesure, transition, {
    acte: acte.acte,
    le: acte.le,
    auteur: transition.auteurs[0] ?? 'loi',
    nouvelleFinLe,
  })
}

/** Terms of the acts, counted again from corrected facts. */
export const rejouer = (
  mesure: MesureSuivie,
  actes: readonly ActeRejoue[],
): { id: string; termeLe: Jour | null }[] =>
  pasAPas(mesure, actes).map(({ acte, termeLe }) => ({ id: acte.id, termeLe }))

/** Said by the correction itself, for the day of the decision. */
const DEJA_DIT = 'acte_avant_decision'
/** What each act would be refused for, were it recorded today on this measure. */
const refusDesActes = (mesure: MesureSuivie, actes: readonly ActeRejoue[]) =>
  pasAPas(mesure, actes).flatMap(({ acte, avant }) => {
    const saisi = {
      acte: acte.acte,
      le: acte.le,
      auteur: acte.auteur as Auteur | undefined,
      nouvelleFinLe: acte.termeLe ?? undefined,
      partieMois: acte.partieMois,
      partieJours: acte.partieJours,
    }
    return refusDActe(avant, saisi, saisi.le)
      .filter(refus => refus.code !== DEJA_DIT)
      .map(refus => ({ acte, refus }))
  })

const ENREGISTREZ_DE_NOUVEAU =
  'Si la correction est juste, annulez d’abord cet acte, corrigez, puis enregistrez-le de nouveau.'
/** Where it would not be recorded again, nobody is told to undo it as if it would. */
const ilNeReviendraPas: Record<string, string> = {
  terme_passe:
    'Si la correction est juste, annulez d’abord cet acte : il ne s’enregistrera plus après ce terme.',
  partie_trop_longue:
    'N’annulez rien : sous cette peine, il ne s’enregistrerait plus. Demandez à la juridiction laquelle des deux décisions est à corriger.',
}
const siLaCorrectionEstJuste = ({ code }: Refusal): string =>
  ilNeReviendraPas[code] ?? ENREGISTREZ_DE_NOUVEAU
/**
 * A correction after which an act that stands would be refused, and was not before, is refused: a
 * prolongation would shorten, or go beyond what the law allows. `champ` is the field to which that
 * is said.
 */
export function refusDesActesQuiSuivent(
  avant: MesureSuivie,
  apres: MesureSuivie,
  actes: readonly ActeRejoue[],
  champ: string,
): Refusal[] {
  if (avant.nature !== apres.nature) return []
  const cle = ({ acte, refus }: { acte: ActeRejoue; refus: Refusal }) => `${acte.id} ${refus.code}`
  const deja = new Set(refusDesActes(avant, actes).map(cle))
  return refusDesActes(apres, actes)
    .filter(ligne => !deja.has(cle(ligne)))
    .map(({ acte, refus }) => ({
      code: 'acte_ne_suit_plus',
      champ,
      message: `${libelleDActe(apres.nature, acte)}, le ${afficherJourCourt(acte.le)}, ne serait plus possible. ${refus.message} ${siLaCorrectionEstJuste(refus)}`,
      ...(refus.source ? { source: refus.source } : {}),
    }))
}

/**
 * Of the acts before which a decision received late would have to be put, those that would be
 * refused after it, each with why.
 */
export function neSuivraientPlus(
  mesure: MesureSuivie,
  tardif: ActeSaisi,
): { acte: ActeFait; refus: Refusal }[] {
  const actes: ActeRejoue[] = mesure.actes.map((x, i) => ({ debutLe: null, ...x, id: `${i}` }))
  const apres = actesPosterieurs(actes, tardif.le)
  const jusque = actes.filter(x => !apres.includes(x))
  const avant: MesureSuivie = { ...mesure, actes: jusque }
  const transition = transitionDe(avant, tardif.acte, tardif.le)
  if (!transition) return []
  const vers = etatApres(avant, transition, tardif.le)
  const saisi: ActeRejoue = {
    acte: tardif.acte,
    le: tardif.le,
    vers,
    termeLe: termeApres(avant, transition, tardif),
    causeFin: transition.cause ?? null,
    id: 'saisi',
    debutLe: null,
  }
  const deja = new Set(
    refusDesActes(mesure, actes).map(({ acte, refus }) => `${acte.id} ${refus.code}`),
  )
  return refusDesActes(mesure, [...jusque, saisi, ...apres]).filter(
    ({ acte, refus }) => apres.includes(acte) && !deja.has(`${acte.id} ${refus.code}`),
  )
}
