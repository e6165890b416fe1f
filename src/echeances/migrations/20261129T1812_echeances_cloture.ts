import { type Kysely, sql } from 'kysely'

/** A deadline set aside by a closing remembers which: opening again takes it up. Those set aside before name none, and nothing is guessed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE echeances.non_poursuite ADD COLUMN cloture_id uuid`.execute(db)
}
