import { type Kysely, sql } from 'kysely'

/**
 * A first name and a birth date are not a name and a birth date: « Grégory Grégory » found each Grégory born that day (ADR 0048). Beyond one's
 * périmètre, whatever else agrees, one typed word is a word of the birth name or of the usage name, typing mistakes allowed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The same word, mistyped: nearly the same trigrams (fewer in a short word), two letters crossed, or cut short. A typed word that is one of
    -- the person's first names counts only if it is the family name itself, else « Grégory » would be a mistyped « Grégoire ».
    CREATE FUNCTION dossiers.nom_de_famille_concorde(p_nom text, p_nom_usage text, p_prenoms text, p_cle text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
      SELECT EXISTS (
        SELECT 1 FROM unnest(string_to_array(platform.mots_tries(concat_ws(' ', p_nom, p_nom_usage)), ' ')) AS n (mot),
                      unnest(string_to_array(p_cle, ' ')) AS s (mot)
        WHERE length(n.mot) >= 2 AND (n.mot = s.mot
          OR (NOT s.mot = ANY (coalesce(string_to_array(platform.mots_tries(p_prenoms), ' '), '{}'))
              AND (similarity(n.mot, s.mot) >= CASE WHEN greatest(length(n.mot), length(s.mot)) <= 5 THEN 0.3 ELSE 0.4 END
                OR (length(s.mot) >= 4 AND starts_with(n.mot, s.mot))
                OR (length(n.mot) >= 4 AND left(n.mot, 1) = left(s.mot, 1)
                    AND ARRAY(SELECT unnest(string_to_array(n.mot, NULL)) AS l ORDER BY l) = ARRAY(SELECT unnest(string_to_array(s.mot, NULL)) AS l ORDER BY l))))))
    $$;
    REVOKE ALL ON FUNCTION dossiers.nom_de_famille_concorde(text, text, text, text) FROM PUBLIC;

    CREATE OR REPLACE FUNCTION dossiers.homonymes(p_nom text, p_naissance date, p_appi text DEFAULT NULL)
    RETURNS TABLE (dossier_id uuid, numero text, numero_appi text, nom text, nom_usage text, prenoms text, naissance_le date, service_id uuid, service_nom text,
                   visible boolean, ressemblance real, clos_le date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp SET pg_trgm.similarity_threshold = 0.7 AS $$
    #variable_conflict use_column
    DECLARE la_cle text := coalesce(platform.mots_tries(p_nom), ''); le_numero text := nullif(upper(btrim(p_appi)), '');
    BEGIN
      RETURN QUERY
      WITH proches AS MATERIALIZED (
        SELECT p.dossier_id AS id FROM dossiers.personne p WHERE p.naissance_le = p_naissance AND similarity(p.cle_nom, la_cle) >= 0.3
        UNION SELECT p.dossier_id FROM dossiers.personne p WHERE p.cle_nom % la_cle AND (p.naissance_le BETWEEN p_naissance - 366 AND p_naissance + 366
          OR dossiers.naissance_proche(p.naissance_le, p_naissance) OR (p.cle_nom = la_cle AND dossiers.naissance_inversee(p.naissance_le, p_naissance)))
        UNION SELECT d.dossier_id FROM dossiers.dossier d WHERE d.numero_appi = le_numero
        UNION SELECT d.dossier_id FROM dossiers.dossier d WHERE d.numero = le_numero),
      vus AS (
        SELECT d, p, dossiers.ouvert(d.dossier_id) AS visible, similarity(p.cle_nom, la_cle) AS ressemblance, le_numero IN (d.numero, d.numero_appi) AS meme_numero
        FROM proches o JOIN dossiers.personne p ON p.dossier_id = o.id JOIN dossiers.dossier d ON d.dossier_id = o.id AND d.fusionne_dans IS NULL)
      SELECT (v.d).dossier_id, (v.d).numero, (v.d).numero_appi, (v.p).nom, (v.p).nom_usage, (v.p).prenoms, (v.p).naissance_le, s.id, s.nom, v.visible,
             v.ressemblance, ((v.d).clos_a AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date
      FROM vus v
      LEFT JOIN dossiers.prise_en_charge c ON c.dossier_id = (v.d).dossier_id AND c.fin_a IS NULL
      LEFT JOIN moyens.service s ON s.id = c.service_id
      WHERE v.visible OR CASE
        WHEN la_cle = '' OR NOT dossiers.nom_de_famille_concorde((v.p).nom, (v.p).nom_usage, (v.p).prenoms, la_cle) THEN false
        WHEN v.meme_numero AND dossiers.nom_concorde((v.p).cle_nom, la_cle) THEN true
        WHEN (v.p).naissance_le = p_naissance THEN v.ressemblance >= 0.3
        ELSE (v.ressemblance >= 0.7 AND dossiers.naissance_proche((v.p).naissance_le, p_naissance))
          OR ((v.p).cle_nom = la_cle AND dossiers.naissance_inversee((v.p).naissance_le, p_naissance)) END
      ORDER BY v.meme_numero DESC NULLS LAST, v.ressemblance DESC, (v.d).dossier_id LIMIT 10;
    END $$;
  `.execute(db)
}
