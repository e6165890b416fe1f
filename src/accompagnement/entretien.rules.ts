import {
  afficherHeure,
  afficherJourCourt,
  estPassee,
  type Jour,
  type Moment,
} from '../platform/date.ts'
import { direDe } from '../platform/mots.ts'
import type { Refusal } from '../platform/refusal.ts'

export const formes = {
  bureau: 'Au bureau',
  telephone: 'Au téléphone',
  visio: 'En visioconférence',
  domicile: 'Au domicile',
  etablissement: 'En établissement',
  partenaire: 'Chez un partenaire',
  autre: 'Ailleurs',
} as const
export const libelleDeForme = (fonction: string): string => direDe(formes, fonction)

/** The answer « aucune » to « which convocation does it answer ». */
export const AUCUNE_CONVOCATION = 'aucune'

type Bornes = { aujourdhui: Jour; heure: string; naissanceLe: Jour; suiviDepuis: string }
/**
 * An entretien is told after it took place, to a person who was born, since they are followed: one
 * before is confirmed, for a file taken over from elsewhere (charte C1.2: individual work, written
 * as it was).
 */
export function refusDuJour(
  { le, heure }: { le: Jour; heure?: string | undefined },
  { aujourdhui, naissanceLe, suiviDepuis, heure: maintenant }: Bornes,
  malgre: boolean,
): Refusal[] {
  if (le > aujourdhui)
    return [
      {
        code: 'a_venir',
        champ: 'le',
        message: 'Cet entretien n’a pas encore eu lieu : convoquez plutôt la personne.',
      },
    ]
  if (le === aujourdhui && heure && heure > maintenant)
    return [
      {
        code: 'heure_a_venir',
        champ: 'heure',
        message:
          'Cette heure n’est pas encore passée : notez l’entretien une fois qu’il a eu lieu.',
      },
    ]
  if (le < naissanceLe)
    return [
      {
        code: 'avant_la_naissance',
        champ: 'le',
        message: `La personne est née le ${afficherJourCourt(naissanceLe)} : vérifiez l’année.`,
      },
    ]
  if (le < suiviDepuis && !malgre)
    return [
      {
        code: 'avant_le_suivi',
        champ: 'le',
        message: `Le suivi a commencé le ${afficherJourCourt(suiviDepuis as Jour)} : vérifiez l’année.`,
      },
      {
        code: 'a_confirmer',
        champ: 'malgre',
        message: 'Si l’entretien est bien de ce jour, cochez « Il est bien de ce jour ».',
      },
    ]
  return []
}

/**
 * Since when the person is followed: the opening of the dossier, or a measure that was pronounced
 * before.
 */
export const suiviDepuis = (ouvertLe: Jour, mesures: readonly { decisionLe: Jour }[]): string =>
  mesures.reduce((le, ligne) => (ligne.decisionLe < le ? ligne.decisionLe : le), ouvertLe)

type Prevue = { id: string; le: Jour; heure: string; etat: string }
/**
 * A convocation of that very day, whose hour has come, is either this entretien or not: it is
 * asked, so that it does not stay « Prévue » (terrain §1.4).
 */
export function refusSansConvocation(
  reponse: string | undefined,
  le: Jour,
  { convocations, maintenant }: { convocations: readonly Prevue[]; maintenant: Moment },
): Refusal[] {
  const prevue = convocations.find(
    convocation =>
      convocation.le === le && convocation.etat === 'prevue' && estPassee(convocation, maintenant),
  )
  return reponse === undefined && prevue
    ? [
        {
          code: 'convocation_a_dire',
          champ: 'convocationId',
          message: `Une convocation est prévue ce jour-là à ${afficherHeure(prevue.heure)} : dites si c’est cet entretien.`,
        },
      ]
    : []
}
type Repondue = { le: Jour; heure: string; etat: string; arriveeA: unknown }
/**
 * An entretien honours the convocation of its own day, once its hour has come, or the person: the
 * same person seen another day answers it only where whoever saw them says so.
 */
export function refusDeLaConvocation(
  repondue: Repondue,
  le: Jour,
  { maintenant, autreJour }: { maintenant: Moment; autreJour: boolean },
): Refusal[] {
  const [saisi, sien] = [afficherJourCourt(le), afficherJourCourt(repondue.le)]
  if (repondue.etat !== 'honoree' && !repondue.arriveeA && !estPassee(repondue, maintenant))
    return [
      {
        code: 'pas_encore',
        champ: 'convocationId',
        message: `La convocation du ${sien} à ${afficherHeure(repondue.heure)} est encore à venir : elle ne peut pas être honorée. Si la personne est déjà là, notez d’abord son arrivée ; sinon, ne choisissez pas cette convocation.`,
      },
    ]
  return repondue.le === le || autreJour
    ? []
    : [
        {
          code: 'autre_jour',
          champ: 'convocationId',
          message: `L’entretien est du ${saisi}, la convocation du ${sien} : vérifiez le jour, ou la convocation choisie.`,
        },
        {
          code: 'a_confirmer',
          champ: 'autreJour',
          message: `Si l’entretien du ${saisi} répond bien à la convocation du ${sien}, cochez « Il y répond, un autre jour ».`,
        },
      ]
}
/**
 * Moved to another day than its convocation, an entretien answers it still, or no more: it is
 * asked.
 */
export const refusSansReponse = (
  reponse: string | undefined,
  le: Jour,
  convocation: { le: Jour },
): Refusal[] =>
  reponse !== undefined || le === convocation.le
    ? []
    : [
        {
          code: 'convocation_a_dire',
          champ: 'repond',
          message: `L’entretien passe au ${afficherJourCourt(le)}, et la convocation à laquelle il répond est du ${afficherJourCourt(convocation.le)} : dites s’il y répond toujours.`,
        },
      ]
/** One convocation, one entretien. */
export const refusDeDoublon = (existant: unknown): Refusal[] =>
  existant
    ? [
        {
          code: 'deja_note',
          champ: 'convocationId',
          message: 'L’entretien de cette convocation est déjà noté : ouvrez-le pour le corriger.',
        },
      ]
    : []

/**
 * The convocation that a live entretien answers was not missed: which of the two is wrong is said
 * by withdrawing the entretien.
 */
export const refusContreUnEntretien = (entretien: { le: Jour } | undefined): Refusal[] =>
  entretien
    ? [
        {
          code: 'entretien_note',
          message: `Un entretien du ${afficherJourCourt(entretien.le)} répond à cette convocation : la personne a été vue. S’il a été noté par erreur, retirez-le d’abord (« Entretiens », puis « Retirer »), et notez ensuite l’absence.`,
        },
      ]
    : []

/**
 * An entretien is corrected or withdrawn by who wrote it, or by the service that follows the person
 * (charte C1.3).
 */
export const refusDAuteur = (
  donnees: { agentId: string },
  par: { id: string; serviceId: string | null },
  serviceId: string,
): Refusal[] =>
  donnees.agentId === par.id || par.serviceId === serviceId
    ? []
    : [
        {
          code: 'autre_service',
          message:
            'Cet entretien se corrige par son auteur, ou par le service qui suit la personne.',
        },
      ]
