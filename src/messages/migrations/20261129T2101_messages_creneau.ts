import { type Kysely, sql } from 'kysely'

/** The slot that a message says, so that a cancellation names the last one that the person was told. Of former messages it is not known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE messages.message
      ADD COLUMN pour_le date,
      ADD COLUMN pour_heure time,
      ADD CONSTRAINT creneau_entier CHECK (num_nulls(pour_le, pour_heure) IN (0, 2));
  `.execute(db)
}
