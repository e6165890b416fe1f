import { type Kysely, sql } from 'kysely'

/**
 * Each search stands alone: a second tab, or a second hearing, no longer erases the first. What was typed still lives until the person
 * is convoked, two hours at most. A commune may be unknown, and who has no home may be domiciled somewhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION bex.oublier_les_recherches() RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = bex, pg_temp AS $$
      DELETE FROM bex.recherche WHERE a < now() - interval '2 hours'
    $$;
    ALTER TABLE bex.recherche
      ADD COLUMN domicilie_chez text,
      DROP CONSTRAINT situation_connue,
      ADD CONSTRAINT situation_connue CHECK (situation IN ('commune', 'sans_domicile', 'etranger', 'inconnue'));
  `.execute(db)
}
