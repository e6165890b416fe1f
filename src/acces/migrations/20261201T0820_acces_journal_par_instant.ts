import { type Kysely, sql } from 'kysely'

/** The journal of a service is read the latest first, across its agents: it sorted all their lines for each page of twenty-five. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX journal_lecture_par_instant ON acces.journal_lecture (a DESC);
    CREATE INDEX journal_ecriture_par_instant ON acces.journal_ecriture (a DESC);
  `.execute(db)
}
