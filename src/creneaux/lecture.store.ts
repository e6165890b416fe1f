import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'
import type { Absence, Plage } from './creneau.rules.ts'

const db = tables<'creneaux', 'moyens.vAgent'>()

/** Types of an entité, in their order; `actifs` leaves out those put aside. */
export const typesDeLEntite = (tx: Tx, entiteId: string, actifs = true) => {
  const requete = db(tx)
    .selectFrom('creneaux.vType')
    .selectAll()
    .where('entiteId', '=', entiteId)
    .orderBy('rang')
    .orderBy(nomFrancais('libelle'))
    .orderBy('cle')
  return (actifs ? requete.where('actif', '=', constante(true)) : requete).execute()
}
/** Active types of several entités, for who convokes across them. */
export const typesDesEntites = (tx: Tx, entiteIds: string[]) =>
  db(tx)
    .selectFrom('creneaux.vType')
    .selectAll()
    .where('entiteId', 'in', entiteIds)
    .where('actif', '=', constante(true))
    .orderBy('rang')
    .orderBy(nomFrancais('libelle'))
    .orderBy('entiteId')
    .orderBy('cle')
    .execute()
export const typeDe = (tx: Tx, entiteId: string, cle: string) =>
  db(tx)
    .selectFrom('creneaux.vType')
    .selectAll()
    .where('entiteId', '=', entiteId)
    .where('cle', '=', cle)
    .executeTakeFirst()
export type TypeDeConvocation = NonNullable<Awaited<ReturnType<typeof typeDe>>>

/** Places of an entité open on a day; every one when no day is given. */
export const lieuxDeLEntite = (tx: Tx, entiteId: string, le: Jour | null) => {
  const requete = db(tx)
    .selectFrom('creneaux.vLieu')
    .selectAll()
    .where('entiteId', '=', entiteId)
    .orderBy(nomFrancais('nom'))
    .orderBy('lieuId')
  return (
    le === null
      ? requete
      : requete.where(eb => eb.or([eb('fermeLe', 'is', null), eb('fermeLe', '>', le)]))
  ).execute()
}
export const lieuParId = (tx: Tx, lieuId: string) =>
  db(tx).selectFrom('creneaux.vLieu').selectAll().where('lieuId', '=', lieuId).executeTakeFirst()
export type Lieu = NonNullable<Awaited<ReturnType<typeof lieuParId>>>
export const agendaParId = (tx: Tx, agendaId: string) =>
  db(tx)
    .selectFrom('creneaux.vAgenda')
    .selectAll()
    .where('agendaId', '=', agendaId)
    .executeTakeFirst()

export const colonnesDePlage = [
  'plageId',
  'agendaId',
  'agendaNom',
  'entiteId',
  'lieuId',
  'agentId',
  'types',
  'du',
  'au',
  'jours',
  'toutesLes',
  'de',
  'a',
  'pasMinutes',
  'capacite',
  'collective',
  'intitule',
  'fermeLe',
] as const
/** Ranges of an entité that live between two days, of one type when it is given. */
export const plagesDe = async (
  tx: Tx,
  donnees: { entiteId: string; type?: string; du: Jour; au: Jour },
): Promise<Plage[]> => {
  let requete = db(tx)
    .selectFrom('creneaux.vPlage')
    .select(colonnesDePlage)
    .where('entiteId', '=', donnees.entiteId)
    .where('du', '<=', donnees.au)
    .where(eb => eb.or([eb('au', 'is', null), eb('au', '>=', donnees.du)]))
  if (donnees.type) requete = requete.where(eb => eb(eb.val(donnees.type), '=', eb.fn.any('types')))
  return await requete.execute()
}
/**
 * Group sessions led by an agent between two days: they hold the agent whatever the type that is
 * looked for.
 */
export const seancesDe = async (
  tx: Tx,
  donnees: { entiteId: string; du: Jour; au: Jour },
): Promise<Plage[]> =>
  (await plagesDe(tx, donnees)).filter(plage => plage.collective && plage.agentId !== null)
export const plageParId = async (tx: Tx, plageId: string): Promise<Plage | undefined> =>
  await db(tx)
    .selectFrom('creneaux.vPlage')
    .select(colonnesDePlage)
    .where('plageId', '=', plageId)
    .executeTakeFirst()
/** Absences and closures of an entité that touch the days between two. */
export const absencesDe = async (
  tx: Tx,
  donnees: { entiteId: string; du: Jour; au: Jour },
): Promise<Absence[]> =>
  db(tx)
    .selectFrom('creneaux.vAbsence')
    .select(['agentId', 'agendaId', 'lieuId', 'du', 'au', 'motif', 'absenceId'])
    .where('entiteId', '=', donnees.entiteId)
    .where('au', '>', `${donnees.du}T00:00`)
    .where('du', '<', `${donnees.au}T24:00`)
    .execute()
