import { type Kysely, sql } from 'kysely'

/** The last contact of a dossier is the first line of an index: the interviews before it are not read one by one to find the greatest. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE VIEW accompagnement.v_dernier_contact WITH (security_invoker = true) AS
      SELECT DISTINCT ON (e.dossier_id) e.dossier_id, e.le FROM accompagnement.entretien e WHERE NOT e.retire ORDER BY e.dossier_id, e.le DESC;
  `.execute(db)
}
