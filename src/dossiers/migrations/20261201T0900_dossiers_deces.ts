import { type Kysely, sql } from 'kysely'

/**
 * The day on which the person died, as the acts that stand say it: every screen of a dossier says it, whatever module shows it. It is written by the
 * module that holds these acts, each time that they change.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE dossiers.dossier ADD COLUMN decede_le date;
    GRANT UPDATE (decede_le) ON dossiers.dossier TO fil_rouge_application;
    UPDATE dossiers.dossier d SET decede_le = x.le
      FROM (SELECT a.dossier_id, min(a.le) AS le FROM mesures.acte a
        WHERE a.cause_fin = 'deces' AND a.annule_a IS NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
          WHERE r.dossier_id = a.dossier_id AND r.mesure_id = a.mesure_id AND r.obligation_id IS NULL AND r.remis_a IS NULL)
        GROUP BY a.dossier_id) x
      WHERE x.dossier_id = d.dossier_id;
  `.execute(db)
}
