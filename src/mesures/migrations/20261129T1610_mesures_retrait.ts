import { type Kysely, sql } from 'kysely'

/**
 * What is annulled or withdrawn has no effect: the published views hold only what stands, and an annulment is written once. A measure or
 * an obligation recorded by mistake is withdrawn by a row, which another decision ends. A start moved by an act lives with the act.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.acte ADD COLUMN debut_le date;

    CREATE FUNCTION mesures.annulation_une_fois() RETURNS trigger LANGUAGE plpgsql SET search_path = mesures, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'un acte annulé ne change plus' USING ERRCODE = 'check_violation', CONSTRAINT = 'annulation_une_fois';
      END $$;
    CREATE TRIGGER annulation_une_fois BEFORE UPDATE ON mesures.acte FOR EACH ROW
      WHEN (OLD.annule_a IS NOT NULL AND (OLD.annule_a, OLD.annule_par, OLD.annule_motif) IS DISTINCT FROM (NEW.annule_a, NEW.annule_par, NEW.annule_motif))
      EXECUTE FUNCTION mesures.annulation_une_fois();

    -- An article is a number of a list, or nothing: what was typed freely becomes part of the words.
    ALTER TABLE mesures.obligation ALTER COLUMN article DROP NOT NULL;
    UPDATE mesures.obligation SET article = NULL,
        libelle = CASE WHEN position(lower(btrim(article)) IN lower(libelle)) > 0 THEN libelle ELSE btrim(article) || ' : ' || libelle END
      WHERE article !~ '^ *(CP 132-44|CP 132-45|CPP 138),? *[0-9]+°( bis)? *$';
    ALTER TABLE mesures.obligation
      ADD CONSTRAINT article_numerote CHECK (article ~ '^ *(CP 132-44|CP 132-45|CPP 138),? *[0-9]+°( bis)? *$');

    CREATE TABLE mesures.retrait (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      mesure_id uuid NOT NULL,
      obligation_id uuid,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      retire_a timestamptz NOT NULL DEFAULT now(),
      retire_par uuid NOT NULL REFERENCES moyens.agent,
      remis_a timestamptz,
      remis_par uuid REFERENCES moyens.agent,
      remis_motif text CONSTRAINT remis_motif_non_vide CHECK (btrim(remis_motif) <> ''),
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE,
      FOREIGN KEY (dossier_id, obligation_id) REFERENCES mesures.obligation ON UPDATE CASCADE,
      CONSTRAINT remise_entiere CHECK (num_nonnulls(remis_a, remis_par, remis_motif) IN (0, 3))
    );
    CREATE UNIQUE INDEX un_seul_retrait ON mesures.retrait (dossier_id, mesure_id, obligation_id) NULLS NOT DISTINCT WHERE remis_a IS NULL;
    CALL platform.proteger('mesures.retrait', 'SELECT, INSERT, UPDATE');

    -- What a correction changed, field by field, and of which obligation where it is one's.
    ALTER TABLE mesures.correction ADD COLUMN apres jsonb, ADD COLUMN obligation_id uuid,
      ADD CONSTRAINT correction_de_son_obligation FOREIGN KEY (dossier_id, obligation_id) REFERENCES mesures.obligation ON UPDATE CASCADE;

    -- The wait that a measure ended comes back when the measure was a mistake.
    ALTER TABLE mesures.attente_saisine ADD COLUMN levee_par_mesure_id uuid,
      ADD CONSTRAINT attente_levee_par_sa_mesure FOREIGN KEY (dossier_id, levee_par_mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

    CREATE OR REPLACE VIEW mesures.v_mesure WITH (security_invoker = true) AS
      SELECT m.dossier_id, m.id AS mesure_id, m.nature, m.referentiel, m.juridiction_id, m.numero_parquet, m.decision_le, coalesce(d.debut_le, m.debut_le) AS debut_le,
             m.faits_le, m.notifiee_le, m.execution_provisoire, m.duree_mois, m.heures, m.palier, m.fin_le AS fin_initiale_le,
             CASE WHEN a.id IS NULL THEN m.fin_le ELSE a.terme_le END AS fin_prevue_le, a.vers AS etat,
             CASE WHEN a.cause_fin IS NOT NULL THEN a.le END AS finie_le, a.cause_fin,
             CASE WHEN a.cause_fin IS NOT NULL THEN a.le WHEN a.id IS NULL THEN m.fin_le ELSE a.terme_le END AS fin_le, m.precisions, m.version,
             m.debut_le AS debut_prononce_le
      FROM mesures.mesure m LEFT JOIN LATERAL (
        SELECT x.id, x.vers, x.le, x.cause_fin, x.terme_le FROM mesures.acte x
        WHERE x.dossier_id = m.dossier_id AND x.mesure_id = m.id AND x.annule_a IS NULL ORDER BY x.rang DESC LIMIT 1) a ON true
      LEFT JOIN LATERAL (
        SELECT x.debut_le FROM mesures.acte x
        WHERE x.dossier_id = m.dossier_id AND x.mesure_id = m.id AND x.annule_a IS NULL AND x.debut_le IS NOT NULL ORDER BY x.rang DESC LIMIT 1) d ON true
      WHERE NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = m.dossier_id AND r.mesure_id = m.id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
    CREATE OR REPLACE VIEW mesures.v_acte WITH (security_invoker = true) AS
      SELECT a.dossier_id, a.id AS acte_id, a.mesure_id, a.rang, a.acte, a.vers, a.le, a.terme_le, a.cause_fin, a.de, a.auteur, a.decision, a.avis_personne, a.contenu,
             a.debut_le, a.saisi_a, a.saisi_par
      FROM mesures.acte a WHERE a.annule_a IS NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = a.dossier_id AND r.mesure_id = a.mesure_id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
    CREATE OR REPLACE VIEW mesures.v_obligation WITH (security_invoker = true) AS
      SELECT o.dossier_id, o.id AS obligation_id, o.mesure_id, o.article, o.libelle, o.precisions, o.rang,
             CASE WHEN l.annule_a IS NULL THEN o.levee_le END AS levee_le, o.acte_id
      FROM mesures.obligation o
        LEFT JOIN mesures.acte a ON a.dossier_id = o.dossier_id AND a.id = o.acte_id
        LEFT JOIN mesures.acte l ON l.dossier_id = o.dossier_id AND l.id = o.levee_par_acte_id
      WHERE a.annule_a IS NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = o.dossier_id AND r.mesure_id = o.mesure_id AND (r.obligation_id IS NULL OR r.obligation_id = o.id) AND r.remis_a IS NULL);
    CREATE VIEW mesures.v_piece WITH (security_invoker = true) AS
      SELECT p.dossier_id, p.id AS piece_id, p.mesure_id, p.libelle, p.attendue_de, p.demandee_le, p.recue_le FROM mesures.piece p
      WHERE NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = p.dossier_id AND r.mesure_id = p.mesure_id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
    CREATE OR REPLACE VIEW mesures.v_piece_manquante WITH (security_invoker = true) AS
      SELECT p.dossier_id, p.piece_id, p.mesure_id, p.libelle, p.attendue_de, p.demandee_le FROM mesures.v_piece p WHERE p.recue_le IS NULL;
    GRANT SELECT ON mesures.v_piece TO fil_rouge_application;
    COMMENT ON VIEW mesures.v_acte IS 'NULL: terme_le, cause_fin, decision, avis_personne, contenu, debut_le';
    COMMENT ON VIEW mesures.v_obligation IS 'NULL: article, precisions, levee_le, acte_id';
    COMMENT ON VIEW mesures.v_piece IS 'NULL: mesure_id, recue_le';
  `.execute(db)
}
