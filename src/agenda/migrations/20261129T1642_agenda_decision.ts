import { type Kysely, sql } from 'kysely'

/**
 * A convocation made at a hearing says for which decision: its day, its parquet number, and now the court that decided. Those made
 * before take it from what was handed over with them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE agenda.convocation ADD COLUMN decision_juridiction_id uuid REFERENCES moyens.juridiction;
    UPDATE agenda.convocation c SET decision_juridiction_id = r.juridiction_id FROM bex.remise r
      WHERE r.dossier_id = c.dossier_id AND c.id IN (r.convocation_id, r.seconde_convocation_id);
  `.execute(db)
}
