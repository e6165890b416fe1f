import { type Kysely, sql } from 'kysely'

/**
 * A proposition knows the hearing's remise that made it, so that it is set aside when that remise was somebody else's. One already there was
 * written in the transaction of its remise: it is told by that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE dossiers.proposition ADD COLUMN origine_id uuid;
    CREATE INDEX proposition_par_origine ON dossiers.proposition (dossier_id, origine_id) WHERE origine_id IS NOT NULL;
    UPDATE dossiers.proposition p SET origine_id = r.id FROM bex.remise r
      WHERE r.dossier_id = p.dossier_id AND r.par = p.proposee_par AND r.a = p.proposee_a;
  `.execute(db)
}
