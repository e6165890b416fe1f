import { fonctionQui } from '../moyens/fonction.rules.ts'
import { afficherJourCourt, ajouterMois, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'

/**
 * Who asked, and who has it in hand. `serviceQuiSuit` is the service in charge of the person today.
 */
type Demande = {
  juridictionId: string
  saisiePar: string
  saisieParJuridictionId: string | null
  detenteur: string | null
  serviceQuiSuit: string | null
}
type Qui = { id: string; fonction: string; serviceId: string | null; juridictionId: string | null }
const deLaJuridiction = (demande: Demande, qui: Qui) =>
  qui.juridictionId === demande.juridictionId &&
  (fonctionQui(qui.fonction, 'juge') || qui.id === demande.saisiePar)
const duService = (demande: Demande, qui: Qui) =>
  qui.serviceId !== null && qui.serviceId === demande.serviceQuiSuit

/**
 * What a juridiction asked is closed or corrected by that juridiction alone: its JAP and its
 * greffe, or whoever asked. What a service wrote down for a juridiction is in the care of the
 * service that follows the person too, else a mistake of entry could not be withdrawn
 * (charte C3.4).
 */
export const refusDeDisposer = (demande: Demande, qui: Qui): Refusal[] => {
  if (
    deLaJuridiction(demande, qui) ||
    (demande.saisieParJuridictionId === null && duService(demande, qui))
  )
    return []
  return [
    {
      code: 'autre_demandeur',
      message:
        'Seule la juridiction qui demande ferme ou corrige sa demande : son JAP, son greffe, ou la personne qui l’a faite.',
    },
  ]
}

/**
 * A demand that names no measure opens the dossier to the juridiction for as long as it waits: the
 * service that follows the person closes it too, saying why, and whoever asked is told (invariant
 * 14).
 */
export const refusDeClore = (
  demande: Demande & { mesureId: string | null },
  qui: Qui,
): Refusal[] =>
  demande.mesureId === null && duService(demande, qui) ? [] : refusDeDisposer(demande, qui)

/**
 * A juridiction asks about its own measures; what a service writes down for one names the measure
 * that was asked about.
 */
export const refusDAutreMesure = (
  { juridictionId }: Pick<Qui, 'juridictionId'>,
  donnees: { juridictionId: string | null; juridictionNom: string | null } | undefined,
): Refusal[] =>
  !donnees ||
  juridictionId === null ||
  donnees.juridictionId === null ||
  donnees.juridictionId === juridictionId
    ? []
    : [
        {
          code: 'mesure_d_une_autre_juridiction',
          champ: 'mesureId',
          message: `Cette mesure relève de : ${donnees.juridictionNom ?? 'une autre juridiction'}. Demandez sur une mesure de votre juridiction, ou n’en nommez aucune.`,
        },
      ]

/**
 * Whoever has it in hand passes it on: the juridiction, or the service that follows, which also
 * answers for the person and the partners.
 */
export const refusDePasser = (demande: Demande, qui: Qui): Refusal[] => {
  if (demande.detenteur === 'juridiction')
    return deLaJuridiction(demande, qui)
      ? []
      : [
          {
            code: 'autre_detenteur',
            message: 'La juridiction a cette demande en main : elle seule peut la passer.',
          },
        ]
  return duService(demande, qui)
    ? []
    : [
        {
          code: 'autre_detenteur',
          message:
            'Le service qui suit la personne a cette demande en main : lui seul peut la passer.',
        },
      ]
}

type Jours = { recueLe: Jour; aujourdhui: Jour; naissanceLe: Jour | null; confirme: boolean }
export const refusDeReception = ({
  recueLe,
  aujourdhui,
  naissanceLe,
  confirme,
}: Jours): Refusal[] => {
  if (recueLe > aujourdhui)
    return [{ code: 'recue_a_venir', champ: 'recueLe', message: 'Ce jour n’est pas encore venu.' }]
  if (naissanceLe && recueLe < naissanceLe)
    return [
      {
        code: 'avant_la_naissance',
        champ: 'recueLe',
        message: `La personne est née le ${afficherJourCourt(naissanceLe)} : vérifiez l’année.`,
      },
    ]
  if (recueLe >= ajouterMois(aujourdhui, -12) || confirme) return []
  return [
    {
      code: 'recue_ancienne',
      champ: 'recueLe',
      message: 'Cette demande aurait plus d’un an : vérifiez l’année.',
    },
    {
      code: 'a_confirmer',
      champ: 'confirme',
      message: 'Si elle est bien de ce jour, cochez « Elle est bien de ce jour ».',
    },
  ]
}
/**
 * A day given today for what is awaited: neither past, nor so far that the year is a slip of the
 * pen.
 */
export const refusDuJourAttendu = (le: Jour, aujourdhui: Jour, champ: string): Refusal[] => {
  if (le < aujourdhui) return [{ code: 'echeance_passee', champ, message: 'Ce jour est passé.' }]
  return le > ajouterMois(aujourdhui, 24)
    ? [
        {
          code: 'echeance_lointaine',
          champ,
          message: 'Ce jour est dans plus de deux ans : vérifiez l’année.',
        },
      ]
    : []
}

/** Requests of a juridiction, in the words of the field (terrain §6). */
export const naturesDeSaisine = {
  rapport_suivi: 'Rapport de suivi',
  avis: 'Avis demandé',
  enquete: 'Enquête',
  incident: 'Note d’incident',
  amenagement: 'Aménagement de peine (723-15)',
  modification: 'Modification des obligations',
  complement: 'Complément à un rapport',
} as const
export const detenteurs = {
  juridiction: 'Juridiction',
  spip: 'SPIP',
  personne: 'Personne suivie',
  partenaire: 'Partenaire',
} as const
export const refusDEcheance = (recueLe: Jour, echeanceLe: Jour): Refusal[] =>
  echeanceLe < recueLe
    ? [{ code: 'echeance_avant', champ: 'echeanceLe', message: 'L’échéance est avant la demande.' }]
    : []

type Detention = { detenteur: string; depuisA: string; jusquA: string | null }
/**
 * Whole days that each has kept a saisine, so that a delay has its author (charte C3.4). Days are
 * 24 hours of the clock.
 */
export function joursParDetenteur(
  detentions: Detention[],
  maintenant: string,
): { detenteur: string; jours: number }[] {
  const totaux = new Map<string, number>()
  for (const detention of detentions) {
    const ms = Date.parse(detention.jusquA ?? maintenant) - Date.parse(detention.depuisA)
    totaux.set(detention.detenteur, (totaux.get(detention.detenteur) ?? 0) + Math.max(0, ms))
  }
  return [...totaux].map(([detenteur, ms]) => ({ detenteur, jours: Math.floor(ms / 86_400_000) }))
}
