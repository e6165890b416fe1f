import { afficherJour, type Jour } from '../platform/date.ts'
import type { Refusal } from '../platform/refusal.ts'
import { fonctionQui, fonctionsDe } from './fonction.rules.ts'

export const milieux = {
  ouvert: 'Milieu ouvert',
  ferme: 'Milieu fermé',
  mixte: 'Milieu mixte',
} as const
type Acteur = { fonction: string; serviceId: string | null }
const refuser = (code: string, message: string, champ?: string): Refusal[] => [
  { code, message, ...(champ ? { champ } : {}) },
]

/**
 * The administrator keeps the whole directory; a DFSPIP, the antennes and agents of their own
 * service (charte C1.6: means made visible).
 */
export const refusDeTenir = (acteur: Acteur, serviceId: string | null): Refusal[] =>
  acteur.fonction === 'administrateur' || (serviceId !== null && acteur.serviceId === serviceId)
    ? []
    : refuser(
        'autre_service',
        'Vous tenez l’annuaire de votre service seulement : demandez à l’administrateur.',
      )

/**
 * An antenne opens before it closes (charte C3.3: a convocation exists inside these hours only).
 */
export const refusDHoraires = (ouvreA: string, fermeA: string): Refusal[] =>
  ouvreA < fermeA ? [] : refuser('horaires', 'La fermeture est avant l’ouverture.', 'fermeA')

type DeSoi = { fonction: string; arriveLe: Jour; partiLe?: Jour | null | undefined }
/**
 * What opens one's own account, and until when, is another's to write (ADR 0051); `soi`: the
 * writer's own row, when it is theirs.
 */
export const refusDeSaFiche = (dit: DeSoi, soi: DeSoi | null): Refusal[] =>
  soi === null
    ? []
    : [
        ...(dit.fonction === soi.fonction
          ? []
          : refuser('sa_fonction', `Personne ne change sa propre fonction : ${A_QUI}`, 'fonction')),
        ...(dit.arriveLe === soi.arriveLe
          ? []
          : refuser('son_arrivee', `Personne ne change sa propre arrivée : ${A_QUI}`, 'arriveLe')),
        ...((dit.partiLe ?? null) === (soi.partiLe ?? null)
          ? []
          : refuser(
              'son_depart',
              `Personne n’écrit ni n’efface son propre départ : ${A_QUI}`,
              'partiLe',
            )),
      ]
const A_QUI = 'demandez à l’administrateur, ou à votre DFSPIP.'

/**
 * A function belongs to a service or to a juridiction, and an agent leaves after having come
 * (charte C6.2).
 */
export function refusDAgent(
  agent: { fonction: string; arriveLe: Jour; partiLe?: Jour | undefined },
  ou: 'service' | 'juridiction',
): Refusal[] {
  if (!fonctionsDe(ou).some(fonction => fonction === agent.fonction))
    return refuser(
      'fonction',
      ou === 'service'
        ? 'Cette fonction est celle d’une juridiction.'
        : 'Cette fonction est celle d’un service.',
      'fonction',
    )
  if (!agent.partiLe || agent.partiLe > agent.arriveLe) return []
  const message =
    agent.partiLe < agent.arriveLe
      ? 'Le départ est avant l’arrivée.'
      : 'Le départ est le jour de l’arrivée : l’agent ne serait là aucun jour.'
  return refuser('parti_avant', message, 'partiLe')
}

export const peutSuivre = (
  agent: { fonction: string; arriveLe: Jour },
  aujourdhui: Jour,
): boolean => fonctionQui(agent.fonction, 'suit') && agent.arriveLe <= aujourdhui
/**
 * Whoever follows dossiers goes on being able to: otherwise these are in nobody's hands and on
 * nobody's list (charte C9.1).
 */
export const refusDeNePlusSuivre = (
  nom: string,
  dossiers: number,
  champ: 'fonction' | 'arriveLe',
): Refusal[] =>
  dossiers === 0
    ? []
    : refuser(
        'suit_des_dossiers',
        `${nom} suit ${dossiers === 1 ? 'un dossier : confiez-le' : `${dossiers} dossiers : confiez-les`} d’abord à un autre référent.`,
        champ,
      )
/** The same name, function and day, in the same place: most often the form was sent twice. */
export const refusDeDoublon = (
  deja: { prenom: string; nom: string } | undefined,
  confirme: boolean,
): Refusal[] =>
  deja && !confirme
    ? refuser(
        'deja_a_l_annuaire',
        `${deja.prenom} ${deja.nom} est déjà à l’annuaire, avec cette fonction et ce jour d’arrivée. Si c’est quelqu’un d’autre, cochez-le ci-dessous.`,
        'confirme',
      )
    : []

/**
 * Somebody who has not arrived receives nobody, follows nobody and keeps no calendar before that
 * day (charte C9.1: no dossier is left without anybody).
 */
export const refusAvantLArrivee = (
  agent: { nomComplet: string; arriveLe: Jour } | undefined,
  le: Jour,
  champ: string,
): Refusal[] =>
  agent && agent.arriveLe > le
    ? refuser(
        'agent_a_venir',
        `${agent.nomComplet} arrive le ${afficherJour(agent.arriveLe)} : choisissez quelqu’un qui est là, ou revenez ce jour-là.`,
        champ,
      )
    : []

/**
 * What another wrote since the form was opened is never written over (complaint of the field,
 * terrain §5).
 */
export const refusDEmpreinte = (vue: string | undefined, actuelle: string): Refusal[] =>
  vue === actuelle
    ? []
    : refuser(
        'modifie_entretemps',
        'Cette fiche a changé pendant que vous écriviez : ouvrez-la de nouveau pour voir ce qui y est.',
      )
