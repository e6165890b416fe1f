import { type Kysely, sql } from 'kysely'

/**
 * iCalendar feeds: a secret link for each agent or agenda, of which only the imprint is kept. Who holds the link has no session: narrow
 * functions answer for the imprint alone, and give no more than a diary needs.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA calendriers;
    GRANT USAGE ON SCHEMA calendriers TO fil_rouge_application;

    CREATE TABLE calendriers.reglage (
      entite_id uuid PRIMARY KEY,
      flux_avec_noms boolean NOT NULL DEFAULT false,
      version integer NOT NULL DEFAULT 1,
      modifie_a timestamptz NOT NULL DEFAULT now(),
      modifie_par uuid NOT NULL REFERENCES moyens.agent
    );

    CREATE TABLE calendriers.flux (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      entite_id uuid NOT NULL,
      agent_id uuid REFERENCES moyens.agent,
      agenda_id uuid REFERENCES creneaux.agenda,
      detail text NOT NULL DEFAULT 'types' CONSTRAINT detail_connu CHECK (detail IN ('occupe', 'types', 'noms')),
      empreinte bytea NOT NULL CONSTRAINT un_flux_par_empreinte UNIQUE CONSTRAINT empreinte_sha256 CHECK (octet_length(empreinte) = 32),
      cree_a timestamptz NOT NULL,
      cree_par uuid NOT NULL REFERENCES moyens.agent,
      revoque_a timestamptz,
      revoque_par uuid REFERENCES moyens.agent,
      dernier_acces_a timestamptz,
      CONSTRAINT un_agent_ou_un_agenda CHECK (num_nonnulls(agent_id, agenda_id) = 1),
      CONSTRAINT revocation_complete CHECK ((revoque_a IS NULL) = (revoque_par IS NULL))
    );
    -- By entité: the link of who moved is dead, and the new service does not see it to close it.
    CREATE UNIQUE INDEX un_seul_flux_par_agent ON calendriers.flux (agent_id, entite_id) WHERE revoque_a IS NULL;
    CREATE UNIQUE INDEX un_seul_flux_par_agenda ON calendriers.flux (agenda_id) WHERE revoque_a IS NULL;
    CREATE INDEX flux_par_entite ON calendriers.flux (entite_id) WHERE revoque_a IS NULL;

    ALTER TABLE calendriers.reglage ENABLE ROW LEVEL SECURITY;
    CREATE POLICY mon_entite ON calendriers.reglage USING (entite_id = ANY ((SELECT platform.entites())::uuid[]));
    ALTER TABLE calendriers.flux ENABLE ROW LEVEL SECURITY;
    CREATE POLICY mon_entite ON calendriers.flux USING (entite_id = ANY ((SELECT platform.entites())::uuid[]));
    GRANT SELECT, INSERT, UPDATE ON calendriers.reglage, calendriers.flux TO fil_rouge_application;

    -- The link opens as long as it is not revoked, its agent has not left nor moved to another entité, and its agenda is open.
    CREATE FUNCTION calendriers.flux_ouvert(p_empreinte bytea, p_maintenant timestamptz)
    RETURNS TABLE (flux_id uuid, entite_id uuid, agent_id uuid, agenda_id uuid, titre text, fuseau text, detail text, porteur_id uuid)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
      SELECT f.id, f.entite_id, f.agent_id, f.agenda_id, coalesce(a.nom_complet, g.nom), coalesce(l.fuseau, s.fuseau, 'Europe/Paris'),
             CASE WHEN f.detail = 'noms' AND NOT coalesce(r.flux_avec_noms, false) THEN 'types' ELSE f.detail END, coalesce(f.agent_id, f.cree_par)
      FROM calendriers.flux f
      LEFT JOIN moyens.v_agent a ON a.agent_id = f.agent_id
      LEFT JOIN creneaux.v_agenda g ON g.agenda_id = f.agenda_id
      LEFT JOIN creneaux.v_lieu l ON l.lieu_id = g.lieu_id
      LEFT JOIN moyens.v_service s ON s.service_id = f.entite_id
      LEFT JOIN calendriers.reglage r ON r.entite_id = f.entite_id
      WHERE f.empreinte = p_empreinte AND f.revoque_a IS NULL
        AND (a.agent_id IS NULL OR (coalesce(a.service_id, a.juridiction_id) = f.entite_id AND (a.parti_le IS NULL OR a.parti_le > p_maintenant::date)))
        AND (g.agenda_id IS NULL OR g.ferme_le IS NULL OR g.ferme_le > p_maintenant::date)
    $$;
    -- To the nearest hour: a diary asks every few minutes.
    CREATE FUNCTION calendriers.noter_acces(p_empreinte bytea, p_maintenant timestamptz) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
      UPDATE calendriers.flux f SET dernier_acces_a = p_maintenant
      WHERE f.empreinte = p_empreinte AND f.revoque_a IS NULL AND coalesce(f.dernier_acces_a, '-infinity') < p_maintenant - interval '1 hour'
    $$;

    -- What the holder of the link reads: moments, types, registered places; a name only where the service allows it, and while the dossier is in its périmètre; never a dossier's number,
    -- a measure, nor an address that was typed (a home visit's is the person's).
    CREATE FUNCTION calendriers.lire_flux(p_empreinte bytea, p_maintenant timestamptz)
    RETURNS TABLE (cle text, genre text, debut_a timestamptz, fin_a timestamptz, journees boolean, debut_le date, fin_le date, type_libelle text, modalite text,
                   lieu text, nom text, collective boolean, version integer, modifie_a timestamptz)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = calendriers, pg_temp AS $$
    #variable_conflict use_column
    DECLARE f record; siens uuid[]; leurs_lieux uuid[]; de date := p_maintenant::date - 30; a date := (p_maintenant::date + interval '1 year')::date;
    BEGIN
      SELECT * INTO f FROM calendriers.flux_ouvert(p_empreinte, p_maintenant);
      IF NOT FOUND THEN RETURN; END IF;
      SELECT coalesce(array_agg(g.agenda_id), '{}'), coalesce(array_agg(g.lieu_id), '{}') INTO siens, leurs_lieux
        FROM creneaux.v_agenda g WHERE g.agenda_id = f.agenda_id OR (g.agent_id = f.agent_id AND g.entite_id = f.entite_id);
      RETURN QUERY
        SELECT CASE WHEN c.collective AND c.plage_id IS NOT NULL THEN c.plage_id || '-' || to_char(c.le, 'YYYYMMDD') || to_char(c.heure, 'HH24MI')
                    ELSE c.id::text END,
               'convocation', (c.le + c.heure) AT TIME ZONE z.fuseau, (c.le + c.heure + c.duree_minutes * interval '1 minute') AT TIME ZONE z.fuseau,
               false, NULL::date, NULL::date, t.libelle, c.modalite,
               CASE WHEN c.modalite = 'lieu' AND f.detail <> 'occupe' THEN l.nom || ', ' || l.adresse_complete END,
               CASE WHEN f.detail = 'noms' THEN i.nom_complet END, c.collective, c.version,
               greatest(c.creee_a, (SELECT max(e.a) FROM agenda.etat_de_convocation e WHERE e.dossier_id = c.dossier_id AND e.convocation_id = c.id))
        FROM agenda.convocation c
        JOIN creneaux.v_type t ON t.entite_id = c.entite_id AND t.cle = c.type
        LEFT JOIN creneaux.v_lieu l ON l.lieu_id = c.lieu_id
        LEFT JOIN dossiers.v_identite i ON f.detail = 'noms' AND i.dossier_id = c.dossier_id
          AND EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = c.dossier_id AND x.entite_id = f.entite_id)
        CROSS JOIN LATERAL (SELECT coalesce(l.fuseau, f.fuseau) AS fuseau) z
        WHERE c.entite_id = f.entite_id AND c.le BETWEEN de AND a AND c.etat IN ('prevue', 'honoree')
          AND (c.agent_id = f.agent_id OR c.agenda_id = ANY (siens));
      RETURN QUERY
        SELECT b.absence_id::text, CASE WHEN b.agent_id IS NULL THEN 'fermeture' ELSE 'absence' END,
               lower(b.periode) AT TIME ZONE f.fuseau, upper(b.periode) AT TIME ZONE f.fuseau,
               lower(b.periode)::time = '00:00' AND upper(b.periode)::time = '00:00', lower(b.periode)::date, upper(b.periode)::date,
               NULL, NULL, NULL, NULL, false, 1, NULL::timestamptz
        FROM creneaux.v_absence b
        WHERE b.entite_id = f.entite_id AND b.periode && tsrange(de, a + 1)
          AND (b.agent_id = coalesce(f.agent_id, (SELECT g.agent_id FROM creneaux.v_agenda g WHERE g.agenda_id = f.agenda_id))
               OR b.agenda_id = ANY (siens) OR b.lieu_id = ANY (leurs_lieux));
    END $$;
  `.execute(db)
}
