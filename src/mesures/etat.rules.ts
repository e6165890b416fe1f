import { afficherJourCourt, ajouterJours, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusHorsDuTemps } from './acte.rules.ts'
import type { Auteur } from './definition.rules.ts'
import { deroulement, type MesureSuivie } from './deroulement.rules.ts'
import type { Transition } from './machine.rules.ts'
import { definitionDe, machineLe } from './nature.rules.ts'
import {
  etatVecu,
  parProvision,
  passageOpposable,
  passagesConnus,
  transitionDe,
} from './passage.rules.ts'
import { citer } from './regle.rules.ts'
import { refusDeProlonger } from './terme.rules.ts'

/**
 * Every act that the kind knows on a day, and why it cannot be done from here, so that a screen
 * explains it before the click.
 */
export function actesDe(
  mesure: MesureSuivie,
  le: Jour,
): { transition: Transition; refus: Refusal[] }[] {
  const definition = definitionDe(mesure.nature)
  if (!definition) return []
  const parActe = new Map<string, Transition>()
  for (const transition of machineLe(definition, mesure.referentiel, le).transitions)
    if (!parActe.has(transition.acte))
      parActe.set(transition.acte, transitionDe(mesure, transition.acte, le) ?? transition)
  return [...parActe.values()].map(transition => ({
    transition,
    refus: refusDAvance(mesure, transition, le),
  }))
}
/**
 * What stops an act on a day whatever is typed: where the measure stands, the times of the act, a
 * term that is to come, or that may move no further.
 */
function refusDAvance(mesure: MesureSuivie, transition: Transition, le: Jour): Refusal[] {
  const etat = refusDEtatDeMesure(mesure, transition.acte, le)
  if (etat.length > 0) return etat
  const unJourDePlus = ajouterJours(deroulement(mesure).termeLe ?? mesure.debutLe, 1)
  const auPlusCourt = refusDeProlonger(mesure, transition, {
    acte: transition.acte,
    le,
    nouvelleFinLe: unJourDePlus,
  })
  // A longer one may be long enough: only what is too long already stays so.
  return [
    ...refusAvantLeTemps(mesure, transition, le),
    ...auPlusCourt.filter(refus => refus.code !== 'duree_trop_courte'),
  ]
}

/**
 * An act is possible only from the states that the law names for it (charte: a transition not
 * allowed is a refusal that cites its article).
 */
export function refusDEtatDeMesure(mesure: MesureSuivie, acte: string, le: Jour): Refusal[] {
  const definition = definitionDe(mesure.nature)
  if (!definition)
    return [
      {
        code: 'nature_inconnue',
        message: 'Cette mesure n’est pas au référentiel : son déroulement n’est pas connu.',
      },
    ]
  const { finieLe, etat } = deroulement(mesure)
  const machine = machineLe(definition, mesure.referentiel, le)
  const possibles = passagesConnus(definition, mesure.referentiel, acte, le).map(ligne => ligne.t)
  const premiere = possibles[0]
  if (!premiere)
    return [
      {
        code: 'acte_inconnu',
        message: 'La loi ne prévoit pas cet acte pour cette mesure à cette date.',
      },
    ]
  if (transitionDe(mesure, acte, le)) return []
  const source = passageOpposable(mesure, premiere, le)
    ? { source: citer(premiere.source, le) }
    : {}
  if (finieLe)
    return [
      {
        code: 'deja_finie',
        message: `Cette mesure a pris fin le ${afficherJourCourt(finieLe)} : plus aucun acte n’y est possible.${le < finieLe ? ' Pour un acte d’avant cette fin, annulez d’abord la fin, enregistrez-le, puis enregistrez la fin de nouveau.' : ''}`,
        ...source,
      },
    ]
  const depuis = [...new Set(possibles.flatMap(transition => transition.de))].map(
    e => `« ${machine.etats[e]?.libelle ?? e} »`,
  )
  const ici = parProvision(mesure, machine)?.libelle ?? machine.etats[etat]?.libelle ?? etat
  return [
    {
      code: 'acte_impossible',
      message: `${premiere.libelle} : possible seulement quand l’état de la mesure est ${depuis.join(' ou ')}. Son état : « ${ici} ».`,
      ...source,
    },
  ]
}

/** What the times of the law say of it, where they were read. */
export const refusAvantLeTemps = (
  mesure: MesureSuivie,
  transition: Transition,
  le: Jour,
  auteur?: Auteur,
): Refusal[] =>
  passageOpposable(mesure, transition, le)
    ? refusHorsDuTemps(
        transition,
        {
          decisionLe: mesure.decisionLe,
          debutLe: mesure.debutLe,
          finInitialeLe: mesure.finInitialeLe,
          termeLe: deroulement(mesure).termeLe,
          etat: etatVecu(mesure, le),
          actes: mesure.actes,
        },
        le,
        auteur,
      )
    : []

/**
 * Only the last act that stands is undone, and once: what came after it rested on it (charte: state
 * is a record; ADR 0026).
 */
export const refusDAnnuler = (
  acte: { id: string; annuleA?: unknown },
  actes: readonly { id: string }[],
): Refusal[] => {
  if (acte.annuleA)
    return [{ code: 'deja_annule', message: 'Cet acte est déjà annulé : il n’a plus d’effet.' }]
  return actes.at(-1)?.id === acte.id
    ? []
    : [
        {
          code: 'pas_le_dernier',
          message: 'Seul le dernier acte s’annule. Annulez d’abord ceux qui le suivent.',
        },
      ]
}
