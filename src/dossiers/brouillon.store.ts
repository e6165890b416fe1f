import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'

const db = tables<'dossiers'>()

export const brouillon = (tx: Tx, dossierId: string, compteId: string, cle: string) =>
  db(tx)
    .selectFrom('dossiers.brouillon')
    .select(['valeurs', 'version', 'enregistreA', 'titre'])
    .where('dossierId', '=', dossierId)
    .where('compteId', '=', compteId)
    .where('cle', '=', cle)
    .executeTakeFirst()

/** Saves over the version that the page knows; undefined when another tab has saved since. */
export const garderBrouillon = (
  tx: Tx,
  b: { dossierId: string; compteId: string; cle: string; url: string; titre: string; valeurs: object; version: number },
) =>
  db(tx)
    .insertInto('dossiers.brouillon')
    .values({ ...b, valeurs: JSON.stringify(b.valeurs), version: b.version + 1 })
    .onConflict(oc =>
      oc
        .columns(['dossierId', 'compteId', 'cle'])
        .doUpdateSet({
          valeurs: eb => eb.ref('excluded.valeurs'),
          titre: eb => eb.ref('excluded.titre'),
          url: eb => eb.ref('excluded.url'),
          version: eb => eb.ref('excluded.version'),
          enregistreA: sql<string>`now()`,
        })
        .where('dossiers.brouillon.version', '=', b.version),
    )
    .returning(['version', 'enregistreA'])
    .executeTakeFirst()
export const jeterBrouillon = (tx: Tx, dossierId: string, compteId: string, cle: string) =>
  db(tx)
    .deleteFrom('dossiers.brouillon')
    .where('dossierId', '=', dossierId)
    .where('compteId', '=', compteId)
    .where('cle', '=', cle)
    .execute()
