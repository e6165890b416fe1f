import { type Kysely, sql } from 'kysely'

/** Entretiens, évaluations by domain of life (C2.1, C2.2: words only, nothing that adds up), and the plan, all with their versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA accompagnement;
    GRANT USAGE ON SCHEMA accompagnement TO fil_rouge_application;

    CREATE TABLE accompagnement.entretien (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      convocation_id uuid,
      agent_id uuid NOT NULL REFERENCES moyens.agent,
      le date NOT NULL,
      heure time(0),
      forme text NOT NULL CONSTRAINT forme_connue CHECK (forme IN ('bureau', 'telephone', 'visio', 'domicile', 'etablissement', 'partenaire', 'autre')),
      lieu text,
      version integer NOT NULL DEFAULT 1,
      cree_a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, convocation_id) REFERENCES agenda.convocation ON UPDATE CASCADE
    );
    CREATE INDEX entretien_par_dossier ON accompagnement.entretien (dossier_id, le DESC);
    CALL platform.proteger('accompagnement.entretien');

    CREATE TABLE accompagnement.entretien_version (
      dossier_id uuid NOT NULL,
      entretien_id uuid NOT NULL,
      version integer NOT NULL,
      presents text,
      recit text NOT NULL CONSTRAINT recit_non_vide CHECK (btrim(recit) <> ''),
      convenu text,
      suite text,
      motif_correction text,
      ecrite_a timestamptz NOT NULL DEFAULT now(),
      ecrite_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, entretien_id, version),
      FOREIGN KEY (dossier_id, entretien_id) REFERENCES accompagnement.entretien ON UPDATE CASCADE,
      CONSTRAINT correction_motivee CHECK (version = 1 OR btrim(motif_correction) <> '')
    );
    CALL platform.proteger('accompagnement.entretien_version', 'SELECT, INSERT, UPDATE');

    CREATE TABLE accompagnement.evaluation (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      commencee_le date NOT NULL,
      version integer NOT NULL DEFAULT 1,
      PRIMARY KEY (dossier_id, id)
    );
    CALL platform.proteger('accompagnement.evaluation');

    CREATE TABLE accompagnement.evaluation_version (
      dossier_id uuid NOT NULL,
      evaluation_id uuid NOT NULL,
      version integer NOT NULL,
      synthese text,
      ecrite_a timestamptz NOT NULL DEFAULT now(),
      ecrite_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, evaluation_id, version),
      FOREIGN KEY (dossier_id, evaluation_id) REFERENCES accompagnement.evaluation ON UPDATE CASCADE
    );
    CALL platform.proteger('accompagnement.evaluation_version', 'SELECT, INSERT, UPDATE');

    CREATE TABLE accompagnement.domaine_evalue (
      dossier_id uuid NOT NULL,
      evaluation_id uuid NOT NULL,
      version integer NOT NULL,
      domaine text NOT NULL CONSTRAINT domaine_connu CHECK (domaine IN ('logement', 'ressources', 'emploi', 'formation', 'sante', 'famille',
        'droits', 'mobilite', 'langue', 'justice')),
      appuis text,
      obstacles text,
      paroles text,
      desaccord text,
      PRIMARY KEY (dossier_id, evaluation_id, version, domaine),
      FOREIGN KEY (dossier_id, evaluation_id, version) REFERENCES accompagnement.evaluation_version ON UPDATE CASCADE
    );
    CALL platform.proteger('accompagnement.domaine_evalue', 'SELECT, INSERT, UPDATE');

    CREATE TABLE accompagnement.plan_version (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      version integer NOT NULL CONSTRAINT version_positive CHECK (version > 0),
      motif text,
      accord text CONSTRAINT accord_connu CHECK (accord IN ('accord', 'reserves', 'refus')),
      accord_le date,
      accord_paroles text,
      accord_recueilli_par uuid REFERENCES moyens.agent,
      ecrite_a timestamptz NOT NULL DEFAULT now(),
      ecrite_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, version),
      CONSTRAINT accord_date CHECK ((accord IS NULL) = (accord_le IS NULL))
    );
    CALL platform.proteger('accompagnement.plan_version', 'SELECT, INSERT, UPDATE');

    CREATE TABLE accompagnement.objectif (
      dossier_id uuid NOT NULL,
      version integer NOT NULL,
      objectif_id uuid NOT NULL,
      rang integer NOT NULL,
      domaine text NOT NULL,
      intitule text NOT NULL CONSTRAINT intitule_non_vide CHECK (btrim(intitule) <> ''),
      PRIMARY KEY (dossier_id, version, objectif_id),
      FOREIGN KEY (dossier_id, version) REFERENCES accompagnement.plan_version ON UPDATE CASCADE
    );
    CALL platform.proteger('accompagnement.objectif', 'SELECT, INSERT, UPDATE');

    CREATE TABLE accompagnement.etape (
      dossier_id uuid NOT NULL,
      version integer NOT NULL,
      etape_id uuid NOT NULL,
      objectif_id uuid NOT NULL,
      rang integer NOT NULL,
      quoi text NOT NULL CONSTRAINT quoi_non_vide CHECK (btrim(quoi) <> ''),
      qui text,
      avec text,
      pour_le date,
      PRIMARY KEY (dossier_id, version, etape_id),
      FOREIGN KEY (dossier_id, version, objectif_id) REFERENCES accompagnement.objectif ON UPDATE CASCADE
    );
    CALL platform.proteger('accompagnement.etape', 'SELECT, INSERT, UPDATE');

    -- An étape keeps its id from version to version: having been done is a fact of the étape, not of a version.
    CREATE TABLE accompagnement.etape_faite (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      etape_id uuid NOT NULL,
      le date NOT NULL,
      commentaire text,
      notee_a timestamptz NOT NULL DEFAULT now(),
      notee_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, etape_id)
    );
    CALL platform.proteger('accompagnement.etape_faite');

    CREATE VIEW accompagnement.v_entretien WITH (security_invoker = true) AS
      SELECT e.dossier_id, e.id AS entretien_id, e.convocation_id, e.agent_id, e.le, e.heure, e.forme, e.lieu, e.version,
             v.presents, v.recit, v.convenu, v.suite, v.ecrite_a, v.ecrite_par
      FROM accompagnement.entretien e
      JOIN accompagnement.entretien_version v ON v.dossier_id = e.dossier_id AND v.entretien_id = e.id AND v.version = e.version;
    CREATE VIEW accompagnement.v_dernier_contact WITH (security_invoker = true) AS
      SELECT dossier_id, max(le) AS le FROM accompagnement.entretien GROUP BY dossier_id;
    CREATE VIEW accompagnement.v_plan WITH (security_invoker = true) AS
      SELECT DISTINCT ON (dossier_id) dossier_id, version, motif, accord, accord_le, accord_paroles, ecrite_a, ecrite_par
      FROM accompagnement.plan_version ORDER BY dossier_id, version DESC;
    CREATE VIEW accompagnement.v_etape WITH (security_invoker = true) AS
      SELECT e.dossier_id, e.version, e.etape_id, e.objectif_id, o.rang AS objectif_rang, o.domaine, o.intitule AS objectif, e.rang, e.quoi, e.qui, e.avec,
             e.pour_le, f.le AS faite_le
      FROM accompagnement.etape e
      JOIN accompagnement.objectif o ON o.dossier_id = e.dossier_id AND o.version = e.version AND o.objectif_id = e.objectif_id
      LEFT JOIN accompagnement.etape_faite f ON f.dossier_id = e.dossier_id AND f.etape_id = e.etape_id;
    GRANT SELECT ON accompagnement.v_entretien, accompagnement.v_dernier_contact, accompagnement.v_plan, accompagnement.v_etape TO fil_rouge_application;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW accompagnement.v_entretien IS 'NULL: convocation_id, heure, lieu, presents, convenu, suite';
    COMMENT ON VIEW accompagnement.v_dernier_contact IS 'NULL: ';
    COMMENT ON VIEW accompagnement.v_plan IS 'NULL: motif, accord, accord_le, accord_paroles';
    COMMENT ON VIEW accompagnement.v_etape IS 'NULL: qui, avec, pour_le, faite_le';
  `.execute(db)
}
