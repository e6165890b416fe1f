import { estPassee, type Jour, type Moment } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'
import { refusDEtat } from './etat.rules.ts'

/**
 * Where a person is, for the desk: an arrival says more than the état (terrain §2: journal
 * d’accueil).
 */
export const situations = {
  attendue: 'attendue',
  arrivee: 'arrivée',
  partie: 'partie',
  absente: 'notée absente',
  excusee: 'notée excusée',
  recue: 'déjà reçue',
  plus_attendue: 'plus attendue',
} as const
export type Situation = keyof typeof situations
export const clesSituations = motsDe(situations)
const parEtat: Record<string, Situation> = {
  prevue: 'attendue',
  honoree: 'recue',
  manquee: 'absente',
  excusee: 'excusee',
}
type Present = { arriveeA: string | null; partieA: string | null }
export function situationDe(convocation: Present & { etat: string }): Situation {
  if (convocation.partieA) return 'partie'
  return convocation.arriveeA ? 'arrivee' : (parEtat[convocation.etat] ?? 'plus_attendue')
}

/** Gestures of the desk, as the history of a convocation says them. */
export const dits: Record<string, string> = {
  arrivee: 'Arrivée pointée',
  depart: 'Départ pointé',
  arrivee_retiree: 'Arrivée retirée',
  depart_retire: 'Départ retiré',
  arrivee_corrigee: 'Arrivée corrigée',
  retablie: 'De nouveau attendue',
}

type Ou = { modalite: string; enEtablissement: boolean }
const sansPassage: Record<string, string> = {
  domicile: 'une visite à domicile',
  telephone: 'un entretien téléphonique',
  visio: 'un entretien en visioconférence',
}
/**
 * Nobody comes to the desk for a visit, a call or a meeting in prison: whoever receives says what
 * happened (terrain §1.3).
 */
export const passeALAccueil = ({ modalite, enEtablissement }: Ou): boolean =>
  modalite === 'lieu' && !enEtablissement
export function refusSansPassage(convocation: Ou): Refusal[] {
  if (passeALAccueil(convocation)) return []
  const quoi = sansPassage[convocation.modalite] ?? 'un entretien en établissement'
  return [
    {
      code: 'sans_passage',
      message: `C’est ${quoi} : personne ne passe à l’accueil. L’agent qui reçoit note ce qui s’est passé, depuis la convocation.`,
    },
  ]
}

/**
 * Two desks on one list: the second is told what the first did, and nothing is written over it
 * (terrain §5).
 */
export const refusDejaChange = (vu: Situation, est: Situation, par: string | null): Refusal[] =>
  vu === est
    ? []
    : [
        {
          code: 'deja_change',
          message: `${par ? `${par} vient de changer cette ligne` : 'Cette ligne vient de changer'} : la personne est ${situations[est]}. La liste est à jour ci-dessous : vérifiez, puis recommencez si besoin.`,
        },
      ]

type Convocation = Ou & { etat: string; le: Jour; heure: string }
const pasAujourdhui: Refusal = {
  code: 'pas_aujourdhui',
  message: 'Cette convocation n’est pas aujourd’hui : corrigez-la depuis sa page.',
}
/**
 * The desk writes an arrival on the day itself; someone noted absent or excused, who comes after
 * all, is expected again.
 */
export function refusDePointer(
  convocation: Convocation & { situation: Situation },
  aujourdhui: Jour,
): Refusal[] {
  if (convocation.le !== aujourdhui) return [pasAujourdhui]
  const hors = refusSansPassage(convocation)
  if (hors.length > 0) return hors
  if (convocation.situation === 'arrivee' || convocation.situation === 'partie')
    return [{ code: 'deja_arrivee', message: 'L’arrivée de cette personne est déjà pointée.' }]
  return convocation.situation === 'plus_attendue'
    ? [
        {
          code: 'plus_attendue',
          message:
            'Cette personne n’est plus attendue : ouvrez sa convocation pour voir ce qui a été décidé.',
        },
      ]
    : []
}

/**
 * « Ne s’est pas présenté » is said after the hour, of someone who was to come to the desk and whom
 * it has not seen (terrain §1.4).
 */
export function refusDAbsence(
  convocation: Convocation & { situation: Situation },
  maintenant: Moment,
): Refusal[] {
  if (convocation.situation === 'arrivee' || convocation.situation === 'partie')
    return [
      {
        code: 'arrivee_pointee',
        message:
          'L’arrivée de cette personne est pointée : retirez-la d’abord si c’est une erreur.',
      },
    ]
  if (convocation.le !== maintenant.le) return [pasAujourdhui]
  return [...refusSansPassage(convocation), ...refusDEtat(convocation, 'manquee', maintenant)]
}

/** Somebody calls to say that they cannot come, before the day or on the day (terrain §1.4). */
export function refusDExcuse(
  convocation: Convocation & { situation: Situation },
  maintenant: Moment,
): Refusal[] {
  if (convocation.situation === 'arrivee' || convocation.situation === 'partie')
    return [
      {
        code: 'arrivee_pointee',
        message:
          'L’arrivée de cette personne est pointée : retirez-la d’abord si c’est une erreur.',
      },
    ]
  if (convocation.le < maintenant.le) return [pasAujourdhui]
  return refusDEtat(convocation, 'excusee', maintenant)
}

export const refusDePartir = (situation: Situation): Refusal[] =>
  situation === 'arrivee'
    ? []
    : [
        {
          code: 'pas_arrivee',
          message: 'Cette personne n’est pas pointée arrivée : elle ne peut pas partir.',
        },
      ]

/**
 * The desk takes back its own gesture, on the day or before; a decision of the agent is corrected
 * on the page of the convocation.
 */
export function refusDAnnulerLeGeste(
  donnees: { situation: Situation; le: Jour; parLAccueil: boolean },
  aujourdhui: Jour,
): Refusal[] {
  if (donnees.situation === 'arrivee' || donnees.situation === 'partie')
    return donnees.le === aujourdhui ? [] : [pasAujourdhui]
  if (donnees.situation !== 'absente' && donnees.situation !== 'excusee')
    return [
      {
        code: 'rien_a_annuler',
        message: 'Il n’y a aucun geste de l’accueil à annuler sur cette ligne.',
      },
    ]
  if (!donnees.parLAccueil)
    return [
      {
        code: 'pas_l_accueil',
        message: 'Ce n’est pas l’accueil qui l’a noté : corrigez depuis la page de la convocation.',
      },
    ]
  return donnees.le < aujourdhui ? [pasAujourdhui] : []
}

export type Geste = 'arrivee' | 'absence' | 'excuse' | 'depart' | 'annuler'
type Montree = Convocation & Present & { parLAccueil: boolean }
/** What the desk may do with a line now: nothing is shown that would be refused. */
export function gestesPossibles(montree: Montree, maintenant: Moment): Geste[] {
  const ligne = { ...montree, situation: situationDe(montree) }
  const refus: Record<Geste, Refusal[]> = {
    arrivee: refusDePointer(ligne, maintenant.le),
    absence: refusDAbsence(ligne, maintenant),
    excuse: refusDExcuse(ligne, maintenant),
    depart: montree.le === maintenant.le ? refusDePartir(ligne.situation) : [pasAujourdhui],
    annuler: refusDAnnulerLeGeste(ligne, maintenant.le),
  }
  const gestes = motsDe(refus).filter(geste => refus[geste].length === 0)
  // What is already noted is taken back or followed by an arrival, not noted otherwise.
  if (ligne.situation === 'attendue') return gestes
  return gestes.filter(
    geste =>
      geste === 'annuler' ||
      geste === 'depart' ||
      (geste === 'arrivee' && ligne.situation !== 'recue'),
  )
}

type Heures = { le: Jour; arriveeHeure: string; partieHeure: string | undefined }
/**
 * An arrival is on the day of the convocation, never in the future, and one leaves after one has
 * come (terrain §2: journal d’accueil).
 */
export function refusDeCorriger(heures: Heures, maintenant: Moment): Refusal[] {
  const future = (heure: string) => !estPassee({ le: heures.le, heure }, maintenant)
  if (future(heures.arriveeHeure))
    return [
      {
        code: 'pas_encore',
        champ: 'arriveeHeure',
        message: 'Cette heure n’est pas encore passée.',
      },
    ]
  if (!heures.partieHeure) return []
  if (future(heures.partieHeure))
    return [
      { code: 'pas_encore', champ: 'partieHeure', message: 'Cette heure n’est pas encore passée.' },
    ]
  return heures.partieHeure < heures.arriveeHeure
    ? [{ code: 'part_avant', champ: 'partieHeure', message: 'Le départ est avant l’arrivée.' }]
    : []
}
