import { type Kysely, sql } from 'kysely'

/** Extensions, the périmètre primitives and `platform.proteger`, which every table of a dossier is put under. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE EXTENSION IF NOT EXISTS unaccent;
    CREATE EXTENSION IF NOT EXISTS pg_trgm;
    CREATE EXTENSION IF NOT EXISTS btree_gist;

    CREATE SCHEMA platform;
    GRANT USAGE ON SCHEMA platform TO fil_rouge_application;

    -- unaccent() is only STABLE because its dictionary may change; ours never does, and an index needs IMMUTABLE.
    CREATE FUNCTION platform.sans_accent(texte text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, texte)), '[^a-z0-9]+', ' ', 'g'));

    -- Same name whatever the order of its words: « Martin Le Goff » and « LE GOFF Martin ».
    CREATE FUNCTION platform.mots_tries(texte text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN (SELECT string_agg(mot, ' ' ORDER BY mot) FROM unnest(string_to_array(platform.sans_accent(texte), ' ')) AS mot);

    CREATE FUNCTION platform.entites() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
      RETURN coalesce(nullif(current_setting('fil_rouge.entites', true), ''), '{}')::uuid[];

    CREATE FUNCTION platform.compte() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
      RETURN nullif(current_setting('fil_rouge.compte', true), '')::uuid;

    -- A table of a dossier: rows exist only for the entités (service or juridiction) whose périmètre holds the dossier.
    CREATE PROCEDURE platform.proteger(la_table regclass, droits text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', la_table);
      EXECUTE format('CREATE POLICY perimetre ON %s USING (EXISTS (SELECT 1 FROM dossiers.perimetre p
        WHERE p.dossier_id = %s.dossier_id AND p.entite_id = ANY ((SELECT platform.entites())::uuid[])))', la_table, la_table);
      EXECUTE format('GRANT %s ON %s TO fil_rouge_application', droits, la_table);
    END $$;

    CREATE FUNCTION platform.refuser_modification() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'ligne_definitive: % ne se modifie pas', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$;
  `.execute(db)
}
