import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'agenda'>()

/** The paper was given in hand: it says the slot as it now is. */
export const noterRemise = (tx: Tx, dossierId: string, id: string) =>
  db(tx)
    .updateTable('agenda.convocation')
    .set(eb => ({
      remiseVersion: eb.ref('version'),
      remiseLe: eb.ref('le'),
      remiseHeure: eb.ref('heure'),
      remiseLieu: eb.ref('lieu'),
    }))
    .where('dossierId', '=', dossierId)
    .where('id', '=', id)
    .execute()

/** Each of these convocations with all those that it replaces, itself first. */
export const chaines = (tx: Tx, dossierIds: string[], ids: string[]) =>
  db(tx)
    .withRecursive('chaine', requete =>
      requete
        .selectFrom('agenda.convocation')
        .select(['id as pour', 'dossierId', 'id', 'remplaceId', sql<number>`0`.as('rang')])
        .where('dossierId', 'in', dossierIds)
        .where('id', 'in', ids)
        .unionAll(
          requete
            .selectFrom('chaine as suite')
            .innerJoin('agenda.convocation as avant', jointure =>
              jointure
                .onRef('avant.dossierId', '=', 'suite.dossierId')
                .onRef('avant.id', '=', 'suite.remplaceId'),
            )
            .select([
              'suite.pour',
              'avant.dossierId',
              'avant.id',
              'avant.remplaceId',
              sql<number>`suite.rang + 1`.as('rang'),
            ]),
        ),
    )
    .selectFrom('chaine')
    .innerJoin('agenda.convocation as c', jointure =>
      jointure.onRef('c.dossierId', '=', 'chaine.dossierId').onRef('c.id', '=', 'chaine.id'),
    )
    .select(['chaine.pour', 'c.dossierId', 'c.id', 'c.le', 'c.heure', 'c.lieu'])
    .select(['c.remiseVersion', 'c.remiseLe', 'c.remiseHeure', 'c.remiseLieu'])
    .orderBy('chaine.pour')
    .orderBy('chaine.rang')
    .execute()
