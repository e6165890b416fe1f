import type { Jour } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda'>()

type Quoi = { entiteId: string; deLieuId: string; le: Jour; heure: string }
/**
 * Convocations to come at a place from a day on, in the order of the people: two removals meet them
 * in the same order.
 */
export const prevuesAuLieu = (tx: Tx, quoi: Quoi) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .select([
      'c.dossierId',
      'c.id as convocationId',
      'c.le',
      'c.heure',
      'c.dureeMinutes',
      'c.agendaId',
      'c.plageId',
      'c.modalite',
      'c.type',
    ])
    .where('c.lieuId', '=', quoi.deLieuId)
    .where('c.entiteId', '=', quoi.entiteId)
    .where('c.etat', '=', constante('prevue'))
    .where(eb =>
      eb.or([
        eb('c.le', '>', quoi.le),
        eb.and([eb('c.le', '=', quoi.le), eb('c.heure', '>', quoi.heure)]),
      ]),
    )
    .orderBy('c.dossierId')
    .orderBy('c.le')
    .orderBy('c.heure')
    .orderBy('c.id')
    .execute()
