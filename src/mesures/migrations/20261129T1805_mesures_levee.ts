import { type Kysely, sql } from 'kysely'

/** By which act an obligation was lifted, for the history of that act; one lifted by an annulled act still stands. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE VIEW mesures.v_obligation WITH (security_invoker = true) AS
      SELECT o.dossier_id, o.id AS obligation_id, o.mesure_id, o.article, o.libelle, o.precisions, o.rang,
             CASE WHEN l.annule_a IS NULL THEN o.levee_le END AS levee_le, o.acte_id,
             CASE WHEN l.annule_a IS NULL THEN o.levee_par_acte_id END AS levee_par_acte_id
      FROM mesures.obligation o
        LEFT JOIN mesures.acte a ON a.dossier_id = o.dossier_id AND a.id = o.acte_id
        LEFT JOIN mesures.acte l ON l.dossier_id = o.dossier_id AND l.id = o.levee_par_acte_id
      WHERE a.annule_a IS NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = o.dossier_id AND r.mesure_id = o.mesure_id AND (r.obligation_id IS NULL OR r.obligation_id = o.id) AND r.remis_a IS NULL);
    COMMENT ON VIEW mesures.v_obligation IS 'NULL: article, precisions, levee_le, acte_id, levee_par_acte_id';
  `.execute(db)
}
