import { type Kysely, sql } from 'kysely'

/**
 * A number was found only as it is written: typed with spaces, without its dashes, its zeros or its beginning, it « said » that nobody had
 * it, and proposed to open a dossier. It is read as a person types it, in one's own périmètre; beyond one's service it must still be given
 * in full, whatever separates its parts (ADR 0048). Each reading is a number as it is written: found by its index.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- A number given in full, as it is written whatever separates its parts: ours, or APPI's.
    CREATE FUNCTION dossiers.numero_entier(p_saisie text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
      SELECT ARRAY[upper(btrim(p_saisie)), s,
                   regexp_replace(s, '^FR([0-9A-Z]{2,4})?([0-9]{4})([0-9]{7})$', 'FR\\1-\\2-\\3')]
      FROM upper(regexp_replace(p_saisie, '[^0-9A-Za-z]', '', 'g')) AS s
    $$;

    -- The numbers that may be meant: without its beginning it is one that this base gave, without its year one of any year.
    CREATE FUNCTION dossiers.numeros_saisis(p_saisie text) RETURNS text[] LANGUAGE sql STABLE SET search_path = dossiers, pg_temp AS $$
      WITH saisie AS (
        SELECT btrim(upper(regexp_replace(p_saisie, '[^0-9A-Za-z]+', ' ', 'g'))) AS espacee,
               upper(regexp_replace(p_saisie, '[^0-9A-Za-z]', '', 'g')) AS collee),
      lue AS (
        SELECT coalesce(
          regexp_match(espacee, '^(?:FR ?([0-9A-Z]{2,4})? ?)?((?:19|20)[0-9]{2}) 0*([0-9]{1,7})$'),
          regexp_match(collee, '^(?:FR([0-9A-Z]{2,4})?)?((?:19|20)[0-9]{2})([0-9]{7})$'),
          regexp_match(espacee, '^(?:FR ?(?:([0-9A-Z]{2,4}) )?)?()0*([0-9]{1,7})$')) AS m
        FROM saisie)
      SELECT dossiers.numero_entier(p_saisie) || ARRAY(
        SELECT 'FR' || code || '-' || annee || '-' || lpad(m[3], 7, '0')
        FROM lue,
          LATERAL (SELECT m[1] AS code WHERE m[1] IS NOT NULL
                   UNION SELECT '' WHERE m[1] IS NULL
                   UNION SELECT i.code FROM dossiers.installation i WHERE m[1] IS NULL) AS codes,
          LATERAL (SELECT m[2] AS annee WHERE m[2] <> ''
                   UNION SELECT a::text FROM generate_series(1990, extract(year FROM now())::int + 1) a WHERE m[2] = '') AS annees
        WHERE m IS NOT NULL)
    $$;

    CREATE OR REPLACE FUNCTION dossiers.du_numero(p_numero text) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = dossiers, pg_temp AS $$
      SELECT x.dossier_id FROM dossiers.dossier x WHERE x.numero = ANY (dossiers.numero_entier(p_numero))
      UNION SELECT x.dossier_id FROM dossiers.dossier x WHERE x.numero_appi = ANY (dossiers.numero_entier(p_numero))
      UNION SELECT x.dossier_id FROM dossiers.ancien_numero x WHERE x.numero = ANY (dossiers.numero_entier(p_numero))
    $$;
    -- Whose number may be meant, as far as whoever asks may read: for a search of one's own, never for a look-up beyond one's service.
    CREATE FUNCTION dossiers.de_la_saisie(p_saisie text) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = dossiers, pg_temp AS $$
      SELECT x.dossier_id FROM dossiers.dossier x WHERE x.numero = ANY (dossiers.numeros_saisis(p_saisie))
      UNION SELECT x.dossier_id FROM dossiers.dossier x WHERE x.numero_appi = ANY (dossiers.numeros_saisis(p_saisie))
      UNION SELECT x.dossier_id FROM dossiers.ancien_numero x WHERE x.numero = ANY (dossiers.numeros_saisis(p_saisie))
    $$;
    REVOKE ALL ON FUNCTION dossiers.numero_entier(text), dossiers.numeros_saisis(text), dossiers.de_la_saisie(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.numero_entier(text), dossiers.numeros_saisis(text), dossiers.de_la_saisie(text)
      TO fil_rouge_application;
  `.execute(db)
}
