import { type Kysely, sql } from 'kysely'

/** Saisines, who has them in hand (C3.4), rapports with their course, and the frozen PDF. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA magistrats;
    GRANT USAGE ON SCHEMA magistrats TO fil_rouge_application;

    CREATE TABLE magistrats.saisine (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      mesure_id uuid,
      juridiction_id uuid NOT NULL REFERENCES moyens.juridiction,
      magistrat_id uuid REFERENCES moyens.agent,
      nature text NOT NULL,
      objet text NOT NULL CONSTRAINT objet_non_vide CHECK (btrim(objet) <> ''),
      recue_le date NOT NULL,
      echeance_le date NOT NULL,
      saisie_a timestamptz NOT NULL DEFAULT now(),
      saisie_par uuid NOT NULL REFERENCES moyens.agent,
      close_a timestamptz,
      close_motif text,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE,
      CONSTRAINT echeance_apres_reception CHECK (echeance_le >= recue_le)
    );
    CREATE INDEX saisine_ouverte_par_juridiction ON magistrats.saisine (juridiction_id, echeance_le) WHERE close_a IS NULL;
    CREATE INDEX saisine_ouverte_par_echeance ON magistrats.saisine (dossier_id, echeance_le) WHERE close_a IS NULL;
    CALL platform.proteger('magistrats.saisine');

    -- Who has it in hand: a chain like the fil itself, so that every day of delay has its holder.
    CREATE TABLE magistrats.detention (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      saisine_id uuid NOT NULL,
      detenteur text NOT NULL CONSTRAINT detenteur_connu CHECK (detenteur IN ('juridiction', 'spip', 'personne', 'partenaire')),
      precision text,
      motif text,
      depuis_a timestamptz NOT NULL,
      jusqu_a timestamptz,
      passee_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, saisine_id) REFERENCES magistrats.saisine ON UPDATE CASCADE,
      CONSTRAINT detention_finit_apres_son_debut CHECK (jusqu_a > depuis_a),
      CONSTRAINT un_seul_detenteur_a_la_fois EXCLUDE USING gist (dossier_id WITH =, saisine_id WITH =, tstzrange(depuis_a, jusqu_a) WITH &&)
        DEFERRABLE INITIALLY DEFERRED
    );
    CREATE UNIQUE INDEX un_seul_detenteur_actuel ON magistrats.detention (dossier_id, saisine_id) WHERE jusqu_a IS NULL;
    CALL platform.proteger('magistrats.detention');

    CREATE TABLE magistrats.rapport (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      saisine_id uuid,
      mesure_id uuid,
      juridiction_id uuid NOT NULL REFERENCES moyens.juridiction,
      service_id uuid NOT NULL REFERENCES moyens.service,
      nature text NOT NULL,
      titre text NOT NULL CONSTRAINT titre_non_vide CHECK (btrim(titre) <> ''),
      redacteur_id uuid NOT NULL REFERENCES moyens.agent,
      etat text NOT NULL DEFAULT 'brouillon' CONSTRAINT etat_connu
        CHECK (etat IN ('brouillon', 'soumis', 'renvoye', 'valide', 'transmis', 'lu', 'repondu')),
      echeance_le date,
      version integer NOT NULL DEFAULT 1,
      cree_a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, saisine_id) REFERENCES magistrats.saisine ON UPDATE CASCADE,
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE
    );
    CREATE INDEX rapport_a_valider ON magistrats.rapport (service_id) WHERE etat = 'soumis';
    CREATE INDEX rapport_a_lire ON magistrats.rapport (juridiction_id) WHERE etat = 'transmis';
    CREATE INDEX rapport_par_redacteur ON magistrats.rapport (redacteur_id, etat);
    CALL platform.proteger('magistrats.rapport');

    CREATE TABLE magistrats.rapport_section (
      dossier_id uuid NOT NULL,
      rapport_id uuid NOT NULL,
      section_id uuid NOT NULL,
      rang integer NOT NULL,
      titre text NOT NULL,
      texte text NOT NULL DEFAULT '',
      source text,
      PRIMARY KEY (dossier_id, rapport_id, section_id),
      FOREIGN KEY (dossier_id, rapport_id) REFERENCES magistrats.rapport ON UPDATE CASCADE
    );
    CALL platform.proteger('magistrats.rapport_section');

    CREATE TABLE magistrats.rapport_version (
      dossier_id uuid NOT NULL,
      rapport_id uuid NOT NULL,
      version integer NOT NULL,
      titre text NOT NULL,
      sections jsonb NOT NULL,
      ecrite_a timestamptz NOT NULL DEFAULT now(),
      ecrite_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, rapport_id, version),
      FOREIGN KEY (dossier_id, rapport_id) REFERENCES magistrats.rapport ON UPDATE CASCADE
    );
    CALL platform.proteger('magistrats.rapport_version', 'SELECT, INSERT, UPDATE');

    CREATE TABLE magistrats.mouvement_de_rapport (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      rapport_id uuid NOT NULL,
      etat text NOT NULL,
      a timestamptz NOT NULL DEFAULT now(),
      par uuid NOT NULL REFERENCES moyens.agent,
      motif text,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, rapport_id) REFERENCES magistrats.rapport ON UPDATE CASCADE
    );
    CREATE INDEX mouvement_par_rapport ON magistrats.mouvement_de_rapport (dossier_id, rapport_id, a);
    CALL platform.proteger('magistrats.mouvement_de_rapport', 'SELECT, INSERT, UPDATE');

    CREATE TABLE magistrats.rapport_pdf (
      dossier_id uuid NOT NULL,
      rapport_id uuid NOT NULL,
      pdf bytea NOT NULL,
      sha256 bytea NOT NULL CONSTRAINT empreinte_exacte CHECK (sha256 = sha256(pdf)),
      fige_a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (dossier_id, rapport_id),
      FOREIGN KEY (dossier_id, rapport_id) REFERENCES magistrats.rapport ON UPDATE CASCADE
    );
    CALL platform.proteger('magistrats.rapport_pdf', 'SELECT, INSERT, UPDATE');

    CREATE TABLE magistrats.reponse (
      dossier_id uuid NOT NULL,
      rapport_id uuid NOT NULL,
      magistrat_id uuid NOT NULL REFERENCES moyens.agent,
      sens text NOT NULL,
      texte text NOT NULL CONSTRAINT texte_non_vide CHECK (btrim(texte) <> ''),
      repondu_a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (dossier_id, rapport_id),
      FOREIGN KEY (dossier_id, rapport_id) REFERENCES magistrats.rapport ON UPDATE CASCADE
    );
    CALL platform.proteger('magistrats.reponse', 'SELECT, INSERT, UPDATE');

    -- What was validated is what the magistrat reads: text and PDF are final, save that a merge may move them to the kept dossier.
    CREATE FUNCTION magistrats.rapport_fige() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = magistrats, pg_temp AS $$
    DECLARE l record; ancien jsonb; nouveau jsonb;
    BEGIN
      l := coalesce(OLD, NEW);
      ancien := to_jsonb(OLD) - 'dossier_id'; nouveau := to_jsonb(NEW) - 'dossier_id';
      IF TG_OP = 'UPDATE' AND ancien = nouveau THEN RETURN NEW; END IF;
      IF TG_TABLE_NAME = 'rapport_pdf' OR EXISTS (SELECT 1 FROM magistrats.rapport r WHERE r.dossier_id = l.dossier_id AND r.id = l.rapport_id
           AND r.etat IN ('valide', 'transmis', 'lu', 'repondu')) THEN
        RAISE EXCEPTION 'un rapport validé ne change plus' USING ERRCODE = 'check_violation', CONSTRAINT = 'rapport_fige';
      END IF;
      RETURN coalesce(NEW, OLD);
    END $$;
    CREATE TRIGGER rapport_fige BEFORE INSERT OR UPDATE OR DELETE ON magistrats.rapport_section FOR EACH ROW EXECUTE FUNCTION magistrats.rapport_fige();
    CREATE TRIGGER rapport_fige BEFORE UPDATE OR DELETE ON magistrats.rapport_pdf FOR EACH ROW EXECUTE FUNCTION magistrats.rapport_fige();

    CREATE VIEW magistrats.v_saisine WITH (security_invoker = true) AS
      SELECT s.dossier_id, s.id AS saisine_id, s.mesure_id, s.juridiction_id, s.magistrat_id, s.nature, s.objet, s.recue_le, s.echeance_le, s.close_a,
             d.detenteur, d.precision AS detenteur_precision, d.depuis_a AS detenu_depuis_a
      FROM magistrats.saisine s
      LEFT JOIN magistrats.detention d ON d.dossier_id = s.dossier_id AND d.saisine_id = s.id AND d.jusqu_a IS NULL;
    CREATE VIEW magistrats.v_rapport WITH (security_invoker = true) AS
      SELECT r.dossier_id, r.id AS rapport_id, r.saisine_id, r.mesure_id, r.juridiction_id, r.service_id, r.nature, r.titre, r.redacteur_id, r.etat,
             r.echeance_le, r.cree_a FROM magistrats.rapport r;
    CREATE VIEW magistrats.v_mouvement_de_rapport WITH (security_invoker = true) AS
      SELECT m.dossier_id, m.rapport_id, m.etat, m.a, m.par, r.titre FROM magistrats.mouvement_de_rapport m
      JOIN magistrats.rapport r ON r.dossier_id = m.dossier_id AND r.id = m.rapport_id;
    GRANT SELECT ON magistrats.v_saisine, magistrats.v_rapport, magistrats.v_mouvement_de_rapport TO fil_rouge_application;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW magistrats.v_saisine IS 'NULL: mesure_id, magistrat_id, close_a, detenteur, detenteur_precision, detenu_depuis_a';
    COMMENT ON VIEW magistrats.v_rapport IS 'NULL: saisine_id, mesure_id, echeance_le';
    COMMENT ON VIEW magistrats.v_mouvement_de_rapport IS 'NULL: ';
  `.execute(db)
}
