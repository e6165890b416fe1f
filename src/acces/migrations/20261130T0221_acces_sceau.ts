import { type Kysely, sql } from 'kysely'

/**
 * Seals that see a deletion (ADR 0050). A seal numbers its lines without a hole and says up to when it read; the application signs its words
 * with a key that the base does not have. Lines that are gone are told by a proof of their purge, or are a fault. The lines and the seals of
 * before stay as they are: the first new seal covers the last old one, and what was purged until then is told by one proof for each journal.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The date and the number of a line are the base's: the application gives neither.
    DO $$
    DECLARE la_table regclass; colonnes text;
    BEGIN
      FOREACH la_table IN ARRAY ARRAY['acces.journal_ecriture', 'acces.journal_lecture']::regclass[] LOOP
        SELECT string_agg(quote_ident(attname), ', ') INTO colonnes FROM pg_attribute
          WHERE attrelid = la_table AND attnum > 0 AND NOT attisdropped AND attname NOT IN ('id', 'a');
        EXECUTE format('REVOKE INSERT ON %s FROM fil_rouge_application', la_table);
        EXECUTE format('GRANT INSERT (%s) ON %s TO fil_rouge_application', colonnes, la_table);
      END LOOP;
    END $$;

    ALTER TABLE acces.sceau ADD COLUMN premier bigint, ADD COLUMN dernier bigint, ADD COLUMN jusqu_a timestamptz, ADD COLUMN cle text,
      ADD COLUMN forme smallint NOT NULL DEFAULT 1, ADD COLUMN purges bigint NOT NULL DEFAULT 0, ADD COLUMN purge bytea;
    UPDATE acces.sceau s SET dernier = x.dernier, premier = x.dernier - cardinality(s.ids) + 1
      FROM (SELECT journal, rang, sum(cardinality(ids)) OVER (PARTITION BY journal ORDER BY rang) AS dernier FROM acces.sceau) x
      WHERE (x.journal, x.rang) = (s.journal, s.rang);
    ALTER TABLE acces.sceau ALTER COLUMN premier SET NOT NULL, ALTER COLUMN dernier SET NOT NULL, ALTER COLUMN forme SET DEFAULT 2,
      ADD CONSTRAINT lignes_sans_trou CHECK (dernier - premier + 1 = cardinality(ids));

    CREATE TABLE acces.purge (
      rang bigint PRIMARY KEY,
      journal text NOT NULL CONSTRAINT journal_connu CHECK (journal IN ('lecture', 'ecriture')),
      ids bigint[] NOT NULL,
      dossiers text[] NOT NULL,
      motif text NOT NULL,
      purge_a timestamptz NOT NULL DEFAULT clock_timestamp(),
      precedent bytea NOT NULL,
      cle text,
      empreinte bytea NOT NULL
    );
    CREATE TABLE acces.controle_des_sceaux (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      a timestamptz NOT NULL DEFAULT clock_timestamp(),
      sceaux integer NOT NULL,
      lignes integer NOT NULL,
      avec_cle boolean NOT NULL,
      fautes text[] NOT NULL
    );
    GRANT SELECT ON acces.purge TO fil_rouge_application;
    GRANT SELECT, INSERT (sceaux, lignes, avec_cle, fautes) ON acces.controle_des_sceaux TO fil_rouge_application;

    -- What is signed, as text: of a seal, and of a proof.
    CREATE FUNCTION acces.message_de_sceau(s acces.sceau) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      RETURN concat_ws(' ', 'fil-rouge sceau 2', s.journal, s.rang, s.premier, s.dernier, encode(s.racine, 'hex'), encode(s.precedent, 'hex'),
        extract(epoch FROM s.jusqu_a), extract(epoch FROM s.scelle_a), encode(sha256(convert_to(s.ids::text, 'UTF8')), 'hex'),
        s.purges, encode(s.purge, 'hex'));
    CREATE FUNCTION acces.message_de_purge(p acces.purge) RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
      RETURN concat_ws(' ', 'fil-rouge purge 2', p.rang, p.journal, p.ids::text, to_json(p.dossiers)::text, to_json(p.motif)::text, extract(epoch FROM p.purge_a), encode(p.precedent, 'hex'));

    -- The next seal of a journal, without a key: up to an instant by which every transaction that took a lower number has ended; null when nothing waits.
    CREATE FUNCTION acces.preparer_sceau(p_journal text, p_avant timestamptz, p_max integer DEFAULT 10000) RETURNS TABLE (rang bigint, lignes integer, message text)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp SET timezone = 'UTC' AS $$
    #variable_conflict use_column
    DECLARE dernier acces.sceau; neuf acces.sceau; avant timestamptz := least(p_avant, clock_timestamp());
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtext('acces.sceller'));
      SELECT s.* INTO dernier FROM acces.sceau s WHERE s.journal = p_journal ORDER BY s.rang DESC LIMIT 1;
      -- A line of the future does not stop the others: it is sealed at once, and the check names it.
      SELECT array_agg(l.id ORDER BY l.id), array_agg(acces.feuille(l.ligne) ORDER BY l.id), max(l.a) FILTER (WHERE l.a < avant)
        INTO neuf.ids, neuf.feuilles, neuf.jusqu_a
      FROM (SELECT x.id, x.ligne, x.a, bool_or(x.a >= avant AND x.a <= clock_timestamp() + interval '1 second') OVER (ORDER BY x.id) AS trop_recente
            FROM acces.lignes_de_journal(p_journal, coalesce(dernier.ids[cardinality(dernier.ids)], 0), NULL, p_max) x) l
      WHERE NOT l.trop_recente;
      IF neuf.ids IS NULL THEN RETURN; END IF;
      neuf.journal := p_journal; neuf.rang := coalesce(dernier.rang, 0) + 1; neuf.forme := 2;
      neuf.premier := coalesce(dernier.dernier, 0) + 1; neuf.dernier := neuf.premier + cardinality(neuf.ids) - 1;
      -- A whole batch says how far it read; the last one, the instant before which nothing more can come.
      neuf.jusqu_a := greatest(dernier.jusqu_a, CASE WHEN cardinality(neuf.ids) = p_max THEN neuf.jusqu_a ELSE avant END);
      -- The proofs of purge of this moment are covered with the lines.
      SELECT p.rang, p.empreinte INTO neuf.purges, neuf.purge FROM acces.purge p ORDER BY p.rang DESC LIMIT 1;
      neuf.purges := coalesce(neuf.purges, 0);
      neuf.racine := acces.racine(neuf.feuilles); neuf.precedent := coalesce(dernier.empreinte, '\\x'::bytea); neuf.scelle_a := clock_timestamp();
      neuf.empreinte := sha256(convert_to(acces.message_de_sceau(neuf), 'UTF8'));
      INSERT INTO acces.sceau SELECT neuf.*;
      RETURN QUERY SELECT neuf.rang, cardinality(neuf.ids), acces.message_de_sceau(neuf);
    END $$;
    -- The signature of a seal that this very transaction has posed.
    CREATE FUNCTION acces.signer_sceau(p_journal text, p_rang bigint, p_cle text, p_empreinte bytea) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    BEGIN
      UPDATE acces.sceau s SET cle = p_cle, empreinte = p_empreinte
        WHERE s.journal = p_journal AND s.rang = p_rang AND s.cle IS NULL AND s.xmin = pg_current_xact_id()::xid;
      IF NOT FOUND THEN RAISE EXCEPTION 'ce sceau n’est pas de cette transaction' USING ERRCODE = 'insufficient_privilege'; END IF;
    END $$;

    DROP FUNCTION acces.verifier_sceaux();
    -- Each seal with its words, what its lines hide, and what is wrong with it; the key is not here: who has it checks the signature.
    -- (Ten seconds of tolerance: two lines written at once may have their dates in the other order than their numbers.)
    CREATE FUNCTION acces.verifier_sceaux() RETURNS TABLE (journal text, rang bigint, lignes integer, purgees integer, purges bigint, forme smallint, cle text, message text, empreinte bytea, scelle_a timestamptz, fautes text[])
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acces, pg_temp SET timezone = 'UTC' AS $$
    #variable_conflict use_column
    DECLARE s acces.sceau; avant acces.sceau; les_fautes text[]; presentes integer; prouvees bigint[];
    BEGIN
      FOR s IN SELECT * FROM acces.sceau x ORDER BY x.journal, x.rang LOOP
        les_fautes := '{}';
        IF avant.journal IS DISTINCT FROM s.journal THEN avant := NULL; END IF;
        IF s.rang <> coalesce(avant.rang, 0) + 1 OR s.premier <> coalesce(avant.dernier, 0) + 1 OR s.precedent <> coalesce(avant.empreinte, '\\x'::bytea) THEN
          les_fautes := les_fautes || 'chaîne rompue : un sceau manque ou a changé'::text;
        END IF;
        IF s.racine IS DISTINCT FROM acces.racine(s.feuilles) OR (s.forme < coalesce(avant.forme, 1)) OR s.empreinte <> (CASE
             WHEN s.forme = 1 THEN acces.empreinte_de_sceau(s.journal, s.rang, s.ids, s.racine, s.precedent)
             WHEN s.cle IS NULL THEN sha256(convert_to(acces.message_de_sceau(s), 'UTF8')) ELSE s.empreinte END) THEN
          les_fautes := les_fautes || 'sceau altéré'::text;
        END IF;
        IF s.purges > 0 AND NOT EXISTS (SELECT 1 FROM acces.purge p WHERE p.rang = s.purges AND p.empreinte = s.purge) THEN
          les_fautes := les_fautes || format('preuve de purge %s changée ou ôtée', s.purges);
        END IF;
        SELECT coalesce(array_agg(p.id), '{}') INTO prouvees FROM (SELECT unnest(x.ids) AS id FROM acces.purge x WHERE x.journal = s.journal) p WHERE p.id = ANY (s.ids);
        SELECT count(l.id) FILTER (WHERE f.id IS NOT NULL), les_fautes || coalesce(array_agg(CASE
            WHEN f.id IS NULL THEN 'ligne ' || l.id || ' ajoutée après le sceau'
            WHEN l.id IS NULL THEN 'ligne ' || f.id || ' effacée sans preuve de purge'
            WHEN f.feuille <> acces.feuille(l.ligne) THEN 'ligne ' || l.id || ' modifiée'
            WHEN l.a < avant.jusqu_a - interval '10 seconds' THEN 'ligne ' || l.id || ' antidatée : plus ancienne que ce que le sceau d’avant avait lu'
            ELSE 'ligne ' || l.id || ' datée de l’avenir' END ORDER BY coalesce(l.id, f.id))
            FILTER (WHERE f.id IS NULL OR (l.id IS NULL AND f.id <> ALL (prouvees)) OR f.feuille <> acces.feuille(l.ligne) OR (s.forme > 1 AND (l.a < avant.jusqu_a - interval '10 seconds' OR l.a > s.scelle_a))), '{}')
          INTO presentes, les_fautes
        FROM acces.lignes_de_journal(s.journal, coalesce(avant.ids[cardinality(avant.ids)], -9223372036854775808), s.ids[cardinality(s.ids)], NULL) l
        FULL JOIN unnest(s.ids, s.feuilles) AS f (id, feuille) ON f.id = l.id;
        RETURN QUERY SELECT s.journal, s.rang, cardinality(s.ids), cardinality(s.ids) - presentes, s.purges, s.forme, s.cle, acces.message_de_sceau(s), s.empreinte, s.scelle_a, les_fautes;
        avant := s;
      END LOOP;
    END $$;
    -- What waits for its seal: how many lines, since when, and those whose date cannot be.
    CREATE FUNCTION acces.lignes_en_attente() RETURNS TABLE (journal text, lignes integer, depuis_a timestamptz, fautes text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp SET timezone = 'UTC' AS $$
      SELECT j.journal, count(l.id)::int, min(l.a), coalesce(array_agg('ligne ' || l.id || CASE WHEN l.a < d.jusqu_a - interval '10 seconds' THEN ' antidatée : plus ancienne que ce que le dernier sceau avait lu'
          WHEN l.a < clock_timestamp() THEN ' sans sceau depuis plus d’une heure : le scellement est arrêté, ou un sceau a été ôté' ELSE ' datée de l’avenir' END ORDER BY l.id)
        FILTER (WHERE l.a < d.jusqu_a - interval '10 seconds' OR l.a > clock_timestamp() + interval '1 second' OR l.a < clock_timestamp() - interval '1 hour'), '{}')
      FROM (VALUES ('ecriture'), ('lecture')) AS j (journal)
      LEFT JOIN LATERAL (SELECT s.jusqu_a, s.ids[cardinality(s.ids)] AS id FROM acces.sceau s WHERE s.journal = j.journal ORDER BY s.rang DESC LIMIT 1) d ON true
      LEFT JOIN LATERAL acces.lignes_de_journal(j.journal, coalesce(d.id, -9223372036854775808), NULL, NULL) l ON true
      GROUP BY j.journal ORDER BY j.journal
    $$;
    CREATE FUNCTION acces.verifier_purges() RETURNS TABLE (rang bigint, cle text, message text, empreinte bytea, fautes text[])
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp SET timezone = 'UTC' AS $$
      SELECT p.rang, p.cle, acces.message_de_purge(p), p.empreinte, array_remove(ARRAY[
        CASE WHEN p.rang <> coalesce(lag(p.rang) OVER w, 0) + 1 OR p.precedent <> coalesce(lag(p.empreinte) OVER w, '\\x'::bytea) THEN 'chaîne des purges rompue' END,
        CASE WHEN p.cle IS NULL AND p.empreinte <> sha256(convert_to(acces.message_de_purge(p), 'UTF8')) THEN 'preuve de purge altérée' END], NULL)
      FROM acces.purge p WINDOW w AS (ORDER BY p.rang) ORDER BY p.rang
    $$;

    -- What the seals of before had counted as purged, since nothing else could tell it from a deletion.
    WITH manquantes AS (
      SELECT s.journal, array_agg(i.id ORDER BY i.id) AS ids FROM acces.sceau s, unnest(s.ids) AS i (id)
      WHERE NOT EXISTS (SELECT 1 FROM acces.journal_lecture l WHERE s.journal = 'lecture' AND l.id = i.id)
        AND NOT EXISTS (SELECT 1 FROM acces.journal_ecriture e WHERE s.journal = 'ecriture' AND e.id = i.id) GROUP BY s.journal)
    INSERT INTO acces.purge (rang, journal, ids, dossiers, motif, precedent, empreinte)
      SELECT row_number() OVER (ORDER BY journal), journal, ids, '{}', 'Lignes déjà absentes quand les preuves de purge ont commencé', '\\x', '\\x' FROM manquantes;
    DO $$
    DECLARE la_purge acces.purge; avant bytea := '\\x';
    BEGIN
      FOR la_purge IN SELECT * FROM acces.purge ORDER BY rang LOOP
        la_purge.precedent := avant;
        avant := sha256(convert_to(acces.message_de_purge(la_purge), 'UTF8'));
        UPDATE acces.purge SET precedent = la_purge.precedent, empreinte = avant WHERE rang = la_purge.rang;
      END LOOP;
    END $$;
    DROP FUNCTION acces.sceller(interval, integer);
    REVOKE ALL ON FUNCTION acces.preparer_sceau(text, timestamptz, integer), acces.signer_sceau(text, bigint, text, bytea), acces.verifier_sceaux(),
      acces.lignes_en_attente(), acces.verifier_purges() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.preparer_sceau(text, timestamptz, integer), acces.signer_sceau(text, bigint, text, bytea), acces.verifier_sceaux(),
      acces.lignes_en_attente(), acces.verifier_purges() TO fil_rouge_application;
  `.execute(db)
}
