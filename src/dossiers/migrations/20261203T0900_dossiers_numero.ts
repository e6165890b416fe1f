import { type Kysely, sql } from 'kysely'

/**
 * Two installations gave the same number to two people: each counts from one. An installation has a code, given once by its operator, that the
 * numbers it gives from then on begin with; those already given never change. Where two of them meet in one base, the dossier that comes second
 * takes a number of that base, and is found by the former one too (ADR 0055).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE dossiers.installation (
      seule boolean PRIMARY KEY DEFAULT true CONSTRAINT une_seule_installation CHECK (seule),
      code text NOT NULL CONSTRAINT code_bien_forme CHECK (code ~ '^[0-9A-Z]{2,4}$'),
      donne_a timestamptz NOT NULL DEFAULT now()
    );
    CREATE TRIGGER definitif BEFORE UPDATE OR DELETE ON dossiers.installation FOR EACH ROW EXECUTE FUNCTION platform.refuser_modification();
    CALL platform.reserver_au_contexte('dossiers.installation');
    GRANT SELECT ON dossiers.installation TO fil_rouge_application;

    CREATE FUNCTION dossiers.prochain_numero() RETURNS text LANGUAGE sql VOLATILE SET search_path = dossiers, pg_temp AS $$
      SELECT 'FR' || coalesce((SELECT i.code FROM dossiers.installation i), '') || '-' || to_char(now(), 'YYYY') || '-'
        || lpad(nextval('dossiers.numero')::text, 7, '0')
    $$;
    REVOKE ALL ON FUNCTION dossiers.prochain_numero() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.prochain_numero() TO fil_rouge_application;
    ALTER TABLE dossiers.dossier ALTER COLUMN numero SET DEFAULT dossiers.prochain_numero(),
      DROP CONSTRAINT numero_bien_forme,
      ADD CONSTRAINT numero_bien_forme CHECK (numero ~ '^FR([0-9A-Z]{2,4})?-[0-9]{4}-[0-9]{7}$');

    CREATE TABLE dossiers.ancien_numero (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      numero text NOT NULL,
      remplace_a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (dossier_id, numero)
    );
    CREATE INDEX ancien_numero_par_numero ON dossiers.ancien_numero (numero);
    CREATE TRIGGER definitif BEFORE UPDATE ON dossiers.ancien_numero FOR EACH ROW EXECUTE FUNCTION platform.refuser_modification();
    CALL platform.proteger('dossiers.ancien_numero', 'SELECT');

    -- Whose number this is, or was, ours or APPI's, as far as whoever asks may read.
    CREATE FUNCTION dossiers.du_numero(p_numero text) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = dossiers, pg_temp AS $$
      SELECT x.dossier_id FROM dossiers.dossier x WHERE x.numero = upper(btrim(p_numero)) OR x.numero_appi = upper(btrim(p_numero))
      UNION SELECT x.dossier_id FROM dossiers.ancien_numero x WHERE x.numero = upper(btrim(p_numero))
    $$;
    REVOKE ALL ON FUNCTION dossiers.du_numero(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.du_numero(text) TO fil_rouge_application;
  `.execute(db)
  await sql.raw(TROUVENT).execute(db)
}

/** What finds a dossier by its number: as before, and by a former one. */
const TROUVENT = `
    CREATE OR REPLACE FUNCTION dossiers.de_numero(p_numero text) RETURNS SETOF uuid LANGUAGE sql STABLE SET search_path = dossiers, pg_temp AS $$
      WITH d AS MATERIALIZED (SELECT x AS dossier_id FROM dossiers.du_numero(p_numero) AS x)
      SELECT d.dossier_id FROM d UNION ALL SELECT x.dossier_id FROM d JOIN dossiers.dossier x ON x.fusionne_dans = d.dossier_id
    $$;
    CREATE OR REPLACE FUNCTION dossiers.autrefois_de_numero(p_numero text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      WITH d AS MATERIALIZED (SELECT x AS dossier_id FROM dossiers.du_numero(p_numero) AS x)
      SELECT x.dossier_id FROM dossiers.dossier x WHERE (x.dossier_id IN (SELECT d.dossier_id FROM d) OR x.fusionne_dans IN (SELECT d.dossier_id FROM d))
        AND (SELECT platform.est_de('{dfspip}'))
        AND EXISTS (SELECT 1 FROM dossiers.prise_en_charge c WHERE c.dossier_id = x.dossier_id AND c.service_id = ANY ((SELECT platform.entites())::uuid[]))
    $$;

    CREATE OR REPLACE FUNCTION dossiers.homonymes(p_nom text, p_naissance date, p_appi text DEFAULT NULL)
    RETURNS TABLE (dossier_id uuid, numero text, numero_appi text, nom text, nom_usage text, prenoms text, naissance_le date, service_id uuid, service_nom text,
                   visible boolean, ressemblance real, clos_le date)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp SET pg_trgm.similarity_threshold = 0.7 AS $$
    #variable_conflict use_column
    DECLARE la_cle text := coalesce(platform.mots_tries(p_nom), ''); le_numero text := nullif(upper(btrim(p_appi)), '');
    BEGIN
      RETURN QUERY
      WITH du_numero AS MATERIALIZED (SELECT x AS id FROM dossiers.du_numero(le_numero) AS x),
      proches AS MATERIALIZED (
        SELECT p.dossier_id AS id FROM dossiers.personne p WHERE p.naissance_le = p_naissance AND similarity(p.cle_nom, la_cle) >= 0.3
        UNION SELECT p.dossier_id FROM dossiers.personne p WHERE p.cle_nom % la_cle AND (p.naissance_le BETWEEN p_naissance - 366 AND p_naissance + 366
          OR dossiers.naissance_proche(p.naissance_le, p_naissance) OR (p.cle_nom = la_cle AND dossiers.naissance_inversee(p.naissance_le, p_naissance)))
        UNION SELECT n.id FROM du_numero n),
      vus AS (
        SELECT d, p, dossiers.ouvert(d.dossier_id) AS visible, similarity(p.cle_nom, la_cle) AS ressemblance, o.id IN (SELECT n.id FROM du_numero n) AS meme_numero
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
      ORDER BY v.meme_numero DESC, v.ressemblance DESC, (v.d).dossier_id LIMIT 10;
    END $$;

    CREATE OR REPLACE FUNCTION dossiers.rapprocher(p_demandes jsonb, p_voie text, p_motif text, p_session uuid, p_route text, p_requete text) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, acces, public, pg_temp AS $$
    DECLARE trouves jsonb; les_ids uuid[]; ailleurs integer; connues integer; la_limite jsonb;
    BEGIN
      IF platform.compte() IS NULL THEN RAISE EXCEPTION 'pour_personne' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'pour_personne'; END IF;
      SELECT coalesce(jsonb_agg(jsonb_build_object('rang', x.rang, 'dossierId', h.dossier_id, 'numero', h.numero, 'numeroAppi', h.numero_appi, 'nom', h.nom,
               'nomUsage', h.nom_usage, 'prenoms', h.prenoms, 'naissanceLe', h.naissance_le, 'serviceId', h.service_id, 'serviceNom', h.service_nom,
               'visible', h.visible, 'ressemblance', h.ressemblance, 'closLe', h.clos_le) ORDER BY x.rang, h.n), '[]'),
             coalesce(array_agg(DISTINCT h.dossier_id), '{}'), count(DISTINCT h.dossier_id) FILTER (WHERE NOT h.visible), count(DISTINCT x.rang)
        INTO trouves, les_ids, ailleurs, connues
        FROM jsonb_to_recordset(p_demandes) AS x (rang int, nom text, naissance date, numero text),
          LATERAL dossiers.homonymes(x.nom, x.naissance, x.numero) WITH ORDINALITY AS h (dossier_id, numero, numero_appi, nom, nom_usage, prenoms, naissance_le,
            service_id, service_nom, visible, ressemblance, clos_le, n);
      la_limite := acces.compter_rapprochement(p_voie, p_motif, jsonb_array_length(p_demandes), ailleurs, jsonb_array_length(p_demandes) - connues);
      -- A number typed under another name shows nobody, and the person whose number it is finds the attempt.
      PERFORM dossiers.noter_rapprochement(ARRAY(SELECT DISTINCT d FROM jsonb_to_recordset(p_demandes) AS x (numero text), dossiers.du_numero(x.numero) AS d
          WHERE la_limite IS NOT NULL OR NOT d = ANY (les_ids)), p_session, p_route, p_requete, 'numéro saisi, rien n’est montré');
      IF la_limite IS NOT NULL THEN RETURN jsonb_build_object('plafond', la_limite, 'trouves', '[]'::jsonb); END IF;
      PERFORM dossiers.noter_rapprochement(les_ids, p_session, p_route, p_requete, p_motif);
      RETURN jsonb_build_object('plafond', NULL, 'trouves', trouves);
    END $$;
`
