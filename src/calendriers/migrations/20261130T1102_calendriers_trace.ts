import { type Kysely, sql } from 'kysely'

/** A diary that reads names has nobody's session: the base writes the line, in the name of whoever holds the link, while the link opens. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION calendriers.noter_lecture(p_empreinte bytea, p_maintenant timestamptz, p_requete text) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
      INSERT INTO acces.journal_lecture (compte_id, route, requete)
        SELECT f.porteur_id, '/flux', p_requete FROM calendriers.flux_ouvert(p_empreinte, p_maintenant) f
    $$;
    REVOKE ALL ON FUNCTION calendriers.noter_lecture(bytea, timestamptz, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION calendriers.noter_lecture(bytea, timestamptz, text) TO fil_rouge_application;
  `.execute(db)
}
