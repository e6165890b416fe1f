import { type Kysely, sql } from 'kysely'

/**
 * What a known person says at a hearing is kept: a blank of the sheet is filled, with its history; what differs is proposed to the service
 * that follows, which takes it over or sets it aside. Look-alikes say since when a dossier is closed;
 * the very name at an inverted birth date (last two digits of the year, day and month) is one too: 1958 for 1985 is beyond the year on each
 * side, and opened a second dossier to somebody known.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE dossiers.proposition (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      champ text NOT NULL CONSTRAINT champ_connu CHECK (champ IN ('telephone', 'courriel', 'langues', 'interprete', 'adresse', 'numeroAppi')),
      valeurs jsonb NOT NULL,
      dit_le date NOT NULL,
      proposee_par uuid NOT NULL REFERENCES moyens.agent,
      proposee_a timestamptz NOT NULL DEFAULT now(),
      decision text CONSTRAINT decision_connue CHECK (decision IN ('reprise', 'ecartee')),
      decidee_par uuid REFERENCES moyens.agent,
      decidee_a timestamptz,
      PRIMARY KEY (dossier_id, id),
      CONSTRAINT decision_complete CHECK ((decision IS NULL) = (decidee_par IS NULL) AND (decision IS NULL) = (decidee_a IS NULL))
    );
    CREATE INDEX proposition_a_decider ON dossiers.proposition (dossier_id) WHERE decision IS NULL;
    CALL platform.proteger('dossiers.proposition', 'SELECT, INSERT, UPDATE');

    DROP FUNCTION dossiers.homonymes(text, date, text);
    CREATE FUNCTION dossiers.homonymes(p_nom text, p_naissance date, p_appi text DEFAULT NULL)
    RETURNS TABLE (dossier_id uuid, numero text, numero_appi text, nom text, nom_usage text, prenoms text, naissance_le date, service_id uuid, service_nom text,
                   visible boolean, ressemblance real, clos_le date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp SET pg_trgm.similarity_threshold = 0.7 AS $$
    #variable_conflict use_column
    DECLARE la_cle text := platform.mots_tries(p_nom);
    BEGIN
      RETURN QUERY
      WITH proches AS MATERIALIZED (
        SELECT p.dossier_id AS id FROM dossiers.personne p WHERE p.naissance_le = p_naissance AND similarity(p.cle_nom, la_cle) >= 0.3
        UNION SELECT p.dossier_id FROM dossiers.personne p WHERE p.cle_nom % la_cle AND p.naissance_le BETWEEN p_naissance - 366 AND p_naissance + 366
        UNION SELECT p.dossier_id FROM dossiers.personne p WHERE p.cle_nom % la_cle AND p.cle_nom = la_cle AND (
          (to_char(p.naissance_le, 'MMDD') = to_char(p_naissance, 'MMDD') AND left(to_char(p.naissance_le, 'YYYY'), 2) = left(to_char(p_naissance, 'YYYY'), 2)
            AND right(to_char(p.naissance_le, 'YYYY'), 2) = reverse(right(to_char(p_naissance, 'YYYY'), 2)))
          OR to_char(p.naissance_le, 'YYYYMMDD') = to_char(p_naissance, 'YYYYDDMM'))
        UNION SELECT d.dossier_id FROM dossiers.dossier d WHERE p_appi IS NOT NULL AND d.numero_appi = p_appi)
      SELECT d.dossier_id, d.numero, d.numero_appi, p.nom, p.nom_usage, p.prenoms, p.naissance_le, s.id, s.nom,
             EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = d.dossier_id AND x.entite_id = ANY (platform.entites())),
             similarity(p.cle_nom, la_cle), (d.clos_a AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date
      FROM proches o
      JOIN dossiers.personne p ON p.dossier_id = o.id
      JOIN dossiers.dossier d ON d.dossier_id = o.id AND d.fusionne_dans IS NULL
      LEFT JOIN dossiers.prise_en_charge c ON c.dossier_id = d.dossier_id AND c.fin_a IS NULL
      LEFT JOIN moyens.service s ON s.id = c.service_id
      ORDER BY (d.numero_appi = p_appi) DESC NULLS LAST, similarity(p.cle_nom, la_cle) DESC, d.dossier_id LIMIT 10;
    END $$;
  `.execute(db)
}
