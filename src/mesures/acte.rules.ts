import { afficherJourCourt, ajouterJours, type Jour, joursEntre } from '../platform/date.ts'
import type { Dated } from '../platform/law.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Auteur, Delai, Depart } from './definition.rules.ts'
import {
  ajouter,
  delaiEnMots,
  dernierJourPartout,
  type JoursDeDepart,
  jourDeDepart,
} from './delai.rules.ts'
import type { ApresLeTerme, Fois, Transition } from './machine.rules.ts'
import { citer, type Opposable, type SourceOpposable, valeurOpposable } from './regle.rules.ts'

// The times of an act: the day before which the law forbids it, and the most that a decision may
// add (CPP 744, 713-43, 142-7; ADR 0042).

type Attente = Delai | Fois | 'moitie' | ApresLeTerme

/** What an act is counted from: the days of its measure that are known. */
export type JoursDeLaMesure = Omit<JoursDeDepart, 'notifieeLe'> & {
  /** The last day, as it was pronounced. */
  finInitialeLe: Jour | null
  /** The state in which it lives. */
  etat: string
}
function depart(depuis: readonly Depart[], jours: JoursDeLaMesure): Jour | null {
  const connus = depuis
    .flatMap(depart => jourDeDepart(depart, { ...jours, notifieeLe: null }) ?? [])
    .sort()
  return connus.at(-1) ?? null
}
/** Half of the time pronounced, the odd day in favour of the person. */
function moitieDepuis(le: Jour, { debutLe, finInitialeLe }: JoursDeLaMesure): Jour | null {
  return finInitialeLe && ajouterJours(le, Math.floor(joursEntre(debutLe, finInitialeLe) / 2))
}

export function attenteEnMots(attente: Attente): string {
  if (attente === 'moitie') return 'la moitié de la peine prononcée'
  if ('sinon' in attente)
    return attente.depuis ? 'seulement si le juge a été saisi' : 'plus possible'
  return 'fois' in attente ? `${attente.fois} fois` : delaiEnMots(attente)
}
const refusDuTemps = (
  code: string,
  message: string,
  source: SourceOpposable,
  le: Jour,
): Refusal[] => [{ code, champ: 'le', message, source: citer(source, le) }]
/**
 * An act out of its time is refused with the day on which it opens, or closed (CPP 744, 713-45,
 * 713-43, 763-6; 712-20), as one done too often (CP 132-49).
 */
export const refusHorsDuTemps = (
  transition: Transition,
  jours: JoursDeLaMesure,
  le: Jour,
  auteur?: Auteur,
): Refusal[] => [
  ...avantLeTerme(transition, jours, le),
  ...apresLeTerme(transition, jours, le, auteur),
  ...tropTot(transition, jours, le),
  ...tropTard(transition, jours, le),
  ...tropSouvent(transition, jours, le),
]
function avantLeTerme(transition: Transition, { termeLe }: JoursDeLaMesure, le: Jour): Refusal[] {
  const auTerme =
    transition.avantLeTerme &&
    `cet acte s’enregistre à partir de ce jour. ${transition.avantLeTerme}`
  const suite =
    transition.cause === 'terme' ? 'avant cette date, c’est une fin anticipée.' : auTerme
  if (!suite || !termeLe || le >= termeLe) return []
  const message = `Le terme est le ${afficherJourCourt(termeLe)} : ${suite}`
  return [{ code: 'terme_pas_atteint', champ: 'le', message, source: citer(transition.source, le) }]
}
/**
 * Once the term is past nothing runs that could be moved: what was to be recorded is said, and who
 * decides in time is not stopped (CPP 712-20; CP 132-48).
 */
function apresLeTerme(
  transition: Transition,
  { termeLe, etat }: JoursDeLaMesure,
  le: Jour,
  auteur?: Auteur,
): Refusal[] {
  const lu = transition.apresLeTerme && valeurOpposable(transition.apresLeTerme, le)
  if (!lu || !termeLe || le <= termeLe || lu.value.depuis?.includes(etat)) return []
  const decident = auteur ? [auteur] : transition.auteurs
  if (decident.some(un => lu.value.sansDelai?.includes(un))) return []
  const message = `${transition.libelle} : le terme est passé depuis le ${afficherJourCourt(termeLe)}. ${lu.value.sinon} Un acte d’avant le terme s’enregistre à sa propre date.`
  return refusDuTemps('terme_passe', message, lu.source, le)
}
function tropTot(transition: Transition, jours: JoursDeLaMesure, le: Jour): Refusal[] {
  const lu = transition.pasAvant && valeurOpposable<Delai | 'moitie'>(transition.pasAvant.delai, le)
  const du = transition.pasAvant && depart(transition.pasAvant.depuis, jours)
  if (!lu || !du) return []
  const ouvreLe = lu.value === 'moitie' ? moitieDepuis(du, jours) : ajouter(du, lu.value)
  if (!ouvreLe || le >= ouvreLe) return []
  const message = `${transition.libelle} : pas avant le ${afficherJourCourt(ouvreLe)}. La loi demande ${attenteEnMots(lu.value)} depuis le ${afficherJourCourt(du)}.`
  return refusDuTemps('acte_trop_tot', message, lu.source, le)
}
function tropSouvent(transition: Transition, { actes }: JoursDeLaMesure, le: Jour): Refusal[] {
  const lu = transition.foisAuPlus && valeurOpposable(transition.foisAuPlus, le)
  const faits = actes.filter(acte => acte.acte === transition.acte)
  if (!lu || faits.length < lu.value.fois) return []
  const dernier = faits.at(-1)?.le as Jour
  const message = `${transition.libelle} : ${attenteEnMots(lu.value)} au plus, et elle a été décidée le ${afficherJourCourt(dernier)}.`
  return [{ code: 'acte_repete', message, source: citer(lu.source, le) }]
}
function tropTard(transition: Transition, { termeLe }: JoursDeLaMesure, le: Jour): Refusal[] {
  const lu = transition.pasApresLeTerme && valeurOpposable(transition.pasApresLeTerme, le)
  const fermeLe = lu && termeLe && dernierJourPartout(termeLe, lu.value)
  if (!fermeLe || le <= fermeLe) return []
  const message = `${transition.libelle} : ${delaiEnMots(lu.value)} au plus après le terme, donc jusqu’au ${afficherJourCourt(fermeLe)}.`
  return refusDuTemps('acte_trop_tard', message, lu.source, le)
}

type Prolongation = {
  debutLe: Jour
  termeLe: Jour | null
  nouvelleFinLe: Jour
  compte: Jour
  le: Jour
}
/**
 * One decision adds no more than the law allows, and the whole goes no further than its total (CPP
 * 142-7, 743).
 */
export function refusDAjouter(
  transition: Transition,
  { debutLe, termeLe, nouvelleFinLe, compte, le }: Prolongation,
): Refusal[] {
  const refus = (message: string, { source }: Opposable<Delai>): Refusal[] => [
    { code: 'duree_trop_longue', champ: 'nouvelleFinLe', message, source: citer(source, le) },
  ]
  const uneFois = transition.parDecision ? valeurOpposable(transition.parDecision, le) : null
  if (uneFois && termeLe && nouvelleFinLe > ajouter(termeLe, uneFois.value))
    return refus(
      `Une décision prolonge de ${delaiEnMots(uneFois.value)} au plus : jusqu’au ${afficherJourCourt(ajouter(termeLe, uneFois.value))}.`,
      uneFois,
    )
  const total = transition.total ? valeurOpposable(transition.total, le) : null
  return total && compte > ajouter(debutLe, total.value)
    ? refus(
        `Avec ses prolongations, cette mesure ne dépasse pas ${delaiEnMots(total.value)}.`,
        total,
      )
    : []
}
/**
 * The term after an act that carries it to the end of the whole by itself (CPP 142-7, al. 2): never
 * sooner, and as it was where that was not read.
 */
export function termePorte(
  transition: Transition,
  { debutLe, termeLe }: { debutLe: Jour; termeLe: Jour | null },
  le: Jour,
): Jour | null {
  const total =
    transition.porteAuTotal && transition.total ? valeurOpposable(transition.total, le) : null
  const fin = total && ajouter(debutLe, total.value)
  return fin && (!termeLe || termeLe < fin) ? fin : termeLe
}

/** One time of an act, as it is listed: what it limits, and its versions. */
export type TempsDActe = {
  cle: 'pas_avant' | 'fois' | 'par_decision' | 'total' | 'pas_apres' | 'apres_le_terme'
  depuis: readonly Depart[]
  droit: Dated<Attente>
}
/** Every time of an act, shown where its act is, checked and searched as any other dated value. */
export const tempsDUnActe = ({
  pasAvant,
  foisAuPlus,
  parDecision,
  total,
  pasApresLeTerme,
  apresLeTerme,
}: Pick<Transition, Temps>): TempsDActe[] => [
  ...(pasAvant
    ? [{ cle: 'pas_avant' as const, depuis: pasAvant.depuis, droit: pasAvant.delai }]
    : []),
  ...(foisAuPlus ? [{ cle: 'fois' as const, depuis: [], droit: foisAuPlus }] : []),
  ...(parDecision ? [{ cle: 'par_decision' as const, depuis: [], droit: parDecision }] : []),
  ...(total ? [{ cle: 'total' as const, depuis: [], droit: total }] : []),
  ...(pasApresLeTerme
    ? [{ cle: 'pas_apres' as const, depuis: ['terme' as const], droit: pasApresLeTerme }]
    : []),
  ...(apresLeTerme ? [{ cle: 'apres_le_terme' as const, depuis: [], droit: apresLeTerme }] : []),
]
type Temps =
  | 'pasAvant'
  | 'foisAuPlus'
  | 'parDecision'
  | 'total'
  | 'pasApresLeTerme'
  | 'apresLeTerme'
