import { type Kysely, sql } from 'kysely'

/**
 * What was decided of an alert is a history: a grant and then a « vu » were one line, and a « vu » hid what was refused after it until the end
 * of the day (ADR 0048). Each decision is a row, with what it was about; a refusal that comes after asks for another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE acces.decision_d_alerte (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      alerte_id uuid NOT NULL REFERENCES acces.alerte,
      decision text NOT NULL CONSTRAINT decision_connue CHECK (decision IN ('vue', 'accordee')),
      -- What it was about when it was taken: the limit, former grants counted, and what had passed it.
      plafond integer NOT NULL,
      refusees integer NOT NULL,
      nombre integer NOT NULL,
      accordees integer NOT NULL DEFAULT 0 CONSTRAINT accordees_si_accordee CHECK ((accordees > 0) = (decision = 'accordee')),
      motif text,
      par uuid NOT NULL REFERENCES moyens.agent,
      a timestamptz NOT NULL DEFAULT clock_timestamp()
    );
    CREATE INDEX decision_d_une_alerte ON acces.decision_d_alerte (alerte_id, a);

    INSERT INTO acces.decision_d_alerte (alerte_id, decision, plafond, refusees, nombre, accordees, par, a)
      SELECT x.id, CASE WHEN x.accordees > 0 THEN 'accordee' ELSE 'vue' END, x.plafond, x.refusees, x.nombre, x.accordees, x.vue_par, x.vue_a
      FROM acces.alerte x WHERE x.vue_a IS NOT NULL;
    ALTER TABLE acces.alerte DROP COLUMN vue_par;

    -- Whoever reads an alert reads what was decided of it; a decision is taken by one function, and changed by nobody.
    DROP POLICY ceux_dont_on_repond ON acces.alerte;
    CREATE POLICY ceux_dont_on_repond ON acces.alerte FOR SELECT USING (acces.repond_de(compte_id));
    REVOKE UPDATE (vue_a) ON acces.alerte FROM fil_rouge_application;
    ALTER TABLE acces.decision_d_alerte ENABLE ROW LEVEL SECURITY;
    CREATE POLICY de_l_alerte ON acces.decision_d_alerte FOR SELECT USING (EXISTS (SELECT 1 FROM acces.alerte x WHERE x.id = alerte_id));
    GRANT SELECT ON acces.decision_d_alerte TO fil_rouge_application;

    -- Who answers for an account, as repond_de has it: the DFSPIP of its service; the administrateur where it has none, and for a DFSPIP.
    CREATE FUNCTION acces.qui_repond(p_compte uuid) RETURNS text
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moyens, pg_temp AS $$
      SELECT CASE WHEN a.fonction <> 'dfspip' AND EXISTS (
          SELECT 1 FROM moyens.agent d WHERE d.service_id = a.service_id AND d.fonction = 'dfspip' AND (d.parti_le IS NULL OR d.parti_le >
            (now() AT TIME ZONE coalesce((SELECT v.fuseau FROM moyens.service v WHERE v.id = d.service_id), 'Europe/Paris'))::date))
        THEN 'dfspip' ELSE 'administrateur' END
      FROM moyens.agent a WHERE a.id = p_compte
    $$;
    -- A decision: seen, or as many again for what is left of that day. False where nothing waits any more, or where the day has passed.
    DROP FUNCTION acces.accorder(uuid, timestamptz);
    CREATE FUNCTION acces.decider(p_alerte uuid, p_decision text, p_motif text) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    DECLARE x acces.alerte; de_plus integer;
    BEGIN
      UPDATE acces.alerte y SET vue_a = clock_timestamp(), accordees = y.accordees + CASE p_decision WHEN 'accordee' THEN y.plafond ELSE 0 END
        FROM moyens.agent a LEFT JOIN moyens.service s ON s.id = a.service_id
        WHERE y.id = p_alerte AND a.id = y.compte_id AND acces.repond_de(y.compte_id) AND y.vue_a IS NULL AND (p_decision = 'vue'
          OR y.refusees > 0 AND y.le = (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date)
        RETURNING y.* INTO x;
      IF NOT FOUND THEN RETURN false; END IF;
      de_plus := CASE p_decision WHEN 'accordee' THEN x.plafond ELSE 0 END;
      INSERT INTO acces.decision_d_alerte (alerte_id, decision, plafond, refusees, nombre, accordees, motif, par, a)
        VALUES (x.id, p_decision, x.plafond + x.accordees - de_plus, x.refusees, x.nombre, de_plus, p_motif, platform.compte(), x.vue_a);
      RETURN true;
    END $$;

    -- What was granted to whoever asks, today, and of which nothing is used yet: they are told until they look again.
    CREATE FUNCTION acces.suites_accordees() RETURNS TABLE (decision_id uuid, voie text, accordees integer, a timestamptz, par_nom text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
      SELECT d.id, x.voie, d.accordees, d.a, g.prenom || ' ' || g.nom
      FROM acces.alerte x JOIN acces.decision_d_alerte d ON d.alerte_id = x.id JOIN moyens.agent g ON g.id = d.par
        JOIN moyens.agent moi ON moi.id = x.compte_id LEFT JOIN moyens.service s ON s.id = moi.service_id
      WHERE x.compte_id = platform.compte() AND d.decision = 'accordee' AND x.le = (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date
        AND NOT EXISTS (SELECT 1 FROM acces.rapprochement r WHERE r.compte_id = x.compte_id AND r.le = x.le AND r.voie = x.voie AND r.a > d.a)
    $$;
    REVOKE ALL ON FUNCTION acces.qui_repond(uuid), acces.decider(uuid, text, text), acces.suites_accordees() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.decider(uuid, text, text), acces.suites_accordees() TO fil_rouge_application;

    -- Seen once, it is told again when as many more have come since.
    CREATE OR REPLACE FUNCTION acces.signaler(p_voie text, p_compte uuid, p_le date, p_seuil integer, p_nombre integer) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      INSERT INTO acces.alerte AS x (compte_id, le, voie, plafond, refusees, nombre) VALUES (p_compte, p_le, p_voie, p_seuil, 0, p_nombre)
        ON CONFLICT ON CONSTRAINT une_alerte_par_jour DO UPDATE SET derniere_a = clock_timestamp(), nombre = greatest(x.nombre, excluded.nombre),
          vue_a = CASE WHEN excluded.nombre >= p_seuil + (SELECT max(d.nombre) FROM acces.decision_d_alerte d WHERE d.alerte_id = x.id)
                    THEN NULL ELSE x.vue_a END
    $$;

    -- What it returns where the limit is passed: how many, grants counted; who answers; whether they have seen it and granted nothing since.
    DROP FUNCTION acces.compter_rapprochement(text, text, integer, integer, integer);
    CREATE FUNCTION acces.compter_rapprochement(p_voie text, p_motif text, p_recherches integer, p_montrees integer, p_inconnues integer) RETURNS jsonb
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    DECLARE l_agent record; le_plafond acces.plafond; deja record; l_alerte acces.alerte; accorde integer; la_limite integer;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('acces.rapprochement ' || platform.compte(), 0));
      SELECT a.id, a.fonction, (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date AS jour INTO STRICT l_agent
        FROM moyens.agent a LEFT JOIN moyens.service s ON s.id = a.service_id WHERE a.id = platform.compte();
      SELECT * INTO STRICT le_plafond FROM acces.plafond p WHERE p.voie = p_voie AND p.fonction IN ('', l_agent.fonction) ORDER BY p.fonction DESC LIMIT 1;
      SELECT coalesce(sum(r.recherches), 0) + p_recherches AS recherches, coalesce(sum(r.montrees), 0) + p_montrees AS montrees,
             coalesce(sum(r.inconnues), 0) + p_inconnues AS inconnues INTO deja
        FROM acces.rapprochement r WHERE r.compte_id = l_agent.id AND r.le = l_agent.jour AND r.voie = p_voie AND NOT r.refuse;
      SELECT * INTO l_alerte FROM acces.alerte x WHERE x.compte_id = l_agent.id AND x.le = l_agent.jour AND x.voie = p_voie;
      accorde := coalesce(l_alerte.accordees, 0);
      la_limite := CASE WHEN deja.recherches > le_plafond.par_jour + accorde THEN le_plafond.par_jour
                        WHEN deja.montrees > le_plafond.montrees_par_jour + accorde THEN le_plafond.montrees_par_jour END;
      INSERT INTO acces.rapprochement (compte_id, le, voie, motif, recherches, montrees, inconnues, refuse)
        VALUES (l_agent.id, l_agent.jour, p_voie, p_motif, p_recherches, CASE WHEN la_limite IS NULL THEN p_montrees ELSE 0 END,
                CASE WHEN la_limite IS NULL THEN p_inconnues ELSE 0 END, la_limite IS NOT NULL);
      IF la_limite IS NOT NULL THEN
        INSERT INTO acces.alerte AS x (compte_id, le, voie, plafond) VALUES (l_agent.id, l_agent.jour, p_voie, la_limite)
          ON CONFLICT ON CONSTRAINT une_alerte_par_jour DO UPDATE
            SET refusees = x.refusees + 1, derniere_a = clock_timestamp(), plafond = excluded.plafond, vue_a = NULL;
        RETURN jsonb_build_object('nombre', la_limite + accorde, 'repond', acces.qui_repond(l_agent.id), 'vue', coalesce(
          (SELECT d.decision = 'vue' FROM acces.decision_d_alerte d WHERE d.alerte_id = l_alerte.id ORDER BY d.a DESC LIMIT 1), false));
      END IF;
      IF deja.montrees > le_plafond.signal_montrees THEN
        PERFORM acces.signaler('signal_montrees', l_agent.id, l_agent.jour, le_plafond.signal_montrees, deja.montrees::int);
      END IF;
      IF deja.recherches > le_plafond.signal_lignes AND deja.inconnues * 2 > deja.recherches THEN
        PERFORM acces.signaler('signal_inconnues', l_agent.id, l_agent.jour, le_plafond.signal_lignes, deja.inconnues::int);
      END IF;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION acces.compter_rapprochement(text, text, integer, integer, integer) FROM PUBLIC;

    DO $$
    DECLARE la_fonction text := pg_get_functiondef('dossiers.rapprocher(jsonb, text, text, uuid, text, text)'::regprocedure);
    BEGIN
      EXECUTE replace(la_fonction, 'la_limite integer', 'la_limite jsonb');
      IF pg_get_functiondef('dossiers.rapprocher(jsonb, text, text, uuid, text, text)'::regprocedure) = la_fonction
        THEN RAISE EXCEPTION 'dossiers.rapprocher is not what it was'; END IF;
    END $$;
  `.execute(db)
}
