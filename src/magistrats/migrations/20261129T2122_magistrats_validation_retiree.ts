import { type Kysely, sql } from 'kysely'

/**
 * A validation may be taken back before the report is sent: the text is free again, and the next validation replaces the PDF. As long as the
 * report is validated or has been sent, neither changes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION magistrats.rapport_fige() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = magistrats, pg_temp AS $$
    DECLARE l record; ancien jsonb; nouveau jsonb;
    BEGIN
      l := coalesce(OLD, NEW);
      ancien := to_jsonb(OLD) - 'dossier_id'; nouveau := to_jsonb(NEW) - 'dossier_id';
      IF TG_OP = 'UPDATE' AND ancien = nouveau THEN RETURN NEW; END IF;
      IF (TG_TABLE_NAME = 'rapport_pdf' AND TG_OP = 'DELETE') OR EXISTS (SELECT 1 FROM magistrats.rapport r
           WHERE r.dossier_id = l.dossier_id AND r.id = l.rapport_id AND r.etat IN ('valide', 'transmis', 'lu', 'complement', 'repondu')) THEN
        RAISE EXCEPTION 'un rapport validé ne change plus' USING ERRCODE = 'check_violation', CONSTRAINT = 'rapport_fige';
      END IF;
      RETURN coalesce(NEW, OLD);
    END $$;
  `.execute(db)
}
