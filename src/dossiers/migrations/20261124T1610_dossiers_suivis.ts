import { type Kysely, sql } from 'kysely'

/** A number and nothing else: the administrator, who sees no dossier, must know that an agent still follows some. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION dossiers.suivis_par(p_agent uuid) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      SELECT count(*)::int FROM dossiers.prise_en_charge p JOIN dossiers.dossier d USING (dossier_id)
      WHERE p.referent_id = p_agent AND p.fin_a IS NULL AND d.clos_a IS NULL
    $$;
  `.execute(db)
}
