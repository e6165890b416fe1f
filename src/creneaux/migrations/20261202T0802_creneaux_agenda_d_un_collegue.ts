import { type Kysely, sql } from 'kysely'

/** An agenda is nobody's, or that of an agent who works where it is: one could be opened in the name of somebody of another service (ADR 0051). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE POLICY d_un_collegue ON creneaux.agenda AS RESTRICTIVE FOR INSERT WITH CHECK (agent_id IS NULL OR EXISTS (
      SELECT 1 FROM moyens.agent a WHERE a.id = agenda.agent_id AND (SELECT platform.entite()) IN (a.service_id, a.juridiction_id)));
  `.execute(db)
}
