import { type Kysely, sql } from 'kysely'

/**
 * A person who is followed and convicted again is awaited for that decision too: one await per decision (day of the hearing,
 * juridiction, parquet number), and one at most that names none. Those already open name none: they stay as they are. A parquet number is
 * kept in one way, without its spaces and signs: those of the measures already recorded are put so, and one that held nothing else is none.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    UPDATE mesures.mesure SET numero_parquet = nullif(upper(regexp_replace(numero_parquet, '[^0-9A-Za-z]', '', 'g')), '')
      WHERE numero_parquet !~ '^[0-9A-Z]+$';
    ALTER TABLE mesures.mesure ADD CONSTRAINT numero_normalise CHECK (numero_parquet ~ '^[0-9A-Z]+$');
    ALTER TABLE mesures.attente_saisine
      ADD COLUMN decision_le date,
      ADD COLUMN juridiction_id uuid REFERENCES moyens.juridiction,
      ADD COLUMN numero_parquet text CONSTRAINT numero_normalise CHECK (numero_parquet ~ '^[0-9A-Z]+$'),
      ADD CONSTRAINT decision_nommee CHECK ((decision_le IS NULL) = (juridiction_id IS NULL) AND (numero_parquet IS NULL OR decision_le IS NOT NULL));
    DROP INDEX mesures.une_seule_attente_ouverte;
    CREATE UNIQUE INDEX une_attente_par_decision ON mesures.attente_saisine (dossier_id, decision_le, juridiction_id, numero_parquet)
      NULLS NOT DISTINCT WHERE levee_le IS NULL;
    CREATE OR REPLACE VIEW mesures.v_attente_saisine WITH (security_invoker = true) AS
      SELECT w.dossier_id, w.id AS attente_id, w.depuis_le, w.manque, w.decision_le, w.juridiction_id, w.numero_parquet, j.nom AS juridiction_nom
      FROM mesures.attente_saisine w LEFT JOIN moyens.v_juridiction j USING (juridiction_id) WHERE w.levee_le IS NULL;
    COMMENT ON VIEW mesures.v_attente_saisine IS 'NULL: decision_le, juridiction_id, numero_parquet, juridiction_nom';
  `.execute(db)
}
