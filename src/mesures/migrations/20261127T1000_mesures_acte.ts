import { type Kysely, sql } from 'kysely'

/**
 * The life of a measure as records: every act with its date, author, decision and the state that it led to. Ends are acts like the
 * others: `fin_de_mesure` becomes their last row. Facts from which delays run are columns of the measure, their corrections rows.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.mesure
      ADD COLUMN referentiel text NOT NULL DEFAULT 'droit' CONSTRAINT referentiel_connu CHECK (referentiel IN ('droit', 'egip')),
      ADD COLUMN faits_le date,
      ADD COLUMN notifiee_le date,
      ADD COLUMN execution_provisoire boolean NOT NULL DEFAULT false,
      ADD COLUMN duree_mois integer CONSTRAINT duree_positive CHECK (duree_mois > 0),
      ADD COLUMN heures integer CONSTRAINT heures_positives CHECK (heures > 0),
      ADD COLUMN palier text;

    CREATE TABLE mesures.acte (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      mesure_id uuid NOT NULL,
      rang integer NOT NULL,
      acte text NOT NULL,
      de text NOT NULL,
      vers text NOT NULL,
      le date NOT NULL,
      auteur text NOT NULL,
      decision text,
      avis_personne text,
      contenu jsonb,
      terme_le date,
      cause_fin text CONSTRAINT cause_connue CHECK (cause_fin IN ('terme', 'execution', 'anticipee', 'revocation', 'inexecution', 'conversion',
        'mainlevee', 'retrait', 'caducite', 'decision', 'amnistie', 'deces', 'autre')),
      saisi_a timestamptz NOT NULL DEFAULT now(),
      saisi_par uuid NOT NULL REFERENCES moyens.agent,
      annule_a timestamptz,
      annule_par uuid REFERENCES moyens.agent,
      annule_motif text CONSTRAINT motif_non_vide CHECK (btrim(annule_motif) <> ''),
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE,
      CONSTRAINT annulation_entiere CHECK ((annule_a IS NULL) = (annule_par IS NULL) AND (annule_a IS NULL) = (annule_motif IS NULL))
    );
    -- Two agents who record at once take the same rank: the second is told. An act that was undone leaves its rank to the next.
    CREATE UNIQUE INDEX un_acte_par_rang ON mesures.acte (dossier_id, mesure_id, rang) WHERE annule_a IS NULL;
    CREATE UNIQUE INDEX une_seule_fin ON mesures.acte (dossier_id, mesure_id) WHERE cause_fin IS NOT NULL AND annule_a IS NULL;
    CALL platform.proteger('mesures.acte', 'SELECT, INSERT, UPDATE');

    CREATE TABLE mesures.correction (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      mesure_id uuid NOT NULL,
      avant jsonb NOT NULL,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      corrigee_a timestamptz NOT NULL DEFAULT now(),
      corrigee_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE
    );
    CALL platform.proteger('mesures.correction', 'SELECT, INSERT, UPDATE');

    ALTER TABLE mesures.obligation ADD COLUMN acte_id uuid, ADD COLUMN levee_par_acte_id uuid,
      ADD CONSTRAINT obligation_de_son_acte FOREIGN KEY (dossier_id, acte_id) REFERENCES mesures.acte ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      ADD CONSTRAINT obligation_levee_par_son_acte FOREIGN KEY (dossier_id, levee_par_acte_id) REFERENCES mesures.acte ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

    INSERT INTO mesures.acte (dossier_id, mesure_id, rang, acte, de, vers, le, auteur, decision, terme_le, cause_fin, saisi_a, saisi_par)
      SELECT f.dossier_id, f.mesure_id, 1, 'fin_' || f.cause, 'en_cours', 'terminee', f.le, 'loi', f.decision, m.fin_le, f.cause, f.saisie_a, f.saisie_par
      FROM mesures.fin_de_mesure f JOIN mesures.mesure m ON m.dossier_id = f.dossier_id AND m.id = f.mesure_id;
    DROP VIEW mesures.v_mesure;
    DROP TABLE mesures.fin_de_mesure;

    -- The last act that stands says the state and the term; without one, the measure is as it was pronounced.
    CREATE VIEW mesures.v_mesure WITH (security_invoker = true) AS
      SELECT m.dossier_id, m.id AS mesure_id, m.nature, m.referentiel, m.juridiction_id, m.numero_parquet, m.decision_le, m.debut_le, m.faits_le, m.notifiee_le,
             m.execution_provisoire, m.duree_mois, m.heures, m.palier, m.fin_le AS fin_initiale_le,
             CASE WHEN a.id IS NULL THEN m.fin_le ELSE a.terme_le END AS fin_prevue_le, a.vers AS etat,
             CASE WHEN a.cause_fin IS NOT NULL THEN a.le END AS finie_le, a.cause_fin,
             CASE WHEN a.cause_fin IS NOT NULL THEN a.le WHEN a.id IS NULL THEN m.fin_le ELSE a.terme_le END AS fin_le, m.precisions, m.version
      FROM mesures.mesure m LEFT JOIN LATERAL (
        SELECT x.id, x.vers, x.le, x.cause_fin, x.terme_le FROM mesures.acte x
        WHERE x.dossier_id = m.dossier_id AND x.mesure_id = m.id AND x.annule_a IS NULL ORDER BY x.rang DESC LIMIT 1) a ON true;
    CREATE VIEW mesures.v_acte WITH (security_invoker = true) AS
      SELECT dossier_id, id AS acte_id, mesure_id, rang, acte, vers, le, terme_le, cause_fin FROM mesures.acte WHERE annule_a IS NULL;
    GRANT SELECT ON mesures.v_mesure, mesures.v_acte TO fil_rouge_application;
    COMMENT ON VIEW mesures.v_mesure IS 'NULL: juridiction_id, numero_parquet, faits_le, notifiee_le, duree_mois, heures, palier, fin_initiale_le, fin_prevue_le, etat, finie_le, cause_fin, fin_le, precisions';
    COMMENT ON VIEW mesures.v_acte IS 'NULL: terme_le, cause_fin';
  `.execute(db)
}
