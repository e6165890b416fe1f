import { type Kysely, sql } from 'kysely'

/** Whether somebody was met since a day is one look at an index, which stops at the first: the last of all their meetings need not be found first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE VIEW accompagnement.v_contact WITH (security_invoker = true) AS SELECT e.dossier_id, e.le FROM accompagnement.entretien e WHERE NOT e.retire;
    GRANT SELECT ON accompagnement.v_contact TO fil_rouge_application;
    COMMENT ON VIEW accompagnement.v_contact IS 'NULL: ';
  `.execute(db)
}
