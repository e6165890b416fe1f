import { type Kysely, sql } from 'kysely'

/** When a dossier closed and opened again, and why: what the fil tells. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE VIEW dossiers.v_cloture WITH (security_invoker = true) AS
      SELECT dossier_id, id AS cloture_id, close_a, motif, rouverte_a, motif_reouverture FROM dossiers.cloture;
    COMMENT ON VIEW dossiers.v_cloture IS 'NULL: rouverte_a, motif_reouverture';
    GRANT SELECT ON dossiers.v_cloture TO fil_rouge_application;
  `.execute(db)
}
