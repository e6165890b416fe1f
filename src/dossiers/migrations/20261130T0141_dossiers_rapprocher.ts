import { type Kysely, sql } from 'kysely'

/**
 * Who is looked for in the country must be known already: a name and a birth date that agree, or a name and a number (ADR 0048). A number alone,
 * or loosely alike names, find people of one's own périmètre and nobody else. The application asks through `rapprocher`, which counts, writes
 * each person that it shows in the journal, and shows nobody beyond the limit; `revoir` shows again who was shown, and nobody new.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- One key missed, one pair of keys crossed, or the year beside: what a birth date becomes when it is typed in a hurry.
    CREATE FUNCTION dossiers.naissance_proche(p_une date, p_autre date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT p_une = p_autre
        OR (to_char(p_une, 'MMDD') = to_char(p_autre, 'MMDD') AND abs(extract(year FROM p_une) - extract(year FROM p_autre)) <= 1)
        OR (SELECT count(*) FILTER (WHERE a <> b) = 1
                OR (count(*) FILTER (WHERE a <> b) = 2 AND count(*) FILTER (WHERE a <> b AND (a = b_avant AND b = a_avant OR a = b_apres AND b = a_apres)) = 2)
            FROM (SELECT a, b, lag(a) OVER w AS a_avant, lag(b) OVER w AS b_avant, lead(a) OVER w AS a_apres, lead(b) OVER w AS b_apres
                  FROM unnest(string_to_array(to_char(p_une, 'YYYYMMDD'), NULL), string_to_array(to_char(p_autre, 'YYYYMMDD'), NULL)) WITH ORDINALITY AS c (a, b, rang)
                  WINDOW w AS (ORDER BY rang)) lettres)
    $$;
    -- The day for the month, or the last two figures of the year turned round: plausible for the very name only.
    CREATE FUNCTION dossiers.naissance_inversee(p_une date, p_autre date) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
      SELECT to_char(p_une, 'YYYYMMDD') = to_char(p_autre, 'YYYYDDMM')
        OR (to_char(p_une, 'MMDD') = to_char(p_autre, 'MMDD') AND left(to_char(p_une, 'YYYY'), 2) = left(to_char(p_autre, 'YYYY'), 2)
            AND right(to_char(p_une, 'YYYY'), 2) = reverse(right(to_char(p_autre, 'YYYY'), 2)))
    $$;
    -- A name goes with a number when it is nearly the one of the dossier, or when two of its whole words at least are in it and none is not.
    CREATE FUNCTION dossiers.nom_concorde(p_cle text, p_saisie text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = public, pg_temp AS $$
      SELECT similarity(p_cle, p_saisie) >= 0.6
        OR (cardinality(string_to_array(p_saisie, ' ')) >= 2 AND string_to_array(p_saisie, ' ') <@ string_to_array(p_cle, ' '))
    $$;

    -- Looks alike, whoever asks: for the functions of this base alone. What the application reads goes through rapprocher or revoir.
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
        WHEN la_cle = '' THEN false
        WHEN v.meme_numero AND dossiers.nom_concorde((v.p).cle_nom, la_cle) THEN true
        WHEN (v.p).naissance_le = p_naissance THEN v.ressemblance >= 0.3
        ELSE (v.ressemblance >= 0.7 AND dossiers.naissance_proche((v.p).naissance_le, p_naissance))
          OR ((v.p).cle_nom = la_cle AND dossiers.naissance_inversee((v.p).naissance_le, p_naissance)) END
      ORDER BY v.meme_numero DESC NULLS LAST, v.ressemblance DESC, (v.d).dossier_id LIMIT 10;
    END $$;
    REVOKE ALL ON FUNCTION dossiers.homonymes(text, date, text), dossiers.naissance_proche(date, date), dossiers.naissance_inversee(date, date),
      dossiers.nom_concorde(text, text) FROM PUBLIC;

    CREATE OR REPLACE FUNCTION dossiers.noter_rapprochement(p_personnes uuid[], p_session uuid, p_route text, p_requete text, p_motif text) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      INSERT INTO acces.journal_lecture (compte_id, session_id, route, dossier_id, motif, requete)
        SELECT platform.compte(), p_session, p_route, x, p_motif, p_requete FROM (SELECT DISTINCT unnest(p_personnes) AS x) d
    $$;
    DROP FUNCTION dossiers.noter_rapprochement(uuid[], uuid, text, text);
    REVOKE ALL ON FUNCTION dossiers.noter_rapprochement(uuid[], uuid, text, text, text) FROM PUBLIC;

    -- Look-alikes of one person or of several (rang says of which), counted and journaled: plafond is the limit when it is passed, and nobody is shown then.
    CREATE FUNCTION dossiers.rapprocher(p_demandes jsonb, p_voie text, p_motif text, p_session uuid, p_route text, p_requete text) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, acces, public, pg_temp AS $$
    DECLARE trouves jsonb; les_ids uuid[]; ailleurs integer; la_limite integer;
    BEGIN
      SELECT coalesce(jsonb_agg(jsonb_build_object('rang', x.rang, 'dossierId', h.dossier_id, 'numero', h.numero, 'numeroAppi', h.numero_appi, 'nom', h.nom,
               'nomUsage', h.nom_usage, 'prenoms', h.prenoms, 'naissanceLe', h.naissance_le, 'serviceId', h.service_id, 'serviceNom', h.service_nom,
               'visible', h.visible, 'ressemblance', h.ressemblance, 'closLe', h.clos_le) ORDER BY x.rang, h.n), '[]'),
             coalesce(array_agg(DISTINCT h.dossier_id), '{}'), count(DISTINCT h.dossier_id) FILTER (WHERE NOT h.visible)
        INTO trouves, les_ids, ailleurs
        FROM jsonb_to_recordset(p_demandes) AS x (rang int, nom text, naissance date, numero text),
          LATERAL dossiers.homonymes(x.nom, x.naissance, x.numero) WITH ORDINALITY AS h (dossier_id, numero, numero_appi, nom, nom_usage, prenoms, naissance_le,
            service_id, service_nom, visible, ressemblance, clos_le, n);
      la_limite := acces.compter_rapprochement(p_voie, p_motif, jsonb_array_length(p_demandes), ailleurs);
      -- A number typed under another name shows nobody, and the person whose number it is finds the attempt.
      PERFORM dossiers.noter_rapprochement(ARRAY(SELECT d.dossier_id FROM jsonb_to_recordset(p_demandes) AS x (numero text)
          JOIN dossiers.dossier d ON d.numero_appi = upper(btrim(x.numero)) OR d.numero = upper(btrim(x.numero))
          WHERE la_limite IS NOT NULL OR NOT d.dossier_id = ANY (les_ids)), p_session, p_route, p_requete, 'numéro saisi, rien n’est montré');
      IF la_limite IS NOT NULL THEN RETURN jsonb_build_object('plafond', la_limite, 'trouves', '[]'::jsonb); END IF;
      PERFORM dossiers.noter_rapprochement(les_ids, p_session, p_route, p_requete, p_motif);
      RETURN jsonb_build_object('plafond', NULL, 'trouves', trouves);
    END $$;

    -- Who was shown to this account by a look-up of the last hours is shown again, and journaled again; anybody else is only counted.
    CREATE FUNCTION dossiers.revoir(p_nom text, p_naissance date, p_deja uuid[], p_session uuid, p_route text, p_requete text) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, acces, public, pg_temp AS $$
    DECLARE trouves jsonb; les_ids uuid[]; inconnus integer;
    BEGIN
      SELECT coalesce(jsonb_agg(jsonb_build_object('dossierId', h.dossier_id, 'numero', h.numero, 'numeroAppi', h.numero_appi, 'nom', h.nom, 'nomUsage', h.nom_usage,
               'prenoms', h.prenoms, 'naissanceLe', h.naissance_le, 'serviceId', h.service_id, 'serviceNom', h.service_nom, 'visible', h.visible,
               'ressemblance', h.ressemblance, 'closLe', h.clos_le) ORDER BY h.n) FILTER (WHERE h.deja), '[]'),
             coalesce(array_agg(h.dossier_id) FILTER (WHERE h.deja), '{}'), count(*) FILTER (WHERE NOT h.deja)
        INTO trouves, les_ids, inconnus
        FROM (SELECT y.*, y.dossier_id = ANY (p_deja) AND EXISTS (SELECT 1 FROM acces.journal_lecture l
                WHERE l.dossier_id = y.dossier_id AND l.compte_id = platform.compte() AND l.a > now() - interval '3 hours') AS deja
              FROM dossiers.homonymes(p_nom, p_naissance) WITH ORDINALITY AS y (dossier_id, numero, numero_appi, nom, nom_usage, prenoms, naissance_le,
                service_id, service_nom, visible, ressemblance, clos_le, n)) h;
      PERFORM dossiers.noter_rapprochement(les_ids, p_session, p_route, p_requete, 'rapprochement national');
      RETURN jsonb_build_object('trouves', trouves, 'inconnus', inconnus);
    END $$;

    -- Of these dossiers, those that my entité does not follow: in a list, each of those people finds the reading in their own journal.
    CREATE FUNCTION dossiers.suivis_ailleurs(p_dossiers uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      SELECT d.dossier_id FROM dossiers.dossier d WHERE d.dossier_id = ANY (p_dossiers) AND NOT dossiers.ouvert(d.dossier_id)
    $$;
    REVOKE ALL ON FUNCTION dossiers.rapprocher(jsonb, text, text, uuid, text, text), dossiers.revoir(text, date, uuid[], uuid, text, text),
      dossiers.suivis_ailleurs(uuid[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.rapprocher(jsonb, text, text, uuid, text, text), dossiers.revoir(text, date, uuid[], uuid, text, text),
      dossiers.suivis_ailleurs(uuid[]) TO fil_rouge_application;
  `.execute(db)
}
