import { type Kysely, sql } from 'kysely'

/**
 * Each sending process says that it looks at the queue: one that freezes keeps its session, and nothing else would tell. A process that
 * stops takes its line away; one that died leaves it, until another starts in the same place.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE messages.battement (
      qui text PRIMARY KEY,
      lieu text NOT NULL,
      commence_a timestamptz NOT NULL,
      battu_a timestamptz
    );
    CALL platform.reserver_au_contexte('messages.battement');

    CREATE FUNCTION messages.commencer_a_battre(p_qui text, p_lieu text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE mort text;
    BEGIN
      FOR mort IN SELECT b.qui FROM battement b WHERE b.lieu = p_lieu AND b.qui <> p_qui LOOP
        CONTINUE WHEN NOT pg_try_advisory_xact_lock(hashtext('messages.envoi'), hashtext(mort));
        DELETE FROM battement b WHERE b.qui = mort;
      END LOOP;
      INSERT INTO battement (qui, lieu, commence_a) VALUES (p_qui, p_lieu, maintenant()) ON CONFLICT (qui) DO NOTHING;
    END $$;
    CREATE FUNCTION messages.battre(p_qui text) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
      UPDATE battement SET battu_a = maintenant() WHERE qui = p_qui
    $$;
    CREATE FUNCTION messages.cesser_de_battre(p_qui text) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
      DELETE FROM battement WHERE qui = p_qui
    $$;
    -- Seconds since each process began, and since it last looked (NULL: never).
    CREATE FUNCTION messages.battements() RETURNS TABLE (qui text, commence double precision, battu double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
      SELECT b.qui, extract(epoch FROM maintenant() - b.commence_a)::float8, extract(epoch FROM maintenant() - b.battu_a)::float8
      FROM battement b ORDER BY b.qui
    $$;
    -- By how many seconds the oldest message that is due is late, by channel; 0 when none is.
    CREATE FUNCTION messages.retards() RETURNS TABLE (canal text, retard double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    #variable_conflict use_column
    DECLARE ici timestamptz := maintenant();
    BEGIN
      RETURN QUERY SELECT c.canal, coalesce((
        SELECT extract(epoch FROM ici - m.envoi_a)::float8 FROM message m
        WHERE m.etat = 'a_envoyer' AND m.canal = c.canal AND m.envoi_a <= ici ORDER BY m.envoi_a LIMIT 1), 0)
      FROM (VALUES ('courriel'), ('sms')) AS c (canal);
    END $$;
    REVOKE ALL ON FUNCTION messages.commencer_a_battre(text, text), messages.battre(text), messages.cesser_de_battre(text),
      messages.battements(), messages.retards() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION messages.commencer_a_battre(text, text), messages.battre(text), messages.cesser_de_battre(text),
      messages.battements(), messages.retards() TO fil_rouge_application;
  `.execute(db)
}
