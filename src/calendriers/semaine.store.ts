import type { Jour } from '../platform/date.ts'
import { constantes, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'

const db = tables<
  'calendriers',
  'moyens.vAgent' | 'creneaux.vAgenda' | 'agenda.vConvocation' | 'dossiers.vIdentite'
>()

/** Agents of a service or of a court on a day. */
export const agentsDeLEntite = (tx: Tx, entiteId: string, le: Jour) =>
  db(tx)
    .selectFrom('moyens.vAgent')
    .select(['agentId', 'nomComplet', 'antenneId'])
    .where(eb => eb.or([eb('serviceId', '=', entiteId), eb('juridictionId', '=', entiteId)]))
    .where(eb => eb.or([eb('partiLe', 'is', null), eb('partiLe', '>', le)]))
    .orderBy(nomFrancais('nom'))
    .orderBy(nomFrancais('prenom'))
    .orderBy('agentId')
    .execute()
export const agendasDeLEntite = (tx: Tx, entiteId: string) =>
  db(tx)
    .selectFrom('creneaux.vAgenda')
    .select(['agendaId', 'nom', 'lieuId', 'agentId', 'fermeLe'])
    .where('entiteId', '=', entiteId)
    .orderBy(nomFrancais('nom'))
    .orderBy('agendaId')
    .execute()

/**
 * Convocations of an entité that the reader's périmètre holds; the others are counted as places
 * taken, and nothing more.
 */
export const convocationsVisibles = (tx: Tx, entiteId: string, du: Jour, au: Jour) =>
  db(tx)
    .selectFrom('agenda.vConvocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .select([
      'c.dossierId',
      'c.convocationId',
      'c.agentId',
      'c.agendaId',
      'c.plageId',
      'c.lieuId',
      'c.collective',
      'c.typeLibelle',
      'c.le',
      'c.heure',
      'c.dureeMinutes',
      'c.etat',
      'i.nomComplet',
    ])
    .where('c.entiteId', '=', entiteId)
    .where('c.le', '>=', du)
    .where('c.le', '<=', au)
    .where('c.etat', 'not in', constantes('annulee', 'reportee'))
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy(nomFrancais('i.nomComplet'))
    .orderBy('c.convocationId')
    .execute()
