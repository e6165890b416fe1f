import { type Kysely, sql } from 'kysely'

/**
 * One function says why an account opens nothing: suspended, gone, not there yet, each by the day of where the agent works. The opening asks
 * it, and tells the policies the function of who asks (`fil_rouge.fonction`), for this transaction alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION acces.fermeture(p_compte uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT CASE WHEN c.desactive_a <= now() THEN 'suspendu'
                  WHEN a.parti_le <= (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date THEN 'parti'
                  WHEN a.arrive_le > (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date THEN 'pas_arrive' END
      FROM moyens.agent a LEFT JOIN acces.compte c ON c.id = a.id LEFT JOIN moyens.service s ON s.id = a.service_id
      WHERE a.id = p_compte
    $$;
    COMMENT ON FUNCTION acces.fermeture(uuid) IS 'NULL: l’accès est ouvert';
    REVOKE ALL ON FUNCTION acces.fermeture(uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.fermeture(uuid) TO fil_rouge_application;

    DROP FUNCTION acces.ouvrir(bytea, uuid);
    -- One call opens the transaction's context: who asks, in which function, and which rows exist for them.
    CREATE FUNCTION acces.ouvrir(p_empreinte bytea, p_compte uuid)
    RETURNS TABLE (session_id uuid, compte_id uuid, nom text, prenom text, fonction text, service_id uuid, antenne_id uuid, juridiction_id uuid,
                   entite_nom text, territoire text, fuseau text, ouverte boolean)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    #variable_conflict use_column
    DECLARE s acces.session; a moyens.agent; qui uuid := p_compte;
    BEGIN
      IF p_empreinte IS NOT NULL THEN
        SELECT * INTO s FROM acces.session x WHERE x.empreinte = p_empreinte;
        IF NOT FOUND THEN RETURN; END IF;
        qui := s.compte_id;
      END IF;
      SELECT b.* INTO a FROM moyens.agent b WHERE b.id = qui AND EXISTS (SELECT 1 FROM acces.compte x WHERE x.id = b.id);
      IF NOT FOUND THEN RETURN; END IF;
      ouverte := acces.fermeture(a.id) IS NULL AND (s.id IS NULL OR (s.fermee_a IS NULL AND s.expire_a > now()));
      IF ouverte AND s.id IS NOT NULL AND s.vue_a < now() - interval '1 minute' THEN
        UPDATE acces.session x SET vue_a = now(), expire_a = greatest(x.expire_a, least(now() + interval '1 hour', x.ouverte_a + interval '12 hours'))
        WHERE x.id = s.id;
      END IF;
      IF ouverte THEN
        PERFORM set_config('fil_rouge.compte', a.id::text, true), set_config('fil_rouge.fonction', a.fonction, true),
                set_config('fil_rouge.entites', array_remove(ARRAY[a.service_id, a.juridiction_id], NULL)::text, true);
      END IF;
      RETURN QUERY SELECT s.id, a.id, a.nom, a.prenom, a.fonction, a.service_id, a.antenne_id, a.juridiction_id,
          coalesce(v.nom, j.nom, 'Administration'), coalesce(v.territoire, 'metropole'), coalesce(v.fuseau, 'Europe/Paris'), ouverte
        FROM (SELECT) AS seule LEFT JOIN moyens.service v ON v.id = a.service_id LEFT JOIN moyens.juridiction j ON j.id = a.juridiction_id;
    END $$;
    DROP FUNCTION acces.est_parti(uuid);
  `.execute(db)
}
