import { type Kysely, sql } from 'kysely'

/**
 * Whether a name answers to what was typed: every word typed is in it, whatever their order, their case, their accents, whole or not.
 * An apostrophe or a hyphen may be left out (« dartagnan », « jeanpierre »). `cle` is `mots_tries` of the name, kept beside it. A name
 * without a Latin letter is compared as it is written.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION platform.nom_repond(cle text, nom text, texte text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
      RETURN CASE WHEN platform.sans_accent(texte) = '' THEN nom ILIKE '%' || replace(replace(replace(btrim(texte), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'
        ELSE (SELECT bool_and(cle LIKE '%' || mot || '%' OR replace(platform.sans_accent(nom), ' ', '') LIKE '%' || mot || '%')
              FROM unnest(string_to_array(platform.sans_accent(texte), ' ')) AS mot) END
  `.execute(db)
}
