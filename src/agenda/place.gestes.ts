import { type Context, ici } from '../platform/command.ts'
import { afficherHeure, afficherJour, ajouterJours } from '../platform/date.ts'
import type { Tx } from '../platform/db/index.ts'
import { contrainteViolee } from '../platform/db/pannes.ts'
import { trouver } from '../platform/introuvable.ts'
import { Refused } from '../platform/refusal.ts'
import type { Qui } from './convocation.gestes.ts'
import type { Champs } from './convocation.store.ts'
import * as store from './convocation.store.ts'
import { creneauxProposes } from './recherche.lecture.ts'
import { placeLibre, placer } from './recherche.store.ts'

/**
 * What the database says when two gestures meet: the second half of every capacity and overlap
 * check.
 */
export const contraintes = {
  une_personne_un_lieu_a_la_fois: 'Cette personne est déjà convoquée à ce moment-là.',
  un_agent_une_personne_a_la_fois:
    'Cet agent reçoit déjà quelqu’un à ce moment-là : choisissez une autre heure ou un autre agent.',
  une_place_une_personne: 'Ce créneau vient d’être pris : choisissez-en un autre.',
  capacite_de_la_plage: 'Cette plage vient de changer : choisissez un autre créneau.',
}
/**
 * What the database says of a place that was taken meanwhile; undefined when it is another fault.
 */
export const ditParLaBase = (erreur: unknown): string | undefined =>
  contraintes[contrainteViolee(erreur) as keyof typeof contraintes]
/** Why one of many could not be written, the others being so; undefined when it is a fault. */
export const ditPar = (erreur: unknown): string | undefined =>
  erreur instanceof Refused ? erreur.message : ditParLaBase(erreur)

/**
 * Takes a place in the caller's transaction: the lowest that is free, under a lock of the agent,
 * the agenda and the person.
 */
export async function prendrePlace(
  tx: Tx,
  context: Context,
  dossierId: string,
  donnees: Omit<Champs, 'place'>,
): Promise<number> {
  await store.prendreSonTour(tx, {
    agentId: donnees.agentId,
    agendaId: donnees.agendaId,
    dossierId,
  })
  if (!donnees.agendaId) return 1
  const place = await placeLibre(tx, { ...donnees, agendaId: donnees.agendaId })
  if (place === null)
    throw new Refused([
      { code: 'complet', champ: 'creneau', message: await complet(tx, context, donnees) },
    ])
  return place
}

/** A full slot is refused with the next ones that have room. */
async function complet(tx: Tx, context: Context, donnees: Omit<Champs, 'place'>): Promise<string> {
  const libres = await creneauxProposes(tx, {
    entiteId: donnees.serviceId ?? donnees.juridictionId ?? '',
    type: donnees.type,
    du: context.aujourdhui,
    au: ajouterJours(context.aujourdhui, 90),
    ...(donnees.agendaId ? { agendaId: donnees.agendaId } : {}),
    maintenant: ici(context),
    limite: 3,
  })
  const suite = libres
    .map(creneau => `${afficherJour(creneau.le)} à ${afficherHeure(creneau.heure)}`)
    .join(', ')
  return `Ce créneau est complet. ${suite ? `Prochains créneaux libres : ${suite}.` : 'Aucun autre créneau n’est libre dans les trois mois.'}`
}

/**
 * Who comes to a group after an excuse: a free place, or theirs beside whoever has it now; that
 * they came is not refused.
 */
export async function reprendreUnePlace(tx: Tx, qui: Qui): Promise<void> {
  const convocation = trouver(await store.convocation(tx, qui.dossierId, qui.convocationId))
  if (!convocation.collective || !convocation.agendaId) return
  await store.prendreSonTour(tx, {
    agentId: null,
    agendaId: convocation.agendaId,
    dossierId: convocation.dossierId,
  })
  const place = await placeLibre(tx, { ...convocation, agendaId: convocation.agendaId })
  if (place !== null && place !== convocation.place) await placer(tx, qui, place)
}
