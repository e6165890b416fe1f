import { type Kysely, sql } from 'kysely'

/**
 * An entretien names the measures that it serves; its day and manner are corrected like its words, each version keeping them; one noted by
 * mistake is withdrawn, and may be put back. A step noted done may be undone. What is already there keeps its day in each of its versions.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE accompagnement.entretien_mesure (
      dossier_id uuid NOT NULL,
      entretien_id uuid NOT NULL,
      mesure_id uuid NOT NULL,
      PRIMARY KEY (dossier_id, entretien_id, mesure_id),
      CONSTRAINT mesure_d_un_entretien FOREIGN KEY (dossier_id, entretien_id) REFERENCES accompagnement.entretien ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE
    );
    CALL platform.proteger('accompagnement.entretien_mesure');
    INSERT INTO accompagnement.entretien_mesure (dossier_id, entretien_id, mesure_id)
      SELECT e.dossier_id, e.id, (array_agg(m.mesure_id))[1]
      FROM accompagnement.entretien e JOIN mesures.v_mesure m ON m.dossier_id = e.dossier_id AND m.decision_le <= e.le AND (m.finie_le IS NULL OR m.finie_le >= e.le)
      GROUP BY e.dossier_id, e.id HAVING count(*) = 1;

    ALTER TABLE accompagnement.entretien_version
      ADD COLUMN le date, ADD COLUMN heure time(0), ADD COLUMN forme text, ADD COLUMN lieu text, ADD COLUMN mesure_ids uuid[] NOT NULL DEFAULT '{}';
    UPDATE accompagnement.entretien_version v SET le = e.le, heure = e.heure, forme = e.forme, lieu = e.lieu,
        mesure_ids = coalesce((SELECT array_agg(l.mesure_id) FROM accompagnement.entretien_mesure l WHERE l.dossier_id = e.dossier_id AND l.entretien_id = e.id), '{}')
      FROM accompagnement.entretien e WHERE e.dossier_id = v.dossier_id AND e.id = v.entretien_id;
    ALTER TABLE accompagnement.entretien_version ALTER COLUMN le SET NOT NULL, ALTER COLUMN forme SET NOT NULL;

    CREATE TABLE accompagnement.retrait_entretien (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      entretien_id uuid NOT NULL,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      retire_a timestamptz NOT NULL DEFAULT now(),
      retire_par uuid NOT NULL REFERENCES moyens.agent,
      retabli_a timestamptz,
      retabli_par uuid REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, entretien_id) REFERENCES accompagnement.entretien ON UPDATE CASCADE,
      CONSTRAINT retablissement_entier CHECK ((retabli_a IS NULL) = (retabli_par IS NULL))
    );
    CREATE UNIQUE INDEX un_seul_retrait ON accompagnement.retrait_entretien (dossier_id, entretien_id) WHERE retabli_a IS NULL;
    CALL platform.proteger('accompagnement.retrait_entretien', 'SELECT, INSERT, UPDATE');

    CREATE OR REPLACE VIEW accompagnement.v_entretien WITH (security_invoker = true) AS
      SELECT e.dossier_id, e.id AS entretien_id, e.convocation_id, e.agent_id, e.le, e.heure, e.forme, e.lieu, e.version,
             v.presents, v.recit, v.convenu, v.suite, v.ecrite_a, v.ecrite_par
      FROM accompagnement.entretien e
      JOIN accompagnement.entretien_version v ON v.dossier_id = e.dossier_id AND v.entretien_id = e.id AND v.version = e.version
      WHERE NOT EXISTS (SELECT 1 FROM accompagnement.retrait_entretien r WHERE r.dossier_id = e.dossier_id AND r.entretien_id = e.id AND r.retabli_a IS NULL);
    CREATE OR REPLACE VIEW accompagnement.v_dernier_contact WITH (security_invoker = true) AS
      SELECT e.dossier_id, max(e.le) AS le FROM accompagnement.entretien e
      WHERE NOT EXISTS (SELECT 1 FROM accompagnement.retrait_entretien r WHERE r.dossier_id = e.dossier_id AND r.entretien_id = e.id AND r.retabli_a IS NULL)
      GROUP BY e.dossier_id;

    -- A step is done or it is not; that it was noted done by mistake is kept beside.
    CREATE TABLE accompagnement.etape_annulee (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      etape_id uuid NOT NULL,
      le date NOT NULL,
      commentaire text,
      notee_a timestamptz NOT NULL,
      notee_par uuid NOT NULL REFERENCES moyens.agent,
      annulee_a timestamptz NOT NULL DEFAULT now(),
      annulee_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id)
    );
    CALL platform.proteger('accompagnement.etape_annulee', 'SELECT, INSERT, UPDATE');
  `.execute(db)
}
