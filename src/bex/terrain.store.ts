import type { Absence, Plage } from '../creneaux/index.ts'
import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'

const db = tables<
  'bex',
  'creneaux.vType' | 'creneaux.vLieu' | 'creneaux.vPlage' | 'creneaux.vAbsence'
>()

/** Of a service and a court at once: a screen of the hearing asks each question one time. */
export const typesDes = (tx: Tx, entiteIds: string[], cles: readonly string[]) =>
  db(tx)
    .selectFrom('creneaux.vType')
    .select(['entiteId', 'cle', 'libelle', 'dureeMinutes', 'collectif'])
    .where('entiteId', 'in', entiteIds)
    .where('cle', 'in', [...cles])
    .where('actif', '=', constante(true))
    .orderBy('rang')
    .orderBy(nomFrancais('libelle'))
    .orderBy('entiteId')
    .execute()
export const lieuxDes = (tx: Tx, entiteIds: string[]) =>
  db(tx)
    .selectFrom('creneaux.vLieu')
    .selectAll()
    .where('entiteId', 'in', entiteIds)
    .orderBy(nomFrancais('nom'))
    .orderBy('lieuId')
    .execute()
export const plagesDes = async (
  tx: Tx,
  entiteIds: string[],
  du: Jour,
  au: Jour,
): Promise<Plage[]> =>
  await db(tx)
    .selectFrom('creneaux.vPlage')
    .selectAll()
    .where('entiteId', 'in', entiteIds)
    .where('du', '<=', au)
    .where(eb => eb.or([eb('au', 'is', null), eb('au', '>=', du)]))
    .execute()
export const absencesDes = (tx: Tx, entiteIds: string[], du: Jour, au: Jour): Promise<Absence[]> =>
  db(tx)
    .selectFrom('creneaux.vAbsence')
    .select(['agentId', 'agendaId', 'lieuId', 'du', 'au'])
    .where('entiteId', 'in', entiteIds)
    .where('au', '>', `${du}T00:00`)
    .where('du', '<', `${au}T24:00`)
    .execute()
