import { type Kysely, sql } from 'kysely'

/**
 * A session ends with the access that it was opened under: whoever leaves, is suspended, has not arrived or moves has their sessions closed in
 * the transaction that says so, whoever writes it. A return opens nothing that was open before: what the former state should have closed is
 * closed then. A departure whose day has come is seen to each minute.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX session_ouverte ON acces.session (expire_a) WHERE fermee_a IS NULL;

    CREATE FUNCTION acces.fermer_sessions(p_compte uuid) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      UPDATE acces.session s SET fermee_a = now() WHERE s.compte_id = p_compte AND s.fermee_a IS NULL AND s.expire_a > now()
    $$;
    REVOKE ALL ON FUNCTION acces.fermer_sessions(uuid) FROM PUBLIC;

    -- Does this change of the directory end what was open? The state that is left counts as much as the one that comes: a return revives nothing.
    CREATE FUNCTION acces.acces_change(ancien moyens.agent, nouveau moyens.agent) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT coalesce(ancien.parti_le <= j.jour OR ancien.arrive_le > j.jour, false) OR acces.fermeture(nouveau.id) IS NOT NULL
        OR (nouveau.service_id, nouveau.juridiction_id) IS DISTINCT FROM (ancien.service_id, ancien.juridiction_id)
      FROM (SELECT (now() AT TIME ZONE coalesce((SELECT s.fuseau FROM moyens.service s WHERE s.id = ancien.service_id), 'Europe/Paris'))::date AS jour) j
    $$;
    REVOKE ALL ON FUNCTION acces.acces_change(moyens.agent, moyens.agent) FROM PUBLIC;

    CREATE FUNCTION acces.suivre_l_agent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    BEGIN
      IF acces.acces_change(OLD, NEW) THEN PERFORM acces.fermer_sessions(NEW.id); END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER acces_suit_l_agent AFTER UPDATE OF arrive_le, parti_le, service_id, juridiction_id ON moyens.agent
      FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION acces.suivre_l_agent();

    CREATE FUNCTION acces.suivre_le_compte() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    BEGIN
      PERFORM acces.fermer_sessions(NEW.id);
      RETURN NULL;
    END $$;
    CREATE TRIGGER acces_suit_le_compte AFTER UPDATE OF desactive_a ON acces.compte
      FOR EACH ROW WHEN (OLD.desactive_a IS DISTINCT FROM NEW.desactive_a) EXECUTE FUNCTION acces.suivre_le_compte();

    -- The day of a departure comes by itself: what it ends is ended within the minute, and nothing opened meanwhile.
    CREATE FUNCTION acces.fermer_les_sessions_closes() RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      UPDATE acces.session s SET fermee_a = now() WHERE s.fermee_a IS NULL AND s.expire_a > now() AND acces.fermeture(s.compte_id) IS NOT NULL
    $$;
    REVOKE ALL ON FUNCTION acces.fermer_les_sessions_closes() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.fermer_les_sessions_closes() TO fil_rouge_application;
  `.execute(db)
}
