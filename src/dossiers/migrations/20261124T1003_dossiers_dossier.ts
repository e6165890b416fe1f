import { type Kysely, sql } from 'kysely'

/** One dossier per person for the whole country (C1.1), its périmètre, and the unbroken chain of prises en charge (C9.1). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA dossiers;
    GRANT USAGE ON SCHEMA dossiers TO fil_rouge_application;
    CREATE SEQUENCE dossiers.numero;
    GRANT USAGE ON SEQUENCE dossiers.numero TO fil_rouge_application;

    CREATE TABLE dossiers.dossier (
      dossier_id uuid PRIMARY KEY DEFAULT uuidv7(),
      numero text NOT NULL DEFAULT 'FR-' || to_char(now(), 'YYYY') || '-' || lpad(nextval('dossiers.numero')::text, 7, '0')
        CONSTRAINT un_dossier_par_numero UNIQUE CONSTRAINT numero_bien_forme CHECK (numero ~ '^FR-[0-9]{4}-[0-9]{7}$'),
      numero_appi text CONSTRAINT un_dossier_par_numero_appi UNIQUE
        CONSTRAINT numero_appi_bien_forme CHECK (numero_appi ~ '^(200|201|202)[0-9]{9}[A-Z]?$' OR numero_appi ~ '^(199|200)[0-9]{5}[A-Z]?$'),
      ouvert_le date NOT NULL,
      clos_a timestamptz,
      fusionne_dans uuid REFERENCES dossiers.dossier,
      cree_a timestamptz NOT NULL DEFAULT now(),
      cree_par uuid NOT NULL REFERENCES moyens.agent,
      CONSTRAINT pas_fusionne_avec_lui_meme CHECK (fusionne_dans <> dossier_id)
    );

    CREATE TABLE dossiers.perimetre (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      entite_id uuid NOT NULL,
      motif text NOT NULL CONSTRAINT motif_connu CHECK (motif IN ('prise_en_charge', 'transfert_propose', 'mandat', 'saisine')),
      depuis_a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (dossier_id, entite_id, motif)
    );
    CREATE INDEX perimetre_par_entite ON dossiers.perimetre (entite_id, dossier_id);
    ALTER TABLE dossiers.perimetre ENABLE ROW LEVEL SECURITY;
    CREATE POLICY mon_entite ON dossiers.perimetre FOR SELECT USING (entite_id = ANY ((SELECT platform.entites())::uuid[]));
    GRANT SELECT ON dossiers.perimetre TO fil_rouge_application;

    ALTER TABLE dossiers.dossier ENABLE ROW LEVEL SECURITY;
    CREATE POLICY perimetre ON dossiers.dossier USING (EXISTS (SELECT 1 FROM dossiers.perimetre p
      WHERE p.dossier_id = dossier.dossier_id AND p.entite_id = ANY ((SELECT platform.entites())::uuid[]))) WITH CHECK (true);
    GRANT SELECT, INSERT, UPDATE ON dossiers.dossier TO fil_rouge_application;

    -- Opening a périmètre is a privilege of those who already have it, or of the one who has just created the dossier.
    CREATE FUNCTION dossiers.ouvrir_perimetre(p_dossier uuid, p_entite uuid, p_motif text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = p_dossier)
         AND NOT EXISTS (SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = p_dossier AND p.entite_id = ANY (platform.entites())) THEN
        RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege';
      END IF;
      INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif) VALUES (p_dossier, p_entite, p_motif) ON CONFLICT DO NOTHING;
    END $$;

    CREATE FUNCTION dossiers.fermer_perimetre(p_dossier uuid, p_entite uuid, p_motif text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = p_dossier AND p.entite_id = ANY (platform.entites())) THEN
        RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege';
      END IF;
      DELETE FROM dossiers.perimetre p WHERE p.dossier_id = p_dossier AND p.entite_id = p_entite AND p.motif = p_motif;
    END $$;

    CREATE TABLE dossiers.personne (
      dossier_id uuid PRIMARY KEY REFERENCES dossiers.dossier,
      nom text NOT NULL CONSTRAINT nom_non_vide CHECK (btrim(nom) <> ''),
      nom_usage text,
      prenoms text NOT NULL CONSTRAINT prenoms_non_vides CHECK (btrim(prenoms) <> ''),
      naissance_le date NOT NULL,
      naissance_lieu text,
      sexe text CONSTRAINT sexe_connu CHECK (sexe IN ('F', 'M', 'X')),
      nationalite text,
      langues text[] NOT NULL DEFAULT '{}',
      interprete boolean NOT NULL DEFAULT false,
      telephone text,
      courriel text,
      refuse_sms boolean NOT NULL DEFAULT false,
      logement text NOT NULL DEFAULT 'inconnu' CONSTRAINT logement_connu CHECK (logement IN ('adresse', 'domiciliation', 'sans_domicile', 'inconnu')),
      adresse text,
      adresse_complement text,
      code_postal text,
      commune text,
      domicilie_chez text,
      etablissement_id uuid REFERENCES moyens.etablissement,
      numero_ecrou text,
      ecroue_le date,
      version integer NOT NULL DEFAULT 1,
      modifie_a timestamptz NOT NULL DEFAULT now(),
      modifie_par uuid NOT NULL REFERENCES moyens.agent,
      cle_nom text GENERATED ALWAYS AS (platform.mots_tries(nom || ' ' || coalesce(nom_usage, '') || ' ' || prenoms)) STORED,
      CONSTRAINT ecrou_avec_etablissement CHECK (numero_ecrou IS NULL OR etablissement_id IS NOT NULL)
    );
    CREATE INDEX personne_par_nom ON dossiers.personne USING gin (cle_nom gin_trgm_ops);
    CREATE INDEX personne_par_naissance ON dossiers.personne (naissance_le);
    CALL platform.proteger('dossiers.personne');

    CREATE TABLE dossiers.personne_version (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      version integer NOT NULL,
      valeurs jsonb NOT NULL,
      remplacee_a timestamptz NOT NULL DEFAULT now(),
      remplacee_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, version)
    );
    CALL platform.proteger('dossiers.personne_version', 'SELECT, INSERT, UPDATE');

    CREATE TABLE dossiers.prise_en_charge (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      id uuid NOT NULL DEFAULT uuidv7(),
      service_id uuid NOT NULL REFERENCES moyens.service,
      antenne_id uuid REFERENCES moyens.antenne,
      referent_id uuid REFERENCES moyens.agent,
      debut_a timestamptz NOT NULL,
      fin_a timestamptz,
      precedente_id uuid,
      motif text NOT NULL,
      decidee_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      CONSTRAINT prise_en_charge_finit_apres_son_debut CHECK (fin_a > debut_a),
      CONSTRAINT une_fin_par_prise_en_charge UNIQUE (dossier_id, id, fin_a),
      CONSTRAINT un_seul_successeur UNIQUE (dossier_id, precedente_id),
      CONSTRAINT pas_de_trou_dans_le_fil FOREIGN KEY (dossier_id, precedente_id, debut_a)
        REFERENCES dossiers.prise_en_charge (dossier_id, id, fin_a) DEFERRABLE INITIALLY DEFERRED,
      CONSTRAINT pas_de_chevauchement EXCLUDE USING gist (dossier_id WITH =, tstzrange(debut_a, fin_a) WITH &&) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE UNIQUE INDEX une_seule_premiere_prise_en_charge ON dossiers.prise_en_charge (dossier_id) WHERE precedente_id IS NULL;
    CREATE UNIQUE INDEX une_seule_prise_en_charge_ouverte ON dossiers.prise_en_charge (dossier_id) WHERE fin_a IS NULL;
    CREATE INDEX prise_en_charge_par_referent ON dossiers.prise_en_charge (referent_id) WHERE fin_a IS NULL;
    CREATE INDEX prise_en_charge_par_service ON dossiers.prise_en_charge (service_id) WHERE fin_a IS NULL;
    CALL platform.proteger('dossiers.prise_en_charge');

    -- A link that ended has a successor, unless the dossier itself is closed: the fil is never left hanging.
    CREATE FUNCTION dossiers.verifier_fil() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM dossiers.dossier d WHERE d.dossier_id = NEW.dossier_id AND (d.clos_a IS NOT NULL OR d.fusionne_dans IS NOT NULL))
         AND NOT EXISTS (SELECT 1 FROM dossiers.prise_en_charge p WHERE p.dossier_id = NEW.dossier_id AND p.fin_a IS NULL) THEN
        RAISE EXCEPTION 'le dossier % n''a plus de prise en charge', NEW.dossier_id
          USING ERRCODE = 'check_violation', CONSTRAINT = 'fil_jamais_rompu';
      END IF;
      RETURN NULL;
    END $$;
    CREATE CONSTRAINT TRIGGER fil_jamais_rompu AFTER INSERT OR UPDATE ON dossiers.prise_en_charge
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dossiers.verifier_fil();

    CREATE TABLE dossiers.cloture (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      id uuid NOT NULL DEFAULT uuidv7(),
      close_a timestamptz NOT NULL,
      close_par uuid NOT NULL REFERENCES moyens.agent,
      motif text NOT NULL,
      rouverte_a timestamptz,
      rouverte_par uuid REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id)
    );
    CALL platform.proteger('dossiers.cloture');

    CREATE TABLE dossiers.transfert (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      id uuid NOT NULL DEFAULT uuidv7(),
      de_service_id uuid NOT NULL REFERENCES moyens.service,
      vers_service_id uuid NOT NULL REFERENCES moyens.service,
      motif text NOT NULL,
      propose_a timestamptz NOT NULL,
      propose_par uuid NOT NULL REFERENCES moyens.agent,
      etat text NOT NULL DEFAULT 'propose' CONSTRAINT etat_connu CHECK (etat IN ('propose', 'accepte', 'refuse', 'annule')),
      repondu_a timestamptz,
      repondu_par uuid REFERENCES moyens.agent,
      motif_refus text,
      PRIMARY KEY (dossier_id, id),
      CONSTRAINT vers_un_autre_service CHECK (de_service_id <> vers_service_id),
      CONSTRAINT reponse_complete CHECK ((etat = 'propose') = (repondu_a IS NULL) AND (repondu_a IS NULL) = (repondu_par IS NULL)),
      CONSTRAINT refus_motive CHECK (etat <> 'refuse' OR btrim(motif_refus) <> '')
    );
    CREATE UNIQUE INDEX un_seul_transfert_propose ON dossiers.transfert (dossier_id) WHERE etat = 'propose';
    CREATE INDEX transfert_propose_vers ON dossiers.transfert (vers_service_id) WHERE etat = 'propose';
    CREATE INDEX transfert_propose_de ON dossiers.transfert (de_service_id) WHERE etat = 'propose';
    CALL platform.proteger('dossiers.transfert');

    CREATE TABLE dossiers.fusion (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      id uuid NOT NULL DEFAULT uuidv7(),
      absorbe_id uuid NOT NULL CONSTRAINT absorbe_une_fois UNIQUE REFERENCES dossiers.dossier,
      absorbe_numero text NOT NULL,
      instantane jsonb NOT NULL,
      motif text NOT NULL,
      fusionne_a timestamptz NOT NULL,
      fusionne_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id)
    );
    CALL platform.proteger('dossiers.fusion', 'SELECT, INSERT');

    CREATE TABLE dossiers.brouillon (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier,
      compte_id uuid NOT NULL REFERENCES moyens.agent,
      cle text NOT NULL,
      url text NOT NULL,
      titre text NOT NULL,
      valeurs jsonb NOT NULL,
      version integer NOT NULL DEFAULT 1,
      enregistre_a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (dossier_id, compte_id, cle)
    );
    CREATE INDEX brouillon_par_compte ON dossiers.brouillon (compte_id, enregistre_a DESC);
    CALL platform.proteger('dossiers.brouillon');
    CREATE POLICY le_mien ON dossiers.brouillon AS RESTRICTIVE USING (compte_id = platform.compte());

    CREATE VIEW dossiers.v_identite WITH (security_invoker = true) AS
      SELECT d.dossier_id, d.numero, d.numero_appi, d.ouvert_le, d.clos_a, p.nom, p.nom_usage, p.prenoms, p.naissance_le, p.naissance_lieu, p.sexe,
             p.langues, p.interprete, p.telephone, p.courriel, p.refuse_sms, p.logement, p.adresse, p.adresse_complement, p.code_postal, p.commune,
             p.domicilie_chez, p.etablissement_id, p.numero_ecrou, p.ecroue_le, p.cle_nom, p.nationalite,
             coalesce(nullif(p.nom_usage, ''), p.nom) || ' ' || p.prenoms AS nom_complet
      FROM dossiers.dossier d JOIN dossiers.personne p USING (dossier_id) WHERE d.fusionne_dans IS NULL;

    CREATE VIEW dossiers.v_prise_en_charge WITH (security_invoker = true) AS
      SELECT dossier_id, id AS prise_en_charge_id, service_id, antenne_id, referent_id, debut_a, fin_a, motif FROM dossiers.prise_en_charge;

    CREATE VIEW dossiers.v_prise_en_charge_actuelle WITH (security_invoker = true) AS
      SELECT dossier_id, id AS prise_en_charge_id, service_id, antenne_id, referent_id, debut_a FROM dossiers.prise_en_charge WHERE fin_a IS NULL;

    CREATE VIEW dossiers.v_transfert WITH (security_invoker = true) AS
      SELECT dossier_id, id AS transfert_id, de_service_id, vers_service_id, motif, propose_a, propose_par, etat, repondu_a, motif_refus FROM dossiers.transfert;

    CREATE VIEW dossiers.v_brouillon WITH (security_invoker = true) AS
      SELECT dossier_id, compte_id, cle, url, titre, enregistre_a FROM dossiers.brouillon;
    GRANT SELECT ON dossiers.v_identite, dossiers.v_prise_en_charge, dossiers.v_prise_en_charge_actuelle, dossiers.v_transfert, dossiers.v_brouillon
      TO fil_rouge_application;

    -- Same person elsewhere in the country: identity and service only, nothing of the dossier (droit.md D9, besoin d'en connaître).
    CREATE FUNCTION dossiers.homonymes(p_nom text, p_naissance date, p_appi text DEFAULT NULL)
    RETURNS TABLE (dossier_id uuid, numero text, numero_appi text, nom text, nom_usage text, prenoms text, naissance_le date, service_id uuid, service_nom text,
                   visible boolean, ressemblance real)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp SET pg_trgm.similarity_threshold = 0.4 AS $$
      SELECT d.dossier_id, d.numero, d.numero_appi, p.nom, p.nom_usage, p.prenoms, p.naissance_le, s.id, s.nom,
             EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = d.dossier_id AND x.entite_id = ANY (platform.entites())),
             similarity(p.cle_nom, platform.mots_tries(p_nom))
      FROM dossiers.personne p
      JOIN dossiers.dossier d ON d.dossier_id = p.dossier_id AND d.fusionne_dans IS NULL
      LEFT JOIN dossiers.prise_en_charge c ON c.dossier_id = d.dossier_id AND c.fin_a IS NULL
      LEFT JOIN moyens.service s ON s.id = c.service_id
      WHERE (p.naissance_le = p_naissance AND similarity(p.cle_nom, platform.mots_tries(p_nom)) >= 0.3)
         OR (p.cle_nom % platform.mots_tries(p_nom) AND similarity(p.cle_nom, platform.mots_tries(p_nom)) >= 0.7
             AND p.naissance_le BETWEEN p_naissance - 366 AND p_naissance + 366)
         OR (p_appi IS NOT NULL AND d.numero_appi = p_appi)
      ORDER BY (d.numero_appi = p_appi) DESC NULLS LAST, similarity(p.cle_nom, platform.mots_tries(p_nom)) DESC LIMIT 10
    $$;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW dossiers.v_identite IS 'NULL: numero_appi, clos_a, nom_usage, naissance_lieu, sexe, telephone, courriel, adresse, adresse_complement, code_postal, commune, domicilie_chez, etablissement_id, numero_ecrou, ecroue_le, nationalite';
    COMMENT ON VIEW dossiers.v_prise_en_charge IS 'NULL: antenne_id, referent_id, fin_a';
    COMMENT ON VIEW dossiers.v_prise_en_charge_actuelle IS 'NULL: antenne_id, referent_id';
    COMMENT ON VIEW dossiers.v_transfert IS 'NULL: repondu_a, motif_refus';
    COMMENT ON VIEW dossiers.v_brouillon IS 'NULL: ';
  `.execute(db)
}
