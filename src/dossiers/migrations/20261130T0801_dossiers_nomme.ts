import { type Kysely, sql } from 'kysely'

/** A line of the journal names a dossier to whoever may open it, and is found by its number; by the one that is kept, where it was merged. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- With the rights of who reads: nothing of a dossier that is not open to them.
    CREATE FUNCTION dossiers.nomme(p_dossier uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = dossiers, pg_temp AS $$
      SELECT jsonb_build_object('dossierId', g.dossier_id, 'numero', g.numero)
      FROM dossiers.dossier d JOIN dossiers.dossier g ON g.dossier_id = coalesce(d.fusionne_dans, d.dossier_id)
      WHERE d.dossier_id = p_dossier AND g.fusionne_dans IS NULL
    $$;
    CREATE FUNCTION dossiers.de_numero(p_numero text) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = dossiers, pg_temp AS $$
      WITH d AS MATERIALIZED (SELECT x.dossier_id FROM dossiers.dossier x WHERE x.numero = upper(btrim(p_numero)) OR x.numero_appi = upper(btrim(p_numero)))
      SELECT d.dossier_id FROM d UNION ALL SELECT x.dossier_id FROM d JOIN dossiers.dossier x ON x.fusionne_dans = d.dossier_id
    $$;
    REVOKE ALL ON FUNCTION dossiers.nomme(uuid), dossiers.de_numero(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.nomme(uuid), dossiers.de_numero(text) TO fil_rouge_application;
  `.execute(db)
}
