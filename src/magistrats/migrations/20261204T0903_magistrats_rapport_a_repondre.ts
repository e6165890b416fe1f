import { type Kysely, sql } from 'kysely'

/** What a juridiction has to read or to answer is found by juridiction: the index knew only what it had to read, and every writer of the country was asked. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX rapport_a_repondre ON magistrats.rapport (juridiction_id) WHERE etat IN ('transmis', 'lu');
    DROP INDEX magistrats.rapport_a_lire;
  `.execute(db)
}
