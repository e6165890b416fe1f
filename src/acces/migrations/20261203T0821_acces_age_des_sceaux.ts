import { type Kysely, sql } from 'kysely'

/**
 * How long ago each journal was sealed, and for how long its oldest line waits to be: a journal in which nobody writes is not sealed, so
 * that only the second says that sealing has stopped.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION acces.age_des_sceaux() RETURNS TABLE (journal text, age double precision, attente double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT j.journal, extract(epoch FROM clock_timestamp() - d.scelle_a)::float8,
        coalesce(extract(epoch FROM clock_timestamp() - CASE j.journal
          WHEN 'ecriture' THEN (SELECT l.a FROM journal_ecriture l WHERE d.id IS NULL OR l.id > d.id ORDER BY l.id LIMIT 1)
          ELSE (SELECT l.a FROM journal_lecture l WHERE d.id IS NULL OR l.id > d.id ORDER BY l.id LIMIT 1) END)::float8, 0)
      FROM (VALUES ('ecriture'), ('lecture')) AS j (journal)
      LEFT JOIN LATERAL (
        SELECT s.scelle_a, s.ids[cardinality(s.ids)] AS id FROM sceau s WHERE s.journal = j.journal ORDER BY s.rang DESC LIMIT 1
      ) d ON true
      ORDER BY j.journal
    $$;
    REVOKE ALL ON FUNCTION acces.age_des_sceaux() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.age_des_sceaux() TO fil_rouge_application;
  `.execute(db)
}
