import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import type { Nouvelle } from './convocation.store.ts'
import type { Rattachement } from './rattachement.store.ts'

const db = tables<'agenda'>()

/**
 * Writes a new convocation, which measures it serves and the first line of its history, in one
 * query; gives its identifier.
 */
export function insererConvocation(
  tx: Tx,
  nouvelle: Nouvelle,
  { liens, dites }: Rattachement,
): Promise<{ id: string }> {
  const mesures = sql<{ mesureId: string; devoir: string | null }>`
    unnest(${liens.map(lien => lien.mesureId)}::uuid[],
      ${liens.map(lien => lien.devoir)}::text[])`.as<'l'>(sql`l (mesure_id, devoir)`)
  return db(tx)
    .with('posee', requete =>
      requete
        .insertInto('agenda.convocation')
        .values({ ...nouvelle, mesuresDitesA: dites ? sql<string>`now()` : null })
        .returning(['dossierId', 'id', 'etat', 'creeePar']),
    )
    .with('liees', requete =>
      requete
        .insertInto('agenda.convocationMesure')
        .columns(['dossierId', 'convocationId', 'mesureId', 'devoir'])
        .expression(
          requete
            .selectFrom(['posee', mesures])
            .select(['posee.dossierId', 'posee.id', 'l.mesureId', 'l.devoir']),
        ),
    )
    .with('dite', requete =>
      requete
        .insertInto('agenda.etatDeConvocation')
        .columns(['dossierId', 'convocationId', 'etat', 'par'])
        .expression(requete.selectFrom('posee').select(['dossierId', 'id', 'etat', 'creeePar'])),
    )
    .selectFrom('posee')
    .select('id')
    .executeTakeFirstOrThrow()
}
