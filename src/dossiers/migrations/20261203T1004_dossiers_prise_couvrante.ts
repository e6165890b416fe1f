import { type Kysely, sql } from 'kysely'

/**
 * Each list of a service or of an agent begins with the dossiers in their hands. In the base of a country these are scattered, a page of the
 * table for each: the index alone now says what a list asks of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DROP INDEX dossiers.prise_en_charge_par_service, dossiers.prise_en_charge_par_referent;
    CREATE INDEX prise_en_charge_par_service ON dossiers.prise_en_charge (service_id) INCLUDE (dossier_id, referent_id, antenne_id, debut_a) WHERE fin_a IS NULL;
    CREATE INDEX prise_en_charge_par_referent ON dossiers.prise_en_charge (referent_id) INCLUDE (dossier_id, service_id, antenne_id, debut_a) WHERE fin_a IS NULL;
  `.execute(db)
}
