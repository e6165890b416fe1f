import {
  type aujourdhui,
  estFerie,
  type Jour,
  jourDeSemaine,
  type Territoire,
} from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

/** A moment in time; the clock is always passed. */
export type Instant = Parameters<typeof aujourdhui>[0]
type Local = ReturnType<Instant['toZonedDateTimeISO']>

/** What is said of a convocation, and when (terrain §1.6). */
export const moments = {
  convocation: 'Convocation',
  rappel: 'Rappel',
  modification: 'Modification',
  annulation: 'Annulation',
  absence: 'Absence',
} as const
export type Moment = keyof typeof moments
export const clesMoments = motsDe(moments)
/** « rappel », within a sentence. */
export const libelleDeMoment = (moment: string): string =>
  moment in moments ? moments[moment as Moment].toLowerCase() : 'message du service'
export const canaux = { sms: 'SMS', courriel: 'Courriel', lettre: 'Lettre' } as const
export type Canal = keyof typeof canaux

/**
 * Life of a message; `genre` is the colour of its pill, `quoi` what an agent may conclude from it.
 */
export const etats = {
  a_envoyer: { libelle: 'À envoyer', genre: 'info', quoi: 'Part tout seul à l’heure prévue.' },
  en_cours: {
    libelle: 'En cours d’envoi',
    genre: 'info',
    quoi: 'Remis à l’opérateur, réponse attendue.',
  },
  incertain: {
    libelle: 'Incertain',
    genre: 'attention',
    quoi: 'L’opérateur n’a pas répondu : le message est peut-être parti.',
  },
  envoye: {
    libelle: 'Envoyé',
    genre: 'ok',
    quoi: 'Accepté par l’opérateur ; l’accusé de réception n’est pas encore venu.',
  },
  recu: { libelle: 'Reçu', genre: 'ok', quoi: 'Arrivé sur l’appareil de la personne.' },
  echec: { libelle: 'Échec', genre: 'alerte', quoi: 'N’arrivera pas : prévenez autrement.' },
  perime: {
    libelle: 'Périmé',
    genre: 'alerte',
    quoi: 'N’est pas parti à temps : prévenez autrement.',
  },
  annule: { libelle: 'Annulé', genre: 'neutre', quoi: 'Retiré avant son envoi.' },
  a_imprimer: {
    libelle: 'Lettre à imprimer',
    genre: 'attention',
    quoi: 'Aucun message possible : à poster ou à remettre.',
  },
  imprime: { libelle: 'Lettre imprimée', genre: 'ok', quoi: 'Imprimée, à poster ou à remettre.' },
} as const
export type Etat = keyof typeof etats
export const libelleDEtat = (etat: string): string =>
  etat in etats ? etats[etat as Etat].libelle : etat
export const genreDEtat = (etat: string) => (etat in etats ? etats[etat as Etat].genre : 'neutre')

const evenements: Record<string, string> = {
  pris: 'pris pour l’envoi',
  accepte: 'accepté par l’opérateur',
  recu: 'reçu',
  echec: 'n’arrivera pas',
  refuse: 'refusé pour l’instant, il repartira',
  differe: 'remis au prochain moment permis',
  doute: 'sans réponse de l’opérateur : peut-être parti',
  illisible: 'réponse illisible : peut-être parti, mis de côté',
  repris: 'envoyé de nouveau après un doute',
  perime: 'pas parti à temps',
  annule: 'retiré',
  depasse: 'la convocation a changé depuis',
  plus_rien_a_dire: 'plus rien à dire à cette personne : il ne repartira pas tout seul',
  coordonnees_d_avant: 'les coordonnées ont changé : il ne repartira pas tout seul',
  renvoye: 'renvoyé par un agent',
  dit_par_telephone: 'dit par téléphone',
  imprime: 'imprimée',
  transfert: 'le dossier a changé de service : le message est chez celui qui suit la personne',
  coordonnees: 'les coordonnées ont changé : le message les suit',
}
/** What happened to a message, in words. */
export const dire = (quoi: string): string => evenements[quoi] ?? quoi

const DEBUT_DE_JOURNEE = 8
const FIN_DE_JOURNEE = 20
/** What could not leave before the end of the window leaves with half an hour to spare. */
const DERNIER_ENVOI = { hour: 19, minute: 30 }
const UTILE_APRES_UNE_ABSENCE_JOURS = 7

const parFuseau: Record<string, Territoire> = {
  'America/Guadeloupe': 'guadeloupe',
  'America/Martinique': 'martinique',
  'America/Cayenne': 'guyane',
  'America/St_Barthelemy': 'saint-barthelemy',
  'America/Marigot': 'saint-martin',
  'Indian/Mayotte': 'mayotte',
  'Indian/Reunion': 'reunion',
}
/** Whose public holidays are kept, as far as the time zone tells. */
export const territoireDuFuseau = (fuseau: string): Territoire => parFuseau[fuseau] ?? 'metropole'

const jourDe = (local: Local) => local.toPlainDate().toString() as Jour
const chome = (local: Local, territoire: Territoire) =>
  jourDeSemaine(jourDe(local)) === 7 || estFerie(jourDe(local), territoire)
const accuse = (local: Local, hour: number, minute = 0) =>
  local.with({ hour, minute, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 })
const permisLe = (local: Local, territoire: Territoire) =>
  !chome(local, territoire) && local.hour >= DEBUT_DE_JOURNEE && local.hour < FIN_DE_JOURNEE

/**
 * Nothing leaves before 8 h, from 20 h, on Sundays or on public holidays, where the person is
 * (terrain §1.6).
 */
export const envoiPermis = (
  instant: Instant,
  fuseau: string,
  territoire = territoireDuFuseau(fuseau),
): boolean => permisLe(instant.toZonedDateTimeISO(fuseau), territoire)

/** The first permitted moment from this one on. */
export function prochainEnvoi(
  instant: Instant,
  fuseau: string,
  territoire = territoireDuFuseau(fuseau),
): Instant {
  let local = instant.toZonedDateTimeISO(fuseau)
  if (permisLe(local, territoire)) return instant
  if (local.hour >= FIN_DE_JOURNEE) local = local.add({ days: 1 })
  while (chome(local, territoire)) local = local.add({ days: 1 })
  return accuse(local, DEBUT_DE_JOURNEE).toInstant()
}
/**
 * The last permitted moment up to this one: in the evening of the day before rather than too late.
 */
export function envoiPrecedent(
  instant: Instant,
  fuseau: string,
  territoire = territoireDuFuseau(fuseau),
): Instant {
  let local = instant.toZonedDateTimeISO(fuseau)
  if (permisLe(local, territoire)) return instant
  if (local.hour < DEBUT_DE_JOURNEE) local = local.subtract({ days: 1 })
  while (chome(local, territoire)) local = local.subtract({ days: 1 })
  return accuse(local, DERNIER_ENVOI.hour, DERNIER_ENVOI.minute).toInstant()
}

/**
 * The moment at which a convocation begins, where it takes place; an hour that does not exist
 * (clock change) is the one after.
 */
export function debutDe(le: Jour, heure: string, fuseau: string, maintenant: Instant): Instant {
  const [year, month, day] = le.split('-').map(Number) as [number, number, number]
  const [hour, minute] = heure.split(':').map(Number) as [number, number]
  const minuit = accuse(maintenant.toZonedDateTimeISO(fuseau), 12)
  return accuse(minuit.with({ year, month, day }), hour, minute).toInstant()
}

export const ms = (i: Instant) => i.epochMilliseconds

/**
 * Until when a message is worth sending: the hour of the convocation, or a week after a missed one.
 */
export const utileJusqua = (moment: Moment, debut: Instant, maintenant: Instant): Instant =>
  moment === 'absence' ? maintenant.add({ hours: 24 * UTILE_APRES_UNE_ABSENCE_JOURS }) : debut

/** Idempotency key: the same announcement of the same version is written once (charte C3.3). */
export const cleDe = (objetId: string, moment: string, version: number, heures?: number): string =>
  [objetId, moment, version, ...(heures === undefined ? [] : [`${heures}h`])].join(':')

const renvoyables: readonly string[] = ['incertain', 'echec', 'perime']
type ARenvoyer = { etat: string; canal: string; utileJusqua: string; depasse: boolean }
/**
 * What can be sent again: what did not arrive, or perhaps not, while it still says something true
 * and useful.
 */
export function refusDeRenvoyer(message: ARenvoyer, maintenant: Instant): Refusal[] {
  if (message.canal === 'lettre')
    return [
      { code: 'lettre', message: 'Une lettre ne se renvoie pas d’ici : imprimez-la de nouveau.' },
    ]
  if (!renvoyables.includes(message.etat))
    return [
      {
        code: 'deja_parti',
        message: 'Ce message est parti, va partir, ou a été retiré : il n’y a rien à renvoyer.',
      },
    ]
  if (message.depasse)
    return [
      {
        code: 'depasse',
        message:
          'La convocation a changé depuis ce message : il ne dirait plus la vérité. Prévenez par téléphone.',
      },
    ]
  if (Date.parse(message.utileJusqua) <= ms(maintenant))
    return [
      {
        code: 'plus_utile',
        message: 'L’heure de la convocation est passée : ce message ne dirait plus rien d’utile.',
      },
    ]
  return []
}
/** By what it would be sent again must still exist. */
export const refusSansVoie = (voie: { canal: string; pourquoi: string }): Refusal[] =>
  voie.canal === 'lettre'
    ? [
        {
          code: 'sans_voie',
          message: `Aucun message ne peut atteindre cette personne. ${voie.pourquoi} Corrigez ses coordonnées, ou prévenez-la autrement.`,
        },
      ]
    : []
/** What can be told by telephone instead: anything that has not surely arrived. */
export function refusDeDireParTelephone(message: { etat: string }): Refusal[] {
  return ['recu', 'annule', 'en_cours'].includes(message.etat)
    ? [
        {
          code: 'inutile',
          message:
            'Ce message est reçu, retiré ou en train de partir : il n’y a rien à dire à sa place.',
        },
      ]
    : []
}
/** An opposition is lifted once, and noted once. */
export const refusDeLever = (opposition: { leveeA: string | null }): Refusal[] =>
  opposition.leveeA ? [{ code: 'deja_levee', message: 'Cette opposition est déjà levée.' }] : []
