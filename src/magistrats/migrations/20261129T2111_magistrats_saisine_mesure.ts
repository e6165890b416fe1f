import { type Kysely, sql } from 'kysely'

/** Which measure a request is about is corrected like the rest. Until now it could not change: of old corrections, it is what the request says. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE magistrats.correction_de_saisine ADD COLUMN avant_mesure_id uuid;
    UPDATE magistrats.correction_de_saisine c SET avant_mesure_id = s.mesure_id FROM magistrats.saisine s
      WHERE s.dossier_id = c.dossier_id AND s.id = c.saisine_id;
  `.execute(db)
}
