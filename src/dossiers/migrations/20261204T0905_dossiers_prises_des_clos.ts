import { type Kysely, sql } from 'kysely'

/** What was in hand of dossiers already closed, and the two indexes by which a list of a service or of an agent begins. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    UPDATE dossiers.prise_en_charge p SET dossier_clos = true FROM dossiers.dossier d
      WHERE d.dossier_id = p.dossier_id AND p.fin_a IS NULL AND (d.clos_a IS NOT NULL OR d.fusionne_dans IS NOT NULL) AND NOT p.dossier_clos;
    CREATE INDEX prise_en_charge_du_service ON dossiers.prise_en_charge (service_id)
      INCLUDE (dossier_id, referent_id, antenne_id, debut_a, dossier_clos) WHERE fin_a IS NULL;
    CREATE INDEX prise_en_charge_du_referent ON dossiers.prise_en_charge (referent_id)
      INCLUDE (dossier_id, service_id, antenne_id, debut_a, dossier_clos) WHERE fin_a IS NULL;
    DROP INDEX dossiers.prise_en_charge_par_service, dossiers.prise_en_charge_par_referent;
  `.execute(db)
}
