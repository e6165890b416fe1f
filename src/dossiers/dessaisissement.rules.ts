import { ajouterJours, type Jour, joursEntre } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

export type RegleDeSilence = {
  jours: number
  relanceJours: number
  vaut: 'acceptation' | 'rien'
  du: Jour | null
}

/**
 * Of a service that wrote no rule: ten days and a reminder every five are what the courts'
 * appointment tool does (terrain §1.7), a fact of the field and not the law; unlike that tool,
 * silence decides nothing unless the service wrote that it does.
 */
export const silenceParDefaut: RegleDeSilence = {
  jours: 10,
  relanceJours: 5,
  vaut: 'rien',
  du: null,
}
export const valeursDuSilence = {
  rien: 'Rien : la demande reste ouverte, on appelle le service',
  acceptation: 'Acceptation : le service qui demande peut le constater',
} as const

/** What becomes of the convocations to come, chosen by who accepts (charte C9.1). */
export const devenirs = {
  a_decider: 'Les lister dans le nouveau service, qui décidera de chacune',
  garder: 'Les garder telles quelles',
  annuler: 'Les annuler, en prévenant la personne',
} as const
export type Devenir = keyof typeof devenirs
/** Never chosen beforehand: who accepts says it each time. */
export const DEVENIR_A_DIRE = 'Dites ce que deviennent les convocations à venir.'

/**
 * How many reminders are due on a day, and since when the last one (terrain §1.7: every five days,
 * until answered).
 */
export function relances(
  demandeeLe: Jour,
  relanceJours: number,
  le: Jour,
): { nombre: number; derniereLe: Jour | null } {
  const nombre = Math.max(0, Math.floor(joursEntre(demandeeLe, le) / relanceJours))
  return {
    nombre,
    derniereLe: nombre === 0 ? null : ajouterJours(demandeeLe, nombre * relanceJours),
  }
}

type Suivi = { etat: string; repondreAvantLe: Jour; silenceVaut: string; parSilence: boolean }
export const situations = {
  attend: { label: 'En attente de réponse', genre: 'info' },
  sans_reponse: { label: 'Sans réponse', genre: 'alerte' },
  silence: { label: 'Silence : vaut acceptation', genre: 'attention' },
  acceptee: { label: 'Acceptée', genre: 'ok' },
  acceptee_par_silence: { label: 'Acceptée par silence', genre: 'ok' },
  refusee: { label: 'Refusée', genre: 'alerte' },
  declinee: { label: 'Déclinée par le service désigné', genre: 'alerte' },
  annulee: { label: 'Abandonnée', genre: 'neutre' },
} as const

/** Where a request stands on a day; silence never decides alone (charte C9.1). */
export function situationDe(suivi: Suivi, le: Jour): keyof typeof situations {
  if (suivi.etat === 'accepte') return suivi.parSilence ? 'acceptee_par_silence' : 'acceptee'
  if (suivi.etat === 'refuse') return 'refusee'
  if (suivi.etat === 'decline') return 'declinee'
  if (suivi.etat === 'annule') return 'annulee'
  if (le <= suivi.repondreAvantLe) return 'attend'
  return suivi.silenceVaut === 'acceptation' ? 'silence' : 'sans_reponse'
}

/** How a transfer ended, whichever way it was opened; `dit` ends a sentence. */
export const issues = {
  attend: { label: 'En attente de réponse', genre: 'info', dit: 'il attend une réponse' },
  accepte: { label: 'Accepté', genre: 'ok', dit: 'il a été accepté' },
  silence: { label: 'Accepté par silence', genre: 'ok', dit: 'le silence a été constaté' },
  refuse: { label: 'Refusé', genre: 'alerte', dit: 'il a été refusé' },
  decline: {
    label: 'Décliné par le service désigné',
    genre: 'alerte',
    dit: 'le service désigné l’a décliné',
  },
  retire: { label: 'Retiré', genre: 'neutre', dit: 'il a été retiré' },
} as const
export function issueDe({
  etat,
  parSilence,
}: {
  etat: string
  parSilence: boolean
}): keyof typeof issues {
  if (etat === 'accepte') return parSilence ? 'silence' : 'accepte'
  if (etat === 'refuse' || etat === 'decline') return etat
  return etat === 'annule' ? 'retire' : 'attend'
}

type Cible = { serviceId: string; serviceNom: string; clos: boolean; enCours: boolean } | undefined
/**
 * One asks for somebody that the national look-up shows, whose dossier is open, elsewhere, one
 * request at a time (charte C9.1; terrain §1.7).
 */
export function refusDeDemander(cible: Cible, versServiceId: string | null): Refusal[] {
  if (!versServiceId)
    return [
      {
        code: 'service_competent',
        champ: 'versServiceId',
        message: 'Choisissez le service qui suivra la personne.',
      },
    ]
  if (!cible)
    return [
      {
        code: 'personne_inconnue',
        champ: 'personneId',
        message:
          'Cette personne ne porte pas ce nom et cette date de naissance : cherchez de nouveau.',
      },
    ]
  if (cible.serviceId === versServiceId)
    return [
      {
        code: 'deja_la',
        champ: 'personneId',
        message: `Le dossier est déjà suivi par ce service (${cible.serviceNom}).`,
      },
    ]
  if (cible.clos)
    return [
      {
        code: 'clos',
        message: `Ce dossier est clos : appelez le service qui l’a tenu (${cible.serviceNom}) pour qu’il le rouvre.`,
      },
    ]
  if (cible.enCours)
    return [
      {
        code: 'transfert_en_cours',
        message: `Un transfert de ce dossier attend déjà une réponse : appelez ${cible.serviceNom}.`,
      },
    ]
  return []
}

const DEJA_REPONDU: Refusal = {
  code: 'deja_repondu',
  message: 'Cette demande n’attend plus de réponse.',
}
type DeQui = { etat: string; versServiceId: string; demandeurNom: string | null }
/** Whoever asked withdraws (charte C9.1): a service its own request, a juridiction its own. */
export function refusDeRetirer(deQui: DeQui, serviceDeLActeur: string | null): Refusal[] {
  if (deQui.etat !== 'propose') return [DEJA_REPONDU]
  if (serviceDeLActeur && deQui.versServiceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_demandeur',
        message: 'Cette demande n’a pas été faite par votre service : acceptez-la ou refusez-la.',
      },
    ]
  if (serviceDeLActeur && deQui.demandeurNom) {
    const message = `Qui a demandé retire, ici : ${deQui.demandeurNom}. Si votre service ne veut pas de ce dossier, sa direction décline la demande.`
    return [{ code: 'demande_d_une_juridiction', message }]
  }
  return []
}
/** The service that a juridiction named does not want the person, and says why (charte C9.1). */
export function refusDeDecliner(deQui: DeQui, serviceDeLActeur: string | null): Refusal[] {
  if (deQui.etat !== 'propose') return [DEJA_REPONDU]
  if (!deQui.demandeurNom || deQui.versServiceId !== serviceDeLActeur)
    return [
      {
        code: 'pas_designe',
        message: 'Seul le service qu’une juridiction a désigné décline sa demande.',
      },
    ]
  return []
}

export type Peut = { repondre: boolean; serviceId: string | null }
/** Whoever reads is of the service that a juridiction named. */
export const peutEtreDeclinee = (deQui: DeQui, { serviceId }: Pick<Peut, 'serviceId'>) =>
  deQui.demandeurNom !== null && deQui.versServiceId === serviceId
export const peutRetirer = (deQui: DeQui, { serviceId }: Peut) =>
  refusDeRetirer(deQui, serviceId).length === 0
export const peutDecliner = (deQui: DeQui, { repondre, serviceId }: Peut) =>
  repondre && refusDeDecliner(deQui, serviceId).length === 0

/**
 * Silence is acceptance where the rule of the service asked says so, once the delay has passed, and
 * for the service that will follow.
 */
export function refusDeConstater(
  dossier: (Suivi & { versServiceId: string }) | undefined,
  serviceDeLActeur: string | null,
  le: Jour,
): Refusal[] {
  if (dossier?.etat !== 'propose') return [DEJA_REPONDU]
  if (dossier.versServiceId !== serviceDeLActeur)
    return [
      {
        code: 'autre_service',
        message: 'Seul le service qui suivra la personne peut constater le silence.',
      },
    ]
  if (dossier.silenceVaut !== 'acceptation')
    return [
      {
        code: 'silence_sans_effet',
        message: 'La règle du service sollicité ne donne pas d’effet au silence : appelez-le.',
      },
    ]
  if (le <= dossier.repondreAvantLe)
    return [{ code: 'delai_en_cours', message: 'Le délai de réponse n’est pas passé.' }]
  return []
}

/**
 * A rule is for the requests to come, never for those already made (charte C9.1: what was said
 * stays said).
 */
export function refusDeRegle(
  du: Jour,
  jours: number,
  relanceJours: number,
  aujourdhui: Jour,
): Refusal[] {
  const refus: Refusal[] = []
  if (du < aujourdhui)
    refus.push({
      code: 'regle_passee',
      champ: 'du',
      message: 'Une règle vaut pour les demandes à venir : choisissez aujourd’hui ou après.',
    })
  if (relanceJours > jours)
    refus.push({
      code: 'relance_tardive',
      champ: 'relanceJours',
      message: 'La relance doit venir avant la fin du délai.',
    })
  return refus
}
