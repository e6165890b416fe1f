import { type Kysely, sql } from 'kysely'

/** An entretien is withdrawn as long as one withdrawal of it stands, whichever row was written last: an old one that was restored again said otherwise. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION accompagnement.suivre_le_retrait() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = accompagnement, pg_temp AS $$
    BEGIN
      UPDATE accompagnement.entretien e SET retire = EXISTS (SELECT 1 FROM accompagnement.retrait_entretien r
          WHERE r.dossier_id = e.dossier_id AND r.entretien_id = e.id AND r.retabli_a IS NULL)
        WHERE e.dossier_id = NEW.dossier_id AND e.id = NEW.entretien_id;
      RETURN NULL;
    END $$;
    UPDATE accompagnement.entretien e SET retire = NOT e.retire WHERE e.retire <> EXISTS (SELECT 1 FROM accompagnement.retrait_entretien r
      WHERE r.dossier_id = e.dossier_id AND r.entretien_id = e.id AND r.retabli_a IS NULL);
  `.execute(db)
}
