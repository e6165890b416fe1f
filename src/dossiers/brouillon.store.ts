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
  autre: {
    dossierId: string
    compteId: string
    cle: string
    url: string
    titre: string
    valeurs: object
    version: number
  },
) =>
  db(tx)
    .insertInto('dossiers.brouillon')
    .values({ ...autre, valeurs: JSON.stringify(autre.valeurs), version: autre.version + 1 })
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
        .where('dossiers.brouillon.version', '=', autre.version),
    )
    .returning(['version', 'enregistreA'])
    .executeTakeFirst()

/** Throws one away; the page where it was written, undefined where there was none. */
export const jeterBrouillon = (tx: Tx, dossierId: string, compteId: string, cle: string) =>
  db(tx)
    .deleteFrom('dossiers.brouillon')
    .where('dossierId', '=', dossierId)
    .where('compteId', '=', compteId)
    .where('cle', '=', cle)
    .returning('url')
    .executeTakeFirst()

/** How many drafts an account has in a dossier: one's own alone can be read. */
export const combienDeBrouillons = async (
  tx: Tx,
  dossierId: string,
  compteId: string,
): Promise<number> =>
  (
    await db(tx)
      .selectFrom('dossiers.brouillon')
      .select(eb => eb.fn.countAll<number>().as('combien'))
      .where('dossierId', '=', dossierId)
      .where('compteId', '=', compteId)
      .executeTakeFirstOrThrow()
  ).combien

/**
 * The drafts of an account in a dossier whose key begins so, each with the page where it is
 * written.
 */
export const brouillonsDe = (
  tx: Tx,
  { dossierId, compteId, debut }: { dossierId: string; compteId: string; debut: string },
) =>
  db(tx)
    .selectFrom('dossiers.brouillon')
    .select(['cle', 'url', 'titre', 'enregistreA'])
    .where('dossierId', '=', dossierId)
    .where('compteId', '=', compteId)
    .where(sql<boolean>`starts_with(cle, ${debut})`)
    .orderBy('enregistreA', 'desc')
    .orderBy('cle')
    .execute()
