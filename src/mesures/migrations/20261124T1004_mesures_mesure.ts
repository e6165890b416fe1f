import { type Kysely, sql } from 'kysely'

/** Measures, their obligations, the documents expected, and dossiers that wait for their saisine. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA mesures;
    GRANT USAGE ON SCHEMA mesures TO fil_rouge_application;

    CREATE TABLE mesures.mesure (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      nature text NOT NULL,
      juridiction_id uuid REFERENCES moyens.juridiction,
      numero_parquet text,
      decision_le date NOT NULL,
      debut_le date NOT NULL,
      fin_le date,
      precisions text,
      saisie_a timestamptz NOT NULL DEFAULT now(),
      saisie_par uuid NOT NULL REFERENCES moyens.agent,
      version integer NOT NULL DEFAULT 1,
      PRIMARY KEY (dossier_id, id),
      CONSTRAINT fin_apres_debut CHECK (fin_le >= debut_le),
      CONSTRAINT debut_apres_decision CHECK (debut_le >= decision_le)
    );
    CREATE INDEX mesure_par_juridiction ON mesures.mesure (juridiction_id, fin_le);
    CREATE INDEX mesure_par_fin ON mesures.mesure (fin_le);
    CALL platform.proteger('mesures.mesure');

    CREATE TABLE mesures.fin_de_mesure (
      dossier_id uuid NOT NULL,
      mesure_id uuid NOT NULL,
      le date NOT NULL,
      cause text NOT NULL CONSTRAINT cause_connue CHECK (cause IN ('terme', 'anticipee', 'revocation', 'conversion', 'amnistie', 'deces', 'autre')),
      decision text,
      saisie_a timestamptz NOT NULL DEFAULT now(),
      saisie_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, mesure_id),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE
    );
    CALL platform.proteger('mesures.fin_de_mesure');

    CREATE TABLE mesures.obligation (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      mesure_id uuid NOT NULL,
      article text NOT NULL,
      libelle text NOT NULL CONSTRAINT libelle_non_vide CHECK (btrim(libelle) <> ''),
      precisions text,
      rang integer NOT NULL DEFAULT 1,
      levee_le date,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE
    );
    CREATE INDEX obligation_par_mesure ON mesures.obligation (dossier_id, mesure_id, rang);
    CALL platform.proteger('mesures.obligation');

    CREATE TABLE mesures.piece (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      mesure_id uuid,
      libelle text NOT NULL CONSTRAINT libelle_non_vide CHECK (btrim(libelle) <> ''),
      attendue_de text NOT NULL,
      demandee_le date NOT NULL,
      recue_le date,
      recue_par uuid REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE,
      CONSTRAINT recue_apres_demande CHECK (recue_le >= demandee_le)
    );
    CREATE INDEX piece_manquante ON mesures.piece (dossier_id) WHERE recue_le IS NULL;
    CALL platform.proteger('mesures.piece');

    CREATE TABLE mesures.attente_saisine (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      depuis_le date NOT NULL,
      manque text NOT NULL CONSTRAINT manque_non_vide CHECK (btrim(manque) <> ''),
      signalee_par uuid NOT NULL REFERENCES moyens.agent,
      levee_le date,
      levee_par uuid REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      CONSTRAINT levee_apres_debut CHECK (levee_le >= depuis_le)
    );
    CREATE UNIQUE INDEX une_seule_attente_ouverte ON mesures.attente_saisine (dossier_id) WHERE levee_le IS NULL;
    CALL platform.proteger('mesures.attente_saisine');

    CREATE VIEW mesures.v_mesure WITH (security_invoker = true) AS
      SELECT m.dossier_id, m.id AS mesure_id, m.nature, m.juridiction_id, m.numero_parquet, m.decision_le, m.debut_le, m.fin_le AS fin_prevue_le,
             f.le AS finie_le, f.cause AS cause_fin, coalesce(f.le, m.fin_le) AS fin_le, m.precisions
      FROM mesures.mesure m LEFT JOIN mesures.fin_de_mesure f ON f.dossier_id = m.dossier_id AND f.mesure_id = m.id;
    CREATE VIEW mesures.v_obligation WITH (security_invoker = true) AS
      SELECT dossier_id, id AS obligation_id, mesure_id, article, libelle, precisions, rang, levee_le FROM mesures.obligation;
    CREATE VIEW mesures.v_piece_manquante WITH (security_invoker = true) AS
      SELECT dossier_id, id AS piece_id, mesure_id, libelle, attendue_de, demandee_le FROM mesures.piece WHERE recue_le IS NULL;
    CREATE VIEW mesures.v_attente_saisine WITH (security_invoker = true) AS
      SELECT dossier_id, id AS attente_id, depuis_le, manque FROM mesures.attente_saisine WHERE levee_le IS NULL;
    GRANT SELECT ON mesures.v_mesure, mesures.v_obligation, mesures.v_piece_manquante, mesures.v_attente_saisine TO fil_rouge_application;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW mesures.v_mesure IS 'NULL: juridiction_id, numero_parquet, fin_prevue_le, finie_le, cause_fin, fin_le, precisions';
    COMMENT ON VIEW mesures.v_obligation IS 'NULL: precisions, levee_le';
    COMMENT ON VIEW mesures.v_piece_manquante IS 'NULL: mesure_id';
    COMMENT ON VIEW mesures.v_attente_saisine IS 'NULL: ';
  `.execute(db)
}
