import { type Kysely, sql } from 'kysely'

/**
 * Look-alikes by three ways that each use an index (birth date, name, APPI number), the words of the name sorted once and not
 * for each person compared: an import asks for thousands of them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DROP FUNCTION dossiers.homonymes(text, date, text);
    CREATE FUNCTION dossiers.homonymes(p_nom text, p_naissance date, p_appi text DEFAULT NULL)
    RETURNS TABLE (dossier_id uuid, numero text, numero_appi text, nom text, nom_usage text, prenoms text, naissance_le date, service_id uuid, service_nom text,
                   visible boolean, ressemblance real)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp SET pg_trgm.similarity_threshold = 0.7 AS $$
    #variable_conflict use_column
    DECLARE la_cle text := platform.mots_tries(p_nom);
    BEGIN
      RETURN QUERY
      WITH proches AS MATERIALIZED (
        SELECT p.dossier_id AS id FROM dossiers.personne p WHERE p.naissance_le = p_naissance AND similarity(p.cle_nom, la_cle) >= 0.3
        UNION SELECT p.dossier_id FROM dossiers.personne p WHERE p.cle_nom % la_cle AND p.naissance_le BETWEEN p_naissance - 366 AND p_naissance + 366
        UNION SELECT d.dossier_id FROM dossiers.dossier d WHERE p_appi IS NOT NULL AND d.numero_appi = p_appi)
      SELECT d.dossier_id, d.numero, d.numero_appi, p.nom, p.nom_usage, p.prenoms, p.naissance_le, s.id, s.nom,
             EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = d.dossier_id AND x.entite_id = ANY (platform.entites())),
             similarity(p.cle_nom, la_cle)
      FROM proches o
      JOIN dossiers.personne p ON p.dossier_id = o.id
      JOIN dossiers.dossier d ON d.dossier_id = o.id AND d.fusionne_dans IS NULL
      LEFT JOIN dossiers.prise_en_charge c ON c.dossier_id = d.dossier_id AND c.fin_a IS NULL
      LEFT JOIN moyens.service s ON s.id = c.service_id
      ORDER BY (d.numero_appi = p_appi) DESC NULLS LAST, similarity(p.cle_nom, la_cle) DESC LIMIT 10;
    END $$;
  `.execute(db)
}
