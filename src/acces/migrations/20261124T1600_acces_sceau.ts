import { type Kysely, sql } from 'kysely'

/**
 * The journals are sealed by batches: a Merkle root of their lines (SHA-256, leaves and nodes told apart as in RFC 6962), chained
 * to the seal before it. The hashes of the leaves stay, so that lines purged with the person they are about break nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE acces.sceau (
      journal text NOT NULL CONSTRAINT journal_connu CHECK (journal IN ('lecture', 'ecriture')),
      rang bigint NOT NULL,
      ids bigint[] NOT NULL,
      feuilles bytea[] NOT NULL,
      racine bytea NOT NULL,
      precedent bytea NOT NULL,
      empreinte bytea NOT NULL,
      scelle_a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (journal, rang),
      CONSTRAINT une_feuille_par_ligne CHECK (cardinality(ids) = cardinality(feuilles) AND cardinality(ids) > 0)
    );
    GRANT SELECT ON acces.sceau TO fil_rouge_application;

    -- A column added later is null in the lines of before, and left out: their hash does not change.
    CREATE FUNCTION acces.feuille(ligne jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE
      RETURN sha256('\\x00'::bytea || convert_to(jsonb_strip_nulls(ligne)::text, 'UTF8'));

    CREATE FUNCTION acces.racine(feuilles bytea[]) RETURNS bytea LANGUAGE plpgsql IMMUTABLE AS $$
    DECLARE etage bytea[] := feuilles; suivant bytea[];
    BEGIN
      WHILE cardinality(etage) > 1 LOOP
        SELECT array_agg(CASE WHEN d IS NULL THEN g ELSE sha256('\\x01'::bytea || g || d) END ORDER BY i) INTO suivant
        FROM (SELECT i, etage[2 * i - 1] AS g, etage[2 * i] AS d FROM generate_series(1, (cardinality(etage) + 1) / 2) AS i) paires;
        etage := suivant;
      END LOOP;
      RETURN etage[1];
    END $$;

    CREATE FUNCTION acces.empreinte_de_sceau(p_journal text, p_rang bigint, p_ids bigint[], p_racine bytea, p_precedent bytea) RETURNS bytea LANGUAGE sql IMMUTABLE
      RETURN sha256(p_precedent || convert_to(p_journal || ' ' || p_rang || ' ' || p_ids::text || ' ', 'UTF8') || p_racine);

    -- The next lines of a journal, by number: at most so many, up to a number when one is given.
    CREATE FUNCTION acces.lignes_de_journal(p_journal text, p_apres bigint, p_jusqu_a bigint, p_max integer) RETURNS TABLE (id bigint, a timestamptz, ligne jsonb)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acces, pg_temp SET timezone = 'UTC' AS $$
    BEGIN
      IF p_journal = 'lecture' THEN
        RETURN QUERY SELECT l.id, l.a, to_jsonb(l) FROM acces.journal_lecture l
          WHERE l.id > p_apres AND (p_jusqu_a IS NULL OR l.id <= p_jusqu_a) ORDER BY l.id LIMIT p_max;
      ELSE
        RETURN QUERY SELECT e.id, e.a, to_jsonb(e) FROM acces.journal_ecriture e
          WHERE e.id > p_apres AND (p_jusqu_a IS NULL OR e.id <= p_jusqu_a) ORDER BY e.id LIMIT p_max;
      END IF;
    END $$;
    REVOKE ALL ON FUNCTION acces.lignes_de_journal(text, bigint, bigint, integer) FROM PUBLIC;

    -- Seals what is older than the delay, by which any transaction that took a lower number has ended; gives the number of lines sealed.
    CREATE FUNCTION acces.sceller(p_delai interval DEFAULT '5 minutes', p_max integer DEFAULT 10000) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    DECLARE j text; dernier acces.sceau; apres bigint; les_ids bigint[]; les_feuilles bytea[]; la_racine bytea; total integer := 0;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('acces.sceller'));
      FOREACH j IN ARRAY ARRAY['lecture', 'ecriture'] LOOP
        SELECT * INTO dernier FROM acces.sceau s WHERE s.journal = j ORDER BY s.rang DESC LIMIT 1;
        apres := coalesce(dernier.ids[cardinality(dernier.ids)], 0);
        -- Up to the first line that is too recent: what is sealed has no hole that a later line could fill.
        SELECT array_agg(l.id ORDER BY l.id), array_agg(acces.feuille(l.ligne) ORDER BY l.id) INTO les_ids, les_feuilles
        FROM (SELECT x.id, x.ligne, bool_or(x.a >= clock_timestamp() - p_delai) OVER (ORDER BY x.id) AS trop_recente
              FROM acces.lignes_de_journal(j, apres, NULL, p_max) x) l
        WHERE NOT l.trop_recente;
        CONTINUE WHEN les_ids IS NULL;
        la_racine := acces.racine(les_feuilles);
        INSERT INTO acces.sceau (journal, rang, ids, feuilles, racine, precedent, empreinte)
        VALUES (j, coalesce(dernier.rang, 0) + 1, les_ids, les_feuilles, la_racine, coalesce(dernier.empreinte, '\\x'::bytea),
                acces.empreinte_de_sceau(j, coalesce(dernier.rang, 0) + 1, les_ids, la_racine, coalesce(dernier.empreinte, '\\x'::bytea)));
        total := total + cardinality(les_ids);
      END LOOP;
      RETURN total;
    END $$;

    -- Every fault of a seal: its chain, its root, a line altered, a line slipped in. Purged lines are counted apart, they are no fault.
    CREATE FUNCTION acces.verifier_sceaux() RETURNS TABLE (journal text, rang bigint, lignes integer, purgees integer, fautes text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    #variable_conflict use_column
    DECLARE s acces.sceau; avant acces.sceau; les_fautes text[]; presentes integer;
    BEGIN
      FOR s IN SELECT * FROM acces.sceau x ORDER BY x.journal, x.rang LOOP
        les_fautes := '{}';
        IF avant.journal IS DISTINCT FROM s.journal THEN avant := NULL; END IF;
        IF s.rang <> coalesce(avant.rang, 0) + 1 OR s.precedent <> coalesce(avant.empreinte, '\\x'::bytea) THEN les_fautes := les_fautes || 'chaîne rompue'::text; END IF;
        IF s.racine <> acces.racine(s.feuilles) OR s.empreinte <> acces.empreinte_de_sceau(s.journal, s.rang, s.ids, s.racine, s.precedent) THEN
          les_fautes := les_fautes || 'sceau altéré'::text;
        END IF;
        SELECT count(f.id), les_fautes || coalesce(array_agg(CASE WHEN f.feuille IS NULL THEN 'ligne ' || l.id || ' ajoutée après coup' ELSE 'ligne ' || l.id || ' modifiée' END)
                 FILTER (WHERE f.feuille IS DISTINCT FROM acces.feuille(l.ligne)), '{}')
          INTO presentes, les_fautes
        FROM acces.lignes_de_journal(s.journal, coalesce(avant.ids[cardinality(avant.ids)], 0), s.ids[cardinality(s.ids)], NULL) l
        LEFT JOIN unnest(s.ids, s.feuilles) AS f (id, feuille) ON f.id = l.id;
        RETURN QUERY SELECT s.journal, s.rang, cardinality(s.ids), cardinality(s.ids) - presentes, les_fautes;
        avant := s;
      END LOOP;
    END $$;
  `.execute(db)
}
