import { type Kysely, sql } from 'kysely'

/**
 * A convocation names the measures that it serves, and the duty where it could serve two. Of those already there, one is attached where exactly
 * one measure was live on its day; of the others nothing is known, and an agent says.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE agenda.convocation ADD COLUMN mesures_dites_a timestamptz;
    COMMENT ON COLUMN agenda.convocation.mesures_dites_a IS 'Since when it is known which measures it serves, none included; NULL: nobody has said.';

    -- When two dossiers are merged the measures move first and take the links along, before the convocations have moved: hence the deferral.
    CREATE TABLE agenda.convocation_mesure (
      dossier_id uuid NOT NULL,
      convocation_id uuid NOT NULL,
      mesure_id uuid NOT NULL,
      devoir text,
      PRIMARY KEY (dossier_id, convocation_id, mesure_id),
      CONSTRAINT mesure_d_une_convocation FOREIGN KEY (dossier_id, convocation_id) REFERENCES agenda.convocation ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE
    );
    CREATE INDEX convocation_par_mesure ON agenda.convocation_mesure (dossier_id, mesure_id);
    CALL platform.proteger('agenda.convocation_mesure');

    INSERT INTO agenda.convocation_mesure (dossier_id, convocation_id, mesure_id)
      SELECT c.dossier_id, c.id, (array_agg(m.mesure_id))[1]
      FROM agenda.convocation c JOIN mesures.v_mesure m ON m.dossier_id = c.dossier_id AND m.decision_le <= c.le AND (m.finie_le IS NULL OR m.finie_le >= c.le)
      GROUP BY c.dossier_id, c.id HAVING count(*) = 1;
    UPDATE agenda.convocation c SET mesures_dites_a = now()
      WHERE EXISTS (SELECT 1 FROM agenda.convocation_mesure l WHERE l.dossier_id = c.dossier_id AND l.convocation_id = c.id);

    CREATE VIEW agenda.v_convocation_de_mesure WITH (security_invoker = true) AS
      SELECT l.dossier_id, l.mesure_id, l.convocation_id, l.devoir, c.le, c.etat, CASE WHEN c.service_id IS NULL THEN 'juridiction' ELSE 'service' END AS chez
      FROM agenda.convocation_mesure l JOIN agenda.convocation c ON c.dossier_id = l.dossier_id AND c.id = l.convocation_id;
    GRANT SELECT ON agenda.v_convocation_de_mesure TO fil_rouge_application;
    COMMENT ON VIEW agenda.v_convocation_de_mesure IS 'NULL: devoir';
  `.execute(db)
}
