import { type Kysely, sql } from 'kysely'

/** The two indexes by which a list of a service or of an agent begins, with all that it asks of what is in hand. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX en_charge_du_service ON dossiers.prise_en_charge (service_id)
      INCLUDE (dossier_id, referent_id, antenne_id, debut_a, dossier_clos, dernier_entretien_le, derniere_convocation_le) WHERE fin_a IS NULL;
    CREATE INDEX en_charge_du_referent ON dossiers.prise_en_charge (referent_id)
      INCLUDE (dossier_id, service_id, antenne_id, debut_a, dossier_clos, dernier_entretien_le, derniere_convocation_le) WHERE fin_a IS NULL;
    DROP INDEX dossiers.prise_en_charge_du_service, dossiers.prise_en_charge_du_referent;
  `.execute(db)
}
