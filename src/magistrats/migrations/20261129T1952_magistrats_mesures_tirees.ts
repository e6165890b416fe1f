import { type Kysely, sql } from 'kysely'

/**
 * A report keeps what its part on the measures said when it was drawn from the dossier, so that it is known to be out of date. Of those already
 * there nobody kept it: NULL, and what changed since they were begun is said without the words that changed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE magistrats.rapport ADD COLUMN mesures_tirees jsonb, ADD COLUMN mesures_tirees_a timestamptz;
    UPDATE magistrats.rapport SET mesures_tirees_a = cree_a;
    ALTER TABLE magistrats.rapport ALTER COLUMN mesures_tirees_a SET NOT NULL, ALTER COLUMN mesures_tirees_a SET DEFAULT now();
    COMMENT ON COLUMN magistrats.rapport.mesures_tirees IS 'Each measure as the dossier said it when the part was drawn or checked; NULL: not kept.';
  `.execute(db)
}
