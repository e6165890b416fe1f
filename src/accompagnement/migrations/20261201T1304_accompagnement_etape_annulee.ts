import { type Kysely, sql } from 'kysely'

/** A step that is undone is kept as it had been noted, by whom and when: the row repeats the one that goes, and the application chooses no name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE POLICY telle_que_notee ON accompagnement.etape_annulee AS RESTRICTIVE FOR INSERT WITH CHECK (EXISTS (
      SELECT 1 FROM accompagnement.etape_faite f WHERE f.dossier_id = etape_annulee.dossier_id AND f.etape_id = etape_annulee.etape_id
        AND f.le = etape_annulee.le AND f.commentaire IS NOT DISTINCT FROM etape_annulee.commentaire
        AND f.notee_a = etape_annulee.notee_a AND f.notee_par = etape_annulee.notee_par));
  `.execute(db)
}
