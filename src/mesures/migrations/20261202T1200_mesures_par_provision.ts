import { type Kysely, sql } from 'kysely'

/**
 * Of a sursis executory by provision, acts that leave the measure where it lives were recorded as if the conviction had become executory, which then
 * could be recorded no more: their state is the one that they found.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    WITH sur_place (acte) AS (VALUES ('modification_obligations'), ('prolongation'), ('revocation_partielle'), ('incarceration'),
      ('debat_contradictoire'), ('rapport_de_fin'), ('proposition_contenu'))
    UPDATE mesures.acte a SET de = 'prononcee', vers = 'prononcee'
    FROM mesures.mesure m
    WHERE m.dossier_id = a.dossier_id AND m.id = a.mesure_id AND m.execution_provisoire
      AND m.nature IN ('sursis_probatoire', 'sursis_probatoire_renforce')
      AND a.acte IN (SELECT acte FROM sur_place)
      AND NOT EXISTS (
        SELECT FROM mesures.acte b
        WHERE b.dossier_id = a.dossier_id AND b.mesure_id = a.mesure_id AND b.rang < a.rang AND b.annule_a IS NULL
          AND b.acte NOT IN (SELECT acte FROM sur_place));
  `.execute(db)
}
