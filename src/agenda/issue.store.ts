import type { Jour } from '../platform/date.ts'
import { constantes, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda', 'creneaux.vType'>()

/**
 * Lines of the history that say what becomes of a convocation; every other one (moved, attached,
 * arrived) leaves that as it is.
 */
export const ISSUES: readonly string[] = [
  'prevue',
  'honoree',
  'excusee',
  'manquee',
  'annulee',
  'reportee',
  'retablie',
]
/**
 * Outcomes that it went through, the present one first; `causeId` is the fact that gave it, null
 * when somebody noted it by hand.
 */
export const issuesSuccessives = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .selectFrom('agenda.etatDeConvocation')
    .select(['id', 'etat', 'causeId', 'a'])
    .where('dossierId', '=', dossierId)
    .where('convocationId', '=', id)
    .where('etat', 'in', ISSUES)
    .orderBy('a', 'desc')
    .orderBy('id', 'desc')
    .execute()
/**
 * Convocations of a person that an entretien of a day may answer: planned or honoured by then, the
 * latest first.
 */
export const convocationsAEntretien = (tx: Tx, dossierId: string, jusquAu: Jour) =>
  db(tx)
    .selectFrom('agenda.convocation as c')
    .innerJoin('creneaux.vType as t', jointure =>
      jointure.onRef('t.entiteId', '=', 'c.entiteId').onRef('t.cle', '=', 'c.type'),
    )
    .select(['c.id', 'c.le', 'c.heure', 'c.etat', 't.libelle as typeLibelle'])
    .where('c.dossierId', '=', dossierId)
    .where('c.serviceId', 'is not', null)
    .where('c.le', '<=', jusquAu)
    .where('c.etat', 'in', constantes('prevue', 'honoree', 'excusee', 'manquee'))
    .orderBy('c.le', 'desc')
    .orderBy('c.heure', 'desc')
    .orderBy('c.id')
    .execute()
