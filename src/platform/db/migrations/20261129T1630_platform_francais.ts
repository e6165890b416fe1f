import { type Kysely, sql } from 'kysely'

/** The order of a French dictionary, whatever the locale of the cluster: É sorts with E, and not after Z. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE COLLATION platform.francais (provider = icu, locale = 'fr')`.execute(db)
}
