import { type Kysely, sql } from 'kysely'

/** An await that a hearing made by mistake is withdrawn with it: neither open nor lifted, it counts for nothing, and its row stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.attente_saisine
      ADD COLUMN retiree_a timestamptz,
      ADD COLUMN retiree_par uuid REFERENCES moyens.agent,
      ADD CONSTRAINT retiree_par_quelqu_un CHECK ((retiree_a IS NULL) = (retiree_par IS NULL));
    DROP INDEX mesures.une_attente_par_decision;
    CREATE UNIQUE INDEX une_attente_par_decision ON mesures.attente_saisine (dossier_id, decision_le, juridiction_id, numero_parquet)
      NULLS NOT DISTINCT WHERE levee_le IS NULL AND retiree_a IS NULL;
    CREATE OR REPLACE VIEW mesures.v_attente_saisine WITH (security_invoker = true) AS
      SELECT w.dossier_id, w.id AS attente_id, w.depuis_le, w.manque, w.decision_le, w.juridiction_id, w.numero_parquet, j.nom AS juridiction_nom
      FROM mesures.attente_saisine w LEFT JOIN moyens.v_juridiction j USING (juridiction_id) WHERE w.levee_le IS NULL AND w.retiree_a IS NULL;
  `.execute(db)
}
