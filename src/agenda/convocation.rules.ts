import { afficherHeure, afficherJour, type Jour, type Moment } from '../platform/date.ts'
import { motsDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

export const modalites = {
  lieu: 'Sur place',
  telephone: 'Par téléphone',
  domicile: 'Visite à domicile',
  visio: 'En visioconférence',
} as const
export type Modalite = keyof typeof modalites
export const clesModalites = motsDe(modalites)

/**
 * Nobody convokes a dead person, whatever measure still runs. Whom the court did not follow before
 * its hearing is sent back to the SPIP: the refusal does not tell what the dossier says. Whoever
 * may not annul the act reads whom to call (`appeler`).
 */
export function refusDUneMorte(
  decedeLe: Jour | null | undefined,
  cachee = false,
  appeler: string | null = null,
): Refusal[] {
  if (!decedeLe) return []
  const recours = appeler
    ? `appelez ${appeler}.`
    : 'l’acte de décès s’annule à la page de ses mesures.'
  const message = cachee
    ? 'Cette personne ne peut pas être convoquée : voyez le SPIP qui la suit.'
    : `Cette personne est décédée le ${afficherJour(decedeLe)} : elle ne se convoque plus. Si c’est une erreur, ${recours}`
  return [{ code: 'decedee', message }]
}

type Type = { libelle: string; fonctions: string[]; actif: boolean; collectif: boolean } | undefined
/** Each type of convocation says who may use it (terrain §1.2); one put aside serves no more. */
export function refusDuType(type: Type, fonction: string): Refusal[] {
  if (!type)
    return [
      {
        code: 'type_inconnu',
        champ: 'type',
        message: 'Ce type de convocation n’existe pas ici : choisissez dans la liste.',
      },
    ]
  if (!type.actif)
    return [
      {
        code: 'type_ecarte',
        champ: 'type',
        message: `« ${type.libelle} » ne sert plus : choisissez un autre type.`,
      },
    ]
  if (!type.fonctions.includes(fonction))
    return [
      {
        code: 'type_reserve',
        champ: 'type',
        message: `« ${type.libelle} » n’est pas ouvert à votre fonction.`,
      },
    ]
  return []
}

/** What a free hour needs: someone of the place who receives, and a type that is not a group's. */
export function refusDHeureLibre(type: Type, agent: { deLEntite: boolean } | undefined): Refusal[] {
  if (type?.collectif)
    return [
      {
        code: 'sans_seance',
        champ: 'creneau',
        message: 'Une action collective se prend dans une séance : choisissez-la dans la liste.',
      },
    ]
  if (!agent)
    return [{ code: 'sans_agent', champ: 'agentId', message: 'Choisissez l’agent qui reçoit.' }]
  if (!agent.deLEntite)
    return [
      { code: 'agent_d_ailleurs', champ: 'agentId', message: 'Cet agent n’est pas de ce service.' },
    ]
  return []
}

/** What must be known before confirming, and does not forbid. */
export type Conflit = {
  code: 'absence' | 'autre_convocation' | 'detention' | 'empechement' | 'seance'
  message: string
}
type Situation = {
  absences: { qui: string; du: string; au: string }[]
  /** `choisie`: by this very gesture, just above. */
  autres: { le: Jour; heure: string; libelle: string; lieu: string; choisie?: boolean }[]
  seances: { intitule: string; de: string; a: string }[]
  detention: { etablissement: string; ici: boolean } | null
  /**
   * Something in the dossier stands in the way, and whoever asks may not read this dossier: neither
   * what, nor where, nor when is said.
   */
  tu?: boolean
}
/** The same whatever it is: what cannot be read is not guessed from its wording. */
export const EMPECHEE =
  'Cette personne ne peut pas être convoquée à cette heure : choisissez un autre créneau, ou appelez le service.'
const local = (moment: string) =>
  `${afficherJour(moment.slice(0, 10) as Jour)} à ${afficherHeure(moment.slice(11))}`
/**
 * Absence or closure, the person's other convocation of the day, a group session of the agent,
 * detention: said, then the agent decides.
 */
export function conflits({ le, heure }: Moment, situation: Situation): Conflit[] {
  return [
    ...situation.absences.map(absence => ({
      code: 'absence' as const,
      message: `${absence.qui} : absence ou fermeture du ${local(absence.du)} au ${local(absence.au)}.`,
    })),
    ...situation.autres.map(ligne => ({
      code: 'autre_convocation' as const,
      message: ligne.choisie
        ? `L’autre créneau que vous avez choisi ici est du même jour, à ${afficherHeure(ligne.heure)} (${ligne.libelle}, ${ligne.lieu}) : elle serait convoquée deux fois ce jour-là.`
        : `La personne est déjà convoquée ce jour-là à ${afficherHeure(ligne.heure)} (${ligne.libelle}, ${ligne.lieu}).`,
    })),
    ...situation.seances.map(x => ({
      code: 'seance' as const,
      message: `L’agent anime « ${x.intitule} » de ${afficherHeure(x.de)} à ${afficherHeure(x.a)} ce jour-là.`,
    })),
    ...(situation.detention && !situation.detention.ici
      ? [
          {
            code: 'detention' as const,
            message: `La personne est détenue (${situation.detention.etablissement}) : elle ne pourra pas venir le ${afficherJour(le)} à ${afficherHeure(heure)} sans permission ou extraction.`,
          },
        ]
      : []),
    ...(situation.tu ? [{ code: 'empechement' as const, message: EMPECHEE }] : []),
  ]
}
/** A conflict is confirmed by a box, never silently. */
export function refusSansConfirmation(trouves: Conflit[], confirme: boolean): Refusal[] {
  return confirme || trouves.length === 0
    ? []
    : [
        ...trouves.map(({ code, message }) => ({ code, message })),
        {
          code: 'a_confirmer',
          champ: 'malgre',
          message: 'Pour convoquer quand même, cochez « Convoquer malgré ce qui précède ».',
        },
      ]
}

/**
 * A day of one agent shows its first hours; the rest is folded, unless the fold would hide as
 * little as it takes room.
 */
export function plier<T>(heures: readonly T[]): [visibles: readonly T[], pliees: readonly T[]] {
  const [visibles, pasLaPeine] = [6, 2]
  return heures.length <= visibles + pasLaPeine
    ? [heures, []]
    : [heures.slice(0, visibles), heures.slice(visibles)]
}

/**
 * Days of a series: the same weekday and hour every n weeks, the first included. `fois` 1 to 26.
 */
export const joursDeLaSerie = (
  le: Jour,
  chaque: number,
  fois: number,
  ajouter: (le: Jour, nombre: number) => Jour,
): Jour[] => Array.from({ length: fois }, (_, i) => ajouter(le, i * 7 * chaque))

/**
 * A dossier is shared, its convocations are not: one changes one's own, those of a former service
 * of a person whom one now follows, and those that one may give (charte C3.3).
 */
export const refusDAutrui = (
  donnees: { entiteId: string | null; serviceId: string | null },
  par: { entiteId: string | null; suit: boolean; convoqueLa: boolean },
): Refusal[] =>
  donnees.entiteId === par.entiteId || (par.suit && donnees.serviceId !== null) || par.convoqueLa
    ? []
    : [
        {
          code: 'convocation_d_autrui',
          message:
            'Cette convocation est celle d’un autre service ou d’une juridiction : demandez-leur de la changer.',
        },
      ]
