import { type Kysely, sql } from 'kysely'

/**
 * A report names one measure and its kind, and both are corrected with their history. Of those already there, the measure was the first that ran:
 * it stays where it is the one that the request names or was alone live on that day; elsewhere it was a guess, which the history keeps.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE magistrats.rapport ADD COLUMN mesure_dite_a timestamptz;
    COMMENT ON COLUMN magistrats.rapport.mesure_dite_a IS 'Since when it is known which measure it is about, none included; NULL: nobody has said.';
    -- When two dossiers are merged the measures move first and take their reports along, before the requests have moved.
    ALTER TABLE magistrats.rapport ALTER CONSTRAINT rapport_dossier_id_saisine_id_fkey DEFERRABLE INITIALLY DEFERRED;

    CREATE TABLE magistrats.rattachement_de_rapport (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      rapport_id uuid NOT NULL,
      avant_mesure_id uuid,
      avant_nature text NOT NULL,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      a timestamptz NOT NULL DEFAULT now(),
      par uuid REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, rapport_id) REFERENCES magistrats.rapport ON UPDATE CASCADE
    );
    CALL platform.proteger('magistrats.rattachement_de_rapport', 'SELECT, INSERT, UPDATE');

    CREATE TEMP TABLE vivante ON COMMIT DROP AS
      SELECT r.dossier_id, r.id, (array_agg(m.mesure_id))[1] AS mesure_id
      FROM magistrats.rapport r JOIN mesures.v_mesure m ON m.dossier_id = r.dossier_id AND m.decision_le <= r.cree_a::date AND (m.finie_le IS NULL OR m.finie_le >= r.cree_a::date)
      GROUP BY r.dossier_id, r.id HAVING count(*) = 1;
    CREATE TEMP TABLE sue ON COMMIT DROP AS
      SELECT r.dossier_id, r.id, coalesce(s.mesure_id, v.mesure_id) AS mesure_id FROM magistrats.rapport r
      LEFT JOIN magistrats.saisine s ON s.dossier_id = r.dossier_id AND s.id = r.saisine_id
      LEFT JOIN vivante v ON v.dossier_id = r.dossier_id AND v.id = r.id;
    INSERT INTO magistrats.rattachement_de_rapport (dossier_id, rapport_id, avant_mesure_id, avant_nature, motif)
      SELECT r.dossier_id, r.id, r.mesure_id, r.nature, 'Reprise : la première mesure en cours avait été prise sans être demandée.'
      FROM magistrats.rapport r JOIN sue USING (dossier_id, id) WHERE r.mesure_id IS NOT NULL AND r.mesure_id IS DISTINCT FROM sue.mesure_id;
    UPDATE magistrats.rapport r SET mesure_id = sue.mesure_id, mesure_dite_a = CASE WHEN sue.mesure_id IS NOT NULL THEN now() END
      FROM sue WHERE sue.dossier_id = r.dossier_id AND sue.id = r.id;

    CREATE OR REPLACE VIEW magistrats.v_mouvement_de_rapport WITH (security_invoker = true) AS
      SELECT m.dossier_id, m.rapport_id, m.etat, m.a, m.par, r.titre, r.mesure_id, r.nature FROM magistrats.mouvement_de_rapport m
      JOIN magistrats.rapport r ON r.dossier_id = m.dossier_id AND r.id = m.rapport_id;
    COMMENT ON VIEW magistrats.v_mouvement_de_rapport IS 'NULL: mesure_id';
  `.execute(db)
}
