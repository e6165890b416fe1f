import type { Moment } from '../platform/date.ts'
import { constante, type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda'>()

/** Home visits to come at an address. */
export const visitesAVenir = (
  tx: Tx,
  { dossierId, adresse, maintenant }: { dossierId: string; adresse: string; maintenant: Moment },
) =>
  db(tx)
    .selectFrom('agenda.convocation')
    .select(['id', 'le', 'heure', 'prevenir'])
    .where('dossierId', '=', dossierId)
    .where('etat', '=', constante('prevue'))
    .where('modalite', '=', constante('domicile'))
    .where('adresse', '=', adresse)
    .where(eb =>
      eb.or([
        eb('le', '>', maintenant.le),
        eb.and([eb('le', '=', maintenant.le), eb('heure', '>', maintenant.heure)]),
      ]),
    )
    .orderBy('le')
    .orderBy('heure')
    .orderBy('id')
    .execute()
