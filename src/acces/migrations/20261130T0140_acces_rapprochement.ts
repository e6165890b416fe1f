import { type Kysely, sql } from 'kysely'

/**
 * A look-up beyond one's périmètre is counted, per account and day, whether it finds somebody or nobody: what it costs to list the country
 * (ADR 0048). Beyond the limit it shows nobody, and whoever answers for the account is told, until they have seen it. The words that were
 * typed are kept nowhere.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- How much of each kind of look-up an account may do in a day; a line without function is for all those that have none of their own.
    CREATE TABLE acces.plafond (
      voie text NOT NULL CONSTRAINT voie_connue CHECK (voie IN ('recherche', 'import', 'ecriture')),
      fonction text NOT NULL DEFAULT '',
      par_jour integer NOT NULL CONSTRAINT plafond_positif CHECK (par_jour > 0),
      montrees_par_jour integer CONSTRAINT montrees_positif CHECK (montrees_par_jour > 0),
      PRIMARY KEY (voie, fonction)
    );
    INSERT INTO acces.plafond (voie, fonction, par_jour, montrees_par_jour) VALUES
      ('recherche', '', 30, NULL), ('recherche', 'administratif', 60, NULL), ('recherche', 'bex', 150, NULL), ('recherche', 'greffe', 150, NULL),
      ('import', '', 10000, 500), ('ecriture', '', 10000, 500);
    GRANT SELECT ON acces.plafond TO fil_rouge_application;

    CREATE TABLE acces.rapprochement (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      compte_id uuid NOT NULL REFERENCES moyens.agent,
      le date NOT NULL,
      a timestamptz NOT NULL DEFAULT clock_timestamp(),
      voie text NOT NULL,
      motif text NOT NULL,
      recherches integer NOT NULL,
      montrees integer NOT NULL,
      refuse boolean NOT NULL
    );
    CREATE INDEX rapprochement_du_jour ON acces.rapprochement (compte_id, le);

    CREATE TABLE acces.alerte (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      compte_id uuid NOT NULL REFERENCES moyens.agent,
      le date NOT NULL,
      voie text NOT NULL,
      plafond integer NOT NULL,
      refusees integer NOT NULL DEFAULT 1,
      premiere_a timestamptz NOT NULL DEFAULT clock_timestamp(),
      derniere_a timestamptz NOT NULL DEFAULT clock_timestamp(),
      accordees integer NOT NULL DEFAULT 0 CONSTRAINT accordees_positif CHECK (accordees >= 0),
      vue_a timestamptz,
      vue_par uuid REFERENCES moyens.agent,
      CONSTRAINT une_alerte_par_jour UNIQUE (compte_id, le, voie),
      CONSTRAINT vue_entiere CHECK ((vue_a IS NULL) = (vue_par IS NULL))
    );

    -- Who answers for an account: the DFSPIP of its service. For a juridiction, for a DFSPIP, and where a service has none: the administrateur.
    CREATE FUNCTION acces.repond_de(p_compte uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moyens, pg_temp AS $$
      SELECT coalesce((SELECT CASE moi.fonction
        WHEN 'dfspip' THEN a.service_id = moi.service_id AND a.fonction <> 'dfspip'
        WHEN 'administrateur' THEN a.id <> moi.id AND (a.service_id IS NULL OR a.fonction = 'dfspip' OR NOT EXISTS (
          SELECT 1 FROM moyens.agent d WHERE d.service_id = a.service_id AND d.fonction = 'dfspip' AND (d.parti_le IS NULL OR d.parti_le >
            (now() AT TIME ZONE coalesce((SELECT v.fuseau FROM moyens.service v WHERE v.id = d.service_id), 'Europe/Paris'))::date)))
        ELSE false END
        FROM moyens.agent moi, moyens.agent a WHERE moi.id = platform.compte() AND a.id = p_compte), false)
    $$;
    REVOKE ALL ON FUNCTION acces.repond_de(uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.repond_de(uuid) TO fil_rouge_application;

    ALTER TABLE acces.rapprochement ENABLE ROW LEVEL SECURITY;
    CREATE POLICY le_sien_ou_ceux_dont_on_repond ON acces.rapprochement FOR SELECT USING (compte_id = platform.compte() OR acces.repond_de(compte_id));
    GRANT SELECT ON acces.rapprochement TO fil_rouge_application;
    ALTER TABLE acces.alerte ENABLE ROW LEVEL SECURITY;
    CREATE POLICY ceux_dont_on_repond ON acces.alerte USING (acces.repond_de(compte_id));
    GRANT SELECT, UPDATE (accordees, vue_a, vue_par) ON acces.alerte TO fil_rouge_application;

    -- Counts what has just been looked for, and says the limit when it is passed: nobody is shown then, and the alert is there. One account's
    -- look-ups come one after the other, so that many sent together do not pass as one.
    CREATE FUNCTION acces.compter_rapprochement(p_voie text, p_motif text, p_recherches integer, p_montrees integer) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    DECLARE l_agent record; le_plafond acces.plafond; deja record; accorde integer; la_limite integer;
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended('acces.rapprochement ' || platform.compte(), 0));
      SELECT a.id, a.fonction, (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date AS jour INTO STRICT l_agent
        FROM moyens.agent a LEFT JOIN moyens.service s ON s.id = a.service_id WHERE a.id = platform.compte();
      SELECT * INTO STRICT le_plafond FROM acces.plafond p WHERE p.voie = p_voie AND p.fonction IN ('', l_agent.fonction) ORDER BY p.fonction DESC LIMIT 1;
      SELECT coalesce(sum(r.recherches), 0) AS recherches, coalesce(sum(r.montrees), 0) AS montrees INTO deja
        FROM acces.rapprochement r WHERE r.compte_id = l_agent.id AND r.le = l_agent.jour AND r.voie = p_voie AND NOT r.refuse;
      SELECT coalesce(sum(x.accordees), 0) INTO accorde FROM acces.alerte x WHERE x.compte_id = l_agent.id AND x.le = l_agent.jour AND x.voie = p_voie;
      la_limite := CASE WHEN deja.recherches + p_recherches > le_plafond.par_jour + accorde THEN le_plafond.par_jour
                        WHEN deja.montrees + p_montrees > le_plafond.montrees_par_jour + accorde THEN le_plafond.montrees_par_jour END;
      INSERT INTO acces.rapprochement (compte_id, le, voie, motif, recherches, montrees, refuse)
        VALUES (l_agent.id, l_agent.jour, p_voie, p_motif, p_recherches, CASE WHEN la_limite IS NULL THEN p_montrees ELSE 0 END, la_limite IS NOT NULL);
      IF la_limite IS NOT NULL THEN
        INSERT INTO acces.alerte AS x (compte_id, le, voie, plafond) VALUES (l_agent.id, l_agent.jour, p_voie, la_limite)
          ON CONFLICT ON CONSTRAINT une_alerte_par_jour DO UPDATE
            SET refusees = x.refusees + 1, derniere_a = clock_timestamp(), plafond = excluded.plafond,
                vue_a = CASE WHEN x.accordees > 0 THEN NULL ELSE x.vue_a END, vue_par = CASE WHEN x.accordees > 0 THEN NULL ELSE x.vue_par END;
      END IF;
      RETURN la_limite;
    END $$;
    REVOKE ALL ON FUNCTION acces.compter_rapprochement(text, text, integer, integer) FROM PUBLIC;
  `.execute(db)
}
