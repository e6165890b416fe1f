import { type Kysely, sql } from 'kysely'

/**
 * Whom nobody has met is asked of every dossier of a service, on the pages that a manager opens most. What is in hand says the last entretien, and
 * the last convocation that was honoured or is to come: the modules that hold them write it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE dossiers.prise_en_charge ADD COLUMN dernier_entretien_le date, ADD COLUMN derniere_convocation_le date;
    CREATE OR REPLACE VIEW dossiers.v_prise_en_charge_actuelle WITH (security_invoker = true) AS
      SELECT dossier_id, id AS prise_en_charge_id, service_id, antenne_id, referent_id, debut_a, dossier_clos, dernier_entretien_le, derniere_convocation_le
      FROM dossiers.prise_en_charge WHERE fin_a IS NULL;
    COMMENT ON VIEW dossiers.v_prise_en_charge_actuelle IS 'NULL: antenne_id, referent_id, dernier_entretien_le, derniere_convocation_le';
  `.execute(db)
}
