import { type Kysely, sql } from 'kysely'

/**
 * A link of a calendar is known to whoever made it: it stops with their access, their own and those of agendas, and a return revives none. The
 * row says that it ended so, for the service to make a new one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE calendriers.flux ADD COLUMN acces_clos boolean NOT NULL DEFAULT false,
      ADD CONSTRAINT acces_clos_revoque CHECK (NOT acces_clos OR revoque_a IS NOT NULL);
    CREATE INDEX flux_par_createur ON calendriers.flux (cree_par) WHERE revoque_a IS NULL;

    CREATE FUNCTION calendriers.fermer_les_flux_de(p_agent uuid) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
      UPDATE calendriers.flux f SET revoque_a = now(), revoque_par = coalesce(platform.compte(), p_agent), acces_clos = true
      WHERE f.revoque_a IS NULL AND p_agent IN (f.agent_id, f.cree_par)
    $$;
    REVOKE ALL ON FUNCTION calendriers.fermer_les_flux_de(uuid) FROM PUBLIC;
    CREATE FUNCTION calendriers.suivre_l_agent() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
    BEGIN
      IF acces.acces_change(OLD, NEW) THEN PERFORM calendriers.fermer_les_flux_de(NEW.id); END IF;
      RETURN NULL;
    END $$;
    CREATE TRIGGER calendriers_suivent_l_agent AFTER UPDATE OF arrive_le, parti_le, service_id, juridiction_id ON moyens.agent
      FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION calendriers.suivre_l_agent();
    CREATE FUNCTION calendriers.suivre_le_compte() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
    BEGIN
      PERFORM calendriers.fermer_les_flux_de(NEW.id);
      RETURN NULL;
    END $$;
    CREATE TRIGGER calendriers_suivent_le_compte AFTER UPDATE OF desactive_a ON acces.compte
      FOR EACH ROW WHEN (OLD.desactive_a IS DISTINCT FROM NEW.desactive_a) EXECUTE FUNCTION calendriers.suivre_le_compte();

    -- Each minute, with the sessions: the day of a departure comes by itself.
    CREATE FUNCTION calendriers.fermer_les_flux_clos() RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
      SELECT calendriers.fermer_les_flux_de(c.agent_id) FROM (
        SELECT f.agent_id FROM calendriers.flux f WHERE f.revoque_a IS NULL AND f.agent_id IS NOT NULL
        UNION SELECT f.cree_par FROM calendriers.flux f WHERE f.revoque_a IS NULL) c
      WHERE acces.fermeture(c.agent_id) IS NOT NULL
    $$;
    REVOKE ALL ON FUNCTION calendriers.fermer_les_flux_clos() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION calendriers.fermer_les_flux_clos() TO fil_rouge_application;

    -- The link opens as long as it is not revoked, the access of whoever holds it is open, they are still of that entité, and its agenda is open.
    CREATE OR REPLACE FUNCTION calendriers.flux_ouvert(p_empreinte bytea, p_maintenant timestamptz)
    RETURNS TABLE (flux_id uuid, entite_id uuid, agent_id uuid, agenda_id uuid, titre text, fuseau text, detail text, porteur_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
      SELECT f.id, f.entite_id, f.agent_id, f.agenda_id, coalesce(a.nom_complet, g.nom), coalesce(l.fuseau, s.fuseau, 'Europe/Paris'),
             CASE WHEN f.detail = 'noms' AND NOT coalesce(r.flux_avec_noms, false) THEN 'types' ELSE f.detail END, coalesce(f.agent_id, f.cree_par)
      FROM calendriers.flux f
      JOIN moyens.v_agent h ON h.agent_id = coalesce(f.agent_id, f.cree_par) AND coalesce(h.service_id, h.juridiction_id) = f.entite_id
      LEFT JOIN moyens.v_agent a ON a.agent_id = f.agent_id
      LEFT JOIN creneaux.v_agenda g ON g.agenda_id = f.agenda_id
      LEFT JOIN creneaux.v_lieu l ON l.lieu_id = g.lieu_id
      LEFT JOIN moyens.v_service s ON s.service_id = f.entite_id
      LEFT JOIN calendriers.reglage r ON r.entite_id = f.entite_id
      WHERE f.empreinte = p_empreinte AND f.revoque_a IS NULL AND acces.fermeture(h.agent_id) IS NULL
        AND (g.agenda_id IS NULL OR g.ferme_le IS NULL OR g.ferme_le > p_maintenant::date)
    $$;
    -- Links whose holder is already gone, or elsewhere.
    UPDATE calendriers.flux f SET revoque_a = now(), revoque_par = f.cree_par, acces_clos = true
      FROM moyens.agent h WHERE h.id = coalesce(f.agent_id, f.cree_par) AND f.revoque_a IS NULL
        AND (acces.fermeture(h.id) IS NOT NULL OR coalesce(h.service_id, h.juridiction_id) IS DISTINCT FROM f.entite_id);
  `.execute(db)
}
