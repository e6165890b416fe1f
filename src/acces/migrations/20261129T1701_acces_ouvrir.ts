import { type Kysely, sql } from 'kysely'

/**
 * Whether a form was already sent is read apart, with what it held (ADR 0031): the opening no longer takes a key, nor answers for it. Access
 * ends with its reason: from the day of the departure that the directory says, where the agent works, nothing opens any more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION acces.est_parti(p_agent uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moyens, pg_temp AS $$
      SELECT EXISTS (SELECT 1 FROM moyens.agent a LEFT JOIN moyens.service s ON s.id = a.service_id
        WHERE a.id = p_agent AND a.parti_le <= (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date)
    $$;
    REVOKE ALL ON FUNCTION acces.est_parti(uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.est_parti(uuid) TO fil_rouge_application;

    DROP FUNCTION acces.ouvrir(bytea, uuid, uuid);
    -- One call opens the transaction's context: who asks, and which rows exist for them.
    CREATE FUNCTION acces.ouvrir(p_empreinte bytea, p_compte uuid)
    RETURNS TABLE (session_id uuid, compte_id uuid, nom text, prenom text, fonction text, service_id uuid, antenne_id uuid, juridiction_id uuid,
                   entite_nom text, territoire text, fuseau text, ouverte boolean)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    #variable_conflict use_column
    DECLARE s acces.session; c acces.compte;
    BEGIN
      IF p_empreinte IS NOT NULL THEN
        SELECT * INTO s FROM acces.session x WHERE x.empreinte = p_empreinte;
        IF NOT FOUND THEN RETURN; END IF;
        SELECT * INTO c FROM acces.compte x WHERE x.id = s.compte_id;
      ELSE
        SELECT * INTO c FROM acces.compte x WHERE x.id = p_compte;
      END IF;
      IF c.id IS NULL THEN RETURN; END IF;
      ouverte := c.desactive_a IS NULL AND NOT acces.est_parti(c.id) AND (s.id IS NULL OR (s.fermee_a IS NULL AND s.expire_a > now()));
      IF ouverte AND s.id IS NOT NULL AND s.vue_a < now() - interval '1 minute' THEN
        UPDATE acces.session x SET vue_a = now(), expire_a = greatest(x.expire_a, least(now() + interval '1 hour', x.ouverte_a + interval '12 hours'))
        WHERE x.id = s.id;
      END IF;
      RETURN QUERY SELECT s.id, a.id, a.nom, a.prenom, a.fonction, a.service_id, a.antenne_id, a.juridiction_id,
          coalesce(v.nom, j.nom, 'Administration'), coalesce(v.territoire, 'metropole'), coalesce(v.fuseau, 'Europe/Paris'), ouverte
        FROM moyens.agent a LEFT JOIN moyens.service v ON v.id = a.service_id LEFT JOIN moyens.juridiction j ON j.id = a.juridiction_id
        WHERE a.id = c.id;
      IF ouverte THEN
        PERFORM set_config('fil_rouge.compte', c.id::text, true),
                set_config('fil_rouge.entites', (SELECT array_remove(ARRAY[a.service_id, a.juridiction_id], NULL)::text FROM moyens.agent a WHERE a.id = c.id), true);
      END IF;
    END $$;
  `.execute(db)
}
