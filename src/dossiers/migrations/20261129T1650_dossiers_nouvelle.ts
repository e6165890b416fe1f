import { type Kysely, sql } from 'kysely'

/**
 * What somebody must see because another acted: the dossier, what happened, whom it is for, until when. No text that was typed.
 * A row « for the référent » names nobody: it is read through the thread of prises en charge, so that it follows the dossier.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE dossiers.nouvelle (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      id uuid NOT NULL DEFAULT uuidv7(),
      destinataire text NOT NULL CONSTRAINT destinataire_connu CHECK (destinataire IN ('agent', 'entite', 'referent')),
      agent_id uuid REFERENCES moyens.agent,
      entite_id uuid,
      fonctions text[],
      nature text NOT NULL CONSTRAINT nature_non_vide CHECK (nature ~ '^[a-z_]+$'),
      cible_id uuid,
      pour_le date,
      hors_perimetre boolean NOT NULL DEFAULT false,
      par uuid NOT NULL REFERENCES moyens.agent,
      survenue_a timestamptz NOT NULL,
      reglee_a timestamptz,
      reglee_par uuid REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      CONSTRAINT destinataire_entier CHECK (CASE destinataire
        WHEN 'agent' THEN agent_id IS NOT NULL AND fonctions IS NULL
        WHEN 'entite' THEN agent_id IS NULL AND entite_id IS NOT NULL
        ELSE num_nonnulls(agent_id, entite_id, fonctions) = 0 END),
      CONSTRAINT jamais_a_son_auteur CHECK (agent_id <> par),
      CONSTRAINT reglement_entier CHECK ((reglee_a IS NULL) = (reglee_par IS NULL))
    );
    CREATE INDEX nouvelle_pour_agent ON dossiers.nouvelle (agent_id) WHERE reglee_a IS NULL AND agent_id IS NOT NULL;
    CREATE INDEX nouvelle_pour_entite ON dossiers.nouvelle (entite_id) WHERE reglee_a IS NULL AND entite_id IS NOT NULL;
    CREATE INDEX nouvelle_du_dossier ON dossiers.nouvelle (dossier_id) WHERE reglee_a IS NULL;
    CALL platform.proteger('dossiers.nouvelle', 'SELECT');
    -- Who holds the dossier holds all that is said about it; any other entité sees what is for it, or what its account said.
    CREATE POLICY destinataire ON dossiers.nouvelle AS RESTRICTIVE FOR SELECT USING (
      par = platform.compte() OR entite_id = ANY ((SELECT platform.entites())::uuid[]) OR EXISTS (SELECT 1 FROM dossiers.prise_en_charge p
        WHERE p.dossier_id = nouvelle.dossier_id AND p.fin_a IS NULL AND p.service_id = ANY ((SELECT platform.entites())::uuid[])));

    CREATE FUNCTION dossiers.dans_mon_perimetre(p_dossier uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp
      RETURN EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = p_dossier AND x.entite_id = ANY (platform.entites()));

    -- What is addressed to me, on a day of the service. Out of the périmètre (a dossier that was taken over, a request refused), only what is marked so: name and fact.
    CREATE FUNCTION dossiers.nouvelles_adressees(p_le date) RETURNS TABLE (dossier_id uuid, nouvelle_id uuid, nature text, cible_id uuid, pour_le date,
      survenue_a timestamptz, par uuid, par_nom text, nom_complet text, visible boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
      WITH moi AS (SELECT a.id, a.fonction, a.fonction IN ('dpip', 'dfspip', 'jap') AS encadre FROM moyens.agent a WHERE a.id = platform.compte()),
      miennes AS (
        SELECT n.* FROM moi JOIN dossiers.nouvelle n ON n.agent_id = moi.id WHERE n.reglee_a IS NULL
        UNION ALL
        -- Of somebody who has left, the direction of their service takes it over, or the other judges of their court.
        SELECT n.* FROM moi, dossiers.nouvelle n JOIN moyens.agent a ON a.id = n.agent_id
          WHERE n.reglee_a IS NULL AND n.entite_id = ANY (platform.entites()) AND moi.encadre AND a.parti_le <= p_le
        UNION ALL
        SELECT n.* FROM moi, dossiers.nouvelle n
          WHERE n.reglee_a IS NULL AND n.entite_id = ANY (platform.entites()) AND n.agent_id IS NULL AND (n.fonctions IS NULL OR moi.fonction = ANY (n.fonctions))
        UNION ALL
        SELECT n.* FROM moi JOIN dossiers.prise_en_charge p ON p.referent_id = moi.id AND p.fin_a IS NULL
          JOIN dossiers.nouvelle n ON n.dossier_id = p.dossier_id AND n.destinataire = 'referent' WHERE n.reglee_a IS NULL
        UNION ALL
        -- Nobody has the dossier in hand yet, or whoever had it has left: the direction of the service that follows.
        SELECT n.* FROM moi JOIN dossiers.prise_en_charge p ON moi.encadre AND p.service_id = ANY (platform.entites()) AND p.fin_a IS NULL
            AND (p.referent_id IS NULL OR EXISTS (SELECT 1 FROM moyens.agent g WHERE g.id = p.referent_id AND g.parti_le <= p_le))
          JOIN dossiers.nouvelle n ON n.dossier_id = p.dossier_id AND n.destinataire = 'referent' WHERE n.reglee_a IS NULL
      )
      SELECT n.dossier_id, n.id, n.nature, n.cible_id, n.pour_le, n.survenue_a, n.par, a.prenom || ' ' || a.nom,
             coalesce(nullif(q.nom_usage, ''), q.nom) || ' ' || q.prenoms, dossiers.dans_mon_perimetre(n.dossier_id)
      FROM miennes n JOIN dossiers.personne q ON q.dossier_id = n.dossier_id JOIN moyens.agent a ON a.id = n.par
      WHERE n.par <> platform.compte() AND (n.hors_perimetre OR dossiers.dans_mon_perimetre(n.dossier_id))
    $$;

    -- Telling is a privilege of whoever may open the dossier. The same fact told again takes the place of the one that nobody has seen;
    -- told as the référent and by name, somebody is told once: as the référent, so that it follows the dossier.
    CREATE FUNCTION dossiers.prevenir(p_dossier uuid, p_destinataires jsonb, p_nature text, p_cible uuid, p_pour_le date, p_hors boolean, p_a timestamptz)
    RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
    DECLARE d record; l_entite uuid; l_genre text; le_referent uuid;
    BEGIN
      IF NOT dossiers.dans_mon_perimetre(p_dossier) THEN RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege'; END IF;
      SELECT p.referent_id INTO le_referent FROM dossiers.prise_en_charge p WHERE p.dossier_id = p_dossier AND p.fin_a IS NULL;
      FOR d IN SELECT DISTINCT x.agent, x.entite, x.fonctions, coalesce(x.referent, false) AS referent
               FROM jsonb_to_recordset(p_destinataires) AS x (agent uuid, entite uuid, fonctions text[], referent boolean) LOOP
        CONTINUE WHEN d.agent = platform.compte();
        CONTINUE WHEN d.referent AND le_referent = platform.compte();
        CONTINUE WHEN d.agent = le_referent AND p_destinataires @> '[{"referent": true}]';
        -- Named, and of those functions of that entité who are told: one line is enough.
        CONTINUE WHEN d.agent IS NOT NULL AND EXISTS (
          SELECT 1 FROM jsonb_to_recordset(p_destinataires) AS y (entite uuid, fonctions text[]) JOIN moyens.agent a ON a.id = d.agent
          WHERE y.entite = coalesce(a.service_id, a.juridiction_id) AND (y.fonctions IS NULL OR a.fonction = ANY (y.fonctions)));
        l_entite := coalesce(d.entite, (SELECT coalesce(a.service_id, a.juridiction_id) FROM moyens.agent a WHERE a.id = d.agent));
        l_genre := CASE WHEN d.referent THEN 'referent' WHEN d.agent IS NOT NULL THEN 'agent' ELSE 'entite' END;
        UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte()
          WHERE n.dossier_id = p_dossier AND n.reglee_a IS NULL AND n.nature = p_nature AND n.cible_id IS NOT DISTINCT FROM p_cible AND n.destinataire = l_genre
            AND n.agent_id IS NOT DISTINCT FROM d.agent AND n.entite_id IS NOT DISTINCT FROM l_entite AND n.fonctions IS NOT DISTINCT FROM d.fonctions;
        INSERT INTO dossiers.nouvelle (dossier_id, destinataire, agent_id, entite_id, fonctions, nature, cible_id, pour_le, hors_perimetre, par, survenue_a)
          VALUES (p_dossier, l_genre, d.agent, l_entite, d.fonctions, p_nature, p_cible, p_pour_le, p_hors, platform.compte(), p_a);
      END LOOP;
    END $$;

    -- What was to be done is done: nobody needs to be told any more.
    CREATE FUNCTION dossiers.regler_nouvelles(p_dossier uuid, p_cible uuid, p_natures text[], p_a timestamptz) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF NOT dossiers.dans_mon_perimetre(p_dossier) THEN RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege'; END IF;
      UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte()
        WHERE n.dossier_id = p_dossier AND n.cible_id = p_cible AND n.reglee_a IS NULL AND (p_natures IS NULL OR n.nature = ANY (p_natures));
    END $$;

    -- One line for one fact: told as a référent, by name and by function, somebody reads it once.
    CREATE FUNCTION dossiers.mes_nouvelles(p_le date) RETURNS TABLE (dossier_id uuid, nouvelle_id uuid, nature text, cible_id uuid, pour_le date,
      survenue_a timestamptz, par uuid, par_nom text, nom_complet text, visible boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      SELECT DISTINCT ON (n.dossier_id, n.nature, coalesce(n.cible_id, n.nouvelle_id)) n.* FROM dossiers.nouvelles_adressees(p_le) n
      ORDER BY n.dossier_id, n.nature, coalesce(n.cible_id, n.nouvelle_id), n.survenue_a DESC, n.nouvelle_id DESC
    $$;

    -- « Vu »: one's own only, and those that are not seen yet, all that tell the same fact; says which dossiers they were about.
    CREATE FUNCTION dossiers.voir_nouvelles(p_nouvelles uuid[], p_a timestamptz, p_le date) RETURNS TABLE (dossier_id uuid, nouvelle_id uuid)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      WITH miennes AS (SELECT * FROM dossiers.nouvelles_adressees(p_le)),
      vues AS (SELECT DISTINCT m.nouvelle_id FROM miennes m JOIN miennes v ON v.nouvelle_id = ANY (p_nouvelles) AND v.dossier_id = m.dossier_id
        AND v.nature = m.nature AND coalesce(v.cible_id, v.nouvelle_id) = coalesce(m.cible_id, m.nouvelle_id))
      UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte() FROM vues v WHERE n.id = v.nouvelle_id RETURNING n.dossier_id, n.id
    $$;

    -- Two dossiers of one person become one: what was to be seen goes to the dossier that is kept.
    CREATE FUNCTION dossiers.verser_nouvelles(p_garde uuid, p_absorbe uuid) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF NOT (dossiers.dans_mon_perimetre(p_garde) AND dossiers.dans_mon_perimetre(p_absorbe)) THEN
        RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege';
      END IF;
      UPDATE dossiers.nouvelle n SET dossier_id = p_garde WHERE n.dossier_id = p_absorbe;
    END $$;
  `.execute(db)
}
