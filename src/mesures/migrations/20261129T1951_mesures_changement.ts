import { type Kysely, sql } from 'kysely'

/** When what a measure says last changed: a text that quoted it before may say otherwise. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE VIEW mesures.v_changement WITH (security_invoker = true) AS
      SELECT dossier_id, id AS mesure_id, saisie_a AS a FROM mesures.mesure
      UNION ALL SELECT dossier_id, mesure_id, saisi_a FROM mesures.acte
      UNION ALL SELECT dossier_id, mesure_id, annule_a FROM mesures.acte WHERE annule_a IS NOT NULL
      UNION ALL SELECT dossier_id, mesure_id, corrigee_a FROM mesures.correction
      UNION ALL SELECT dossier_id, mesure_id, retire_a FROM mesures.retrait
      UNION ALL SELECT dossier_id, mesure_id, remis_a FROM mesures.retrait WHERE remis_a IS NOT NULL;
    COMMENT ON VIEW mesures.v_changement IS 'NULL: ';
    GRANT SELECT ON mesures.v_changement TO fil_rouge_application;
  `.execute(db)
}
