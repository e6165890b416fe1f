import { type Kysely, sql } from 'kysely'

/** Who has left the building, and the gestures of the desk in the history of the convocation: an arrival withdrawn leaves what it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE agenda.arrivee
      ADD COLUMN partie_a timestamptz,
      ADD CONSTRAINT part_apres_etre_arrivee CHECK (partie_a >= arrivee_a);
    -- Arrivals already written enter the history with their own author and hour.
    INSERT INTO agenda.etat_de_convocation (dossier_id, convocation_id, etat, a, par, detail)
      SELECT r.dossier_id, r.convocation_id, 'arrivee', r.arrivee_a, r.pointee_par, '{"accueil": true}'::jsonb FROM agenda.arrivee r;
  `.execute(db)
}
