import { afficherHeure, afficherJourCourt, type Jour } from '../platform/date.ts'
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
export const libelleDeForme = (f: string): string => formes[f as keyof typeof formes] ?? f

/** The answer « aucune » to « which convocation does it answer ». */
export const AUCUNE_CONVOCATION = 'aucune'

type Bornes = { aujourdhui: Jour; heure: string; naissanceLe: string; suiviDepuis: string }
/**
 * An entretien is told after it took place, to a person who was born, since they are followed: one before is confirmed, for a file taken over
 * from elsewhere (charte C1.2: individual work, written as it was).
 */
export function refusDuJour(
  { le, heure }: { le: Jour; heure?: string | undefined },
  { aujourdhui, naissanceLe, suiviDepuis, heure: maintenant }: Bornes,
  malgre: boolean,
): Refusal[] {
  if (le > aujourdhui)
    return [{ code: 'a_venir', champ: 'le', message: 'Cet entretien n’a pas encore eu lieu : convoquez plutôt la personne.' }]
  if (le === aujourdhui && heure && heure > maintenant)
    return [
      {
        code: 'heure_a_venir',
        champ: 'heure',
        message: 'Cette heure n’est pas encore passée : notez l’entretien une fois qu’il a eu lieu.',
      },
    ]
  if (le < naissanceLe)
    return [
      {
        code: 'avant_la_naissance',
        champ: 'le',
        message: `La personne est née le ${afficherJourCourt(naissanceLe as Jour)} : vérifiez l’année.`,
      },
    ]
  if (le < suiviDepuis && !malgre)
    return [
      {
        code: 'avant_le_suivi',
        champ: 'le',
        message: `Le suivi a commencé le ${afficherJourCourt(suiviDepuis as Jour)} : vérifiez l’année.`,
      },
      { code: 'a_confirmer', champ: 'malgre', message: 'Si l’entretien est bien de ce jour, cochez « Il est bien de ce jour ».' },
    ]
  return []
}

/** Since when the person is followed: the opening of the dossier, or a measure that was pronounced before. */
export const suiviDepuis = (ouvertLe: string, mesures: readonly { decisionLe: string }[]): string =>
  mesures.reduce((le, m) => (m.decisionLe < le ? m.decisionLe : le), ouvertLe)

type Prevue = { id: string; le: string; heure: string; etat: string }
/** A convocation planned on that very day is either this entretien or not: it is asked, so that it does not stay « Prévue » (terrain §1.4). */
export function refusSansConvocation(reponse: string | undefined, le: Jour, convocations: readonly Prevue[]): Refusal[] {
  const prevue = convocations.find(c => c.le === le && c.etat === 'prevue')
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

/** The convocation that a live entretien answers was not missed: which of the two is wrong is said by withdrawing the entretien. */
export const refusContreUnEntretien = (entretien: { le: string } | undefined): Refusal[] =>
  entretien
    ? [
        {
          code: 'entretien_note',
          message: `Un entretien du ${afficherJourCourt(entretien.le as Jour)} répond à cette convocation : la personne a été vue. S’il a été noté par erreur, retirez-le d’abord (« Entretiens », puis « Retirer »), et notez ensuite l’absence.`,
        },
      ]
    : []

/** An entretien is corrected or withdrawn by who wrote it, or by the service that follows the person (charte C1.3). */
export const refusDAuteur = (e: { agentId: string }, par: { id: string; serviceId: string | null }, serviceId: string): Refusal[] =>
  e.agentId === par.id || par.serviceId === serviceId
    ? []
    : [{ code: 'autre_service', message: 'Cet entretien se corrige par son auteur, ou par le service qui suit la personne.' }]
