import { type Kysely, sql } from 'kysely'

/** Which juridiction has which measure of whom: what a list of a juridiction begins with, without reading what became of each. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE VIEW mesures.v_mandat WITH (security_invoker = true) AS
      SELECT m.dossier_id, m.id AS mesure_id, m.juridiction_id FROM mesures.mesure m
      WHERE m.juridiction_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = m.dossier_id AND r.mesure_id = m.id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
    GRANT SELECT ON mesures.v_mandat TO fil_rouge_application;
    COMMENT ON VIEW mesures.v_mandat IS 'NULL: ';
  `.execute(db)
}
