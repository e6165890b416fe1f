import { type Kysely, sql } from 'kysely'

/** An opening has a cause, whose end is its own, or it says by itself until when (ADR 0046). Bases of before have taken one or the other. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    UPDATE dossiers.perimetre SET fin_a = greatest(now(), depuis_a) + interval '30 days' WHERE cause_id IS NULL AND fin_a IS NULL;
    ALTER TABLE dossiers.perimetre ADD CONSTRAINT cause_ou_fin CHECK (cause_id IS NOT NULL OR fin_a IS NOT NULL);
  `.execute(db)
}
