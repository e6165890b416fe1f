import { afficherJourCourt, type Jour, jourDeSemaine, minutesDe } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import type { Ouverture, Plage } from './creneau.rules.ts'
import {
  debutsDe,
  dureeDuCreneau,
  estEnVigueur,
  jourCommun,
  premierJour,
  sertLeJour,
} from './recurrence.rules.ts'

const refuser = (code: string, message: string, champ?: string): Refusal[] => [
  { code, message, ...(champ ? { champ } : {}) },
]
const heures = (heure: string) => `${Number(heure.slice(0, 2))} h ${heure.slice(3, 5)}`

type Prevue = { le: Jour; heure: string; dureeMinutes: number; type: string; place?: number }
/**
 * True when one of the ranges still holds a convocation already booked: its day, its whole time,
 * its type and its place. The grid of slots may have moved under it: what someone was told stays
 * good as long as the agent is there.
 */
export const couvertPar = (plages: Plage[], prevue: Prevue): boolean =>
  plages.some(
    plage =>
      plage.types.includes(prevue.type) &&
      (plage.fermeLe === null || prevue.le < plage.fermeLe) &&
      sertLeJour(plage, prevue.le) &&
      minutesDe(prevue.heure) >= minutesDe(plage.de) &&
      minutesDe(prevue.heure) + prevue.dureeMinutes <= minutesDe(plage.a) &&
      (prevue.place ?? 1) <= plage.capacite,
  )

type Type = {
  cle: string
  libelle: string
  collectif: boolean
  actif: boolean
  dureeMinutes: number
}
type Saisie = Omit<
  Plage,
  'plageId' | 'agendaNom' | 'entiteId' | 'lieuId' | 'fermeLe' | 'collective'
>
type Ou = {
  types: Type[]
  ouverture: Pick<Ouverture, 'ouvreA' | 'fermeA' | 'fermeLe'>
  agendaFermeLe: Jour | null
  /** Other ranges of the agent, or of the shared agenda. */
  autres: Plage[]
  aujourdhui: Jour
}

/**
 * A range opens only slots that can be held: known types, inside the hours of the place, at a time
 * that its agent has (charte C3.3).
 */
export function refusDePlage(saisie: Saisie, ou: Ou): Refusal[] {
  const servis = saisie.types.flatMap(cle => ou.types.find(type => type.cle === cle) ?? [])
  const collective = servis.some(type => type.collectif)
  return [
    ...refusDeDates(saisie, ou),
    ...refusDHoraires(saisie, ou.ouverture),
    ...refusDeTypes(saisie, servis),
    ...refusDeCapacite(saisie, collective),
    ...(saisie.de < saisie.a
      ? servis.flatMap(type => refusDeDuree(saisie, type, collective)).slice(0, 1)
      : []),
    ...refusDeChevauchement({ ...saisie, collective }, ou.autres),
  ]
}

function refusDeDates(saisie: Saisie, { ouverture, agendaFermeLe, aujourdhui }: Ou): Refusal[] {
  if (saisie.du < aujourdhui)
    return refuser('commencee', 'Une plage commence aujourd’hui au plus tôt.', 'du')
  if (saisie.au !== null && saisie.au < saisie.du)
    return refuser('finie_avant', 'La plage finit avant de commencer.', 'au')
  if (premierJour(saisie) === null)
    return refuser(
      'aucun_jour',
      'Aucun des jours choisis ne tombe entre ces deux dates : changez les jours ou les dates.',
      'jours',
    )
  if (agendaFermeLe !== null && agendaFermeLe <= saisie.du)
    return refuser(
      'agenda_ferme',
      `Cet agenda ferme le ${afficherJourCourt(agendaFermeLe)} : choisissez-en un autre.`,
      'agenda',
    )
  if (ouverture.fermeLe !== null && ouverture.fermeLe <= saisie.du)
    return refuser(
      'lieu_ferme',
      `Ce lieu ferme le ${afficherJourCourt(ouverture.fermeLe)} : choisissez un agenda d’un autre lieu.`,
      'agenda',
    )
  return []
}

function refusDHoraires({ de, a: jusqua }: Saisie, { ouvreA, fermeA }: Ou['ouverture']): Refusal[] {
  if (de >= jusqua)
    return refuser('heures', 'La plage finit avant de commencer : vérifiez les heures.', 'a')
  if (de >= ouvreA && jusqua <= fermeA) return []
  return refuser(
    'hors_ouverture',
    `Le lieu reçoit de ${heures(ouvreA)} à ${heures(fermeA)} : la plage doit y tenir, ou les heures du lieu changer.`,
    de < ouvreA ? 'de' : 'a',
  )
}

function refusDeTypes({ types }: Saisie, servis: Type[]): Refusal[] {
  if (types.length === 0)
    return refuser('sans_type', 'Choisissez au moins un type de convocation.', 'types')
  if (servis.length < types.length)
    return refuser('type_inconnu', 'Un des types n’existe pas dans votre service.', 'types')
  const ecarte = servis.find(type => !type.actif)
  if (ecarte)
    return refuser(
      'type_ecarte',
      `« ${ecarte.libelle} » est mis de côté : reprenez ce type, ou choisissez-en un autre.`,
      'types',
    )
  return servis.some(type => type.collectif) && servis.some(type => !type.collectif)
    ? refuser(
        'types_melanges',
        'Une plage est individuelle ou collective : ouvrez une plage pour les types collectifs, une autre pour le reste.',
        'types',
      )
    : []
}

const refusDeCapacite = ({ agentId, capacite }: Saisie, collective: boolean): Refusal[] =>
  agentId !== null && !collective && capacite > 1
    ? refuser(
        'capacite',
        'Un agent reçoit une personne à la fois : la capacité est de 1, sauf pour un type collectif.',
        'capacite',
      )
    : []

function refusDeDuree(saisie: Saisie, type: Type, collective: boolean): Refusal[] {
  const duree = dureeDuCreneau({ ...saisie, collective }, type.dureeMinutes)
  if (debutsDe(saisie, duree).length > 0) return []
  return refuser(
    'trop_courte',
    collective
      ? `Une séance de ${duree} minutes ne tient pas entre ${heures(saisie.de)} et ${heures(saisie.a)}.`
      : `« ${type.libelle} » dure ${duree} minutes : aucun créneau ne tient entre ${heures(saisie.de)} et ${heures(saisie.a)}.`,
    'a',
  )
}

/**
 * An agent receives once at a time; a group session may be laid over individual hours, which are
 * then not free. In a shared agenda, two ranges at the same hours for the same type would show each
 * place twice.
 */
function refusDeChevauchement(plage: Saisie & { collective: boolean }, autres: Plage[]): Refusal[] {
  for (const autre of autres) {
    if (!estEnVigueur(autre)) continue
    const memes =
      plage.agentId !== null
        ? autre.collective === plage.collective
        : autre.types.some(type => plage.types.includes(type))
    const le = memes ? jourCommun(plage, autre) : null
    if (le)
      return refuser(
        'chevauchement',
        `Une autre plage (${autre.agendaNom}, de ${heures(autre.de)} à ${heures(autre.a)}) tient déjà ces heures, dès le ${afficherJourCourt(le)} : changez l’une ou l’autre.`,
        'de',
      )
  }
  return []
}

type Existante = { du: Jour; au: Jour | null; remplacee: boolean }
/**
 * A range is changed once, from a day on which it would still have lived: what is past is never
 * rewritten (charte C3.3).
 */
export function refusDeChanger(plage: Existante, aCompterDu: Jour, aujourdhui: Jour): Refusal[] {
  if (plage.remplacee)
    return refuser('deja_changee', 'Cette plage a déjà été changée : ouvrez celle qui la remplace.')
  if (aCompterDu < aujourdhui)
    return refuser('dans_le_passe', 'Un changement s’applique aujourd’hui au plus tôt.', 'du')
  return plage.au !== null && aCompterDu > plage.au
    ? refuser(
        'deja_finie',
        `Cette plage finit le ${afficherJourCourt(plage.au)} : ouvrez plutôt une nouvelle plage.`,
        'du',
      )
    : []
}

/** A single day is its own day of the week. */
export const joursDe = ({
  du,
  au,
  jours,
}: {
  du: Jour
  au?: Jour | null | undefined
  jours: number[]
}): number[] => (du === au ? [jourDeSemaine(du)] : [...new Set(jours)].sort((x, y) => x - y))
