import { sql } from 'kysely'
import { type Tx, tables } from '../platform/db/index.ts'
import { nomFrancais } from '../platform/liste.ts'
import type { Compte } from './statistique.rules.ts'

const db = tables<'observatoire', 'creneaux.vType'>()

/**
 * Convocations of the caller's entité between two days, by month, type and état. Counted by the
 * owner: see the migration.
 */
export const presence = async (tx: Tx, du: string, avant: string): Promise<Compte[]> =>
  (
    await sql<Compte>`SELECT * FROM observatoire.presence(${du}::date, ${avant}::date)
      ORDER BY mois, type, etat`.execute(db(tx))
  ).rows

/**
 * Days from a hearing to the first convocation; a month or a type that is null stands for all of
 * them.
 */
export type Delai = {
  mois: string | null
  type: string | null
  nombre: number
  quartile1: number
  mediane: number
  quartile3: number
}
export const delais = async (tx: Tx, du: string, avant: string): Promise<Delai[]> =>
  (
    await sql<Delai>`
      SELECT mois, type, nombre, quartile_1 AS "quartile1", mediane, quartile_3 AS "quartile3"
      FROM observatoire.delais(${du}::date, ${avant}::date)
      ORDER BY mois NULLS FIRST, type NULLS FIRST`.execute(db(tx))
  ).rows

/** Every type of an entité, those put aside too: they have counted. */
export const types = (tx: Tx, entiteId: string) =>
  db(tx)
    .selectFrom('creneaux.vType')
    .select(['cle', 'libelle'])
    .where('entiteId', '=', entiteId)
    .orderBy('rang')
    .orderBy(nomFrancais('libelle'))
    .orderBy('cle')
    .execute()
