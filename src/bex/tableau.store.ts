import type { Jour } from '../platform/date.ts'
import { constantes, type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'
import type { Venue } from './tableau.rules.ts'

const db = tables<'bex', 'agenda.vConvocation' | 'dossiers.vIdentite'>()

/**
 * Who comes on a day for a type, among those whose dossier one may see: the périmètre leaves out
 * the others.
 */
export const venuesDuJour = (tx: Tx, entiteId: string, type: string, le: Jour): Promise<Venue[]> =>
  db(tx)
    .selectFrom('agenda.vConvocation as c')
    .innerJoin('dossiers.vIdentite as i', 'i.dossierId', 'c.dossierId')
    .leftJoin('bex.vRemise as r', jointure =>
      jointure
        .onRef('r.dossierId', '=', 'c.dossierId')
        .on(eb =>
          eb.or([
            eb('r.convocationId', '=', eb.ref('c.convocationId')),
            eb('r.secondeConvocationId', '=', eb.ref('c.convocationId')),
          ]),
        ),
    )
    .select([
      'c.dossierId',
      'c.convocationId',
      'c.agendaId',
      'c.heure',
      'c.etat',
      'c.origine',
      'i.nomComplet',
      'r.numeroParquet',
    ])
    .where('c.entiteId', '=', entiteId)
    .where('c.type', '=', type)
    .where('c.le', '=', le)
    .where('c.etat', 'not in', constantes('annulee', 'reportee'))
    .orderBy('c.heure')
    .orderBy(nomFrancais('i.nomComplet'))
    .orderBy('c.convocationId')
    .execute()
