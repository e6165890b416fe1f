import { type Kysely, sql } from 'kysely'

/** A departure is followed by whoever keeps the agent in the directory, as the directory itself is kept: it was listed in any dossier for anybody. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_fonction text := pg_get_functiondef('agenda.suivre_le_depart(uuid, text, date, timestamptz)'::regprocedure); tenue text;
    BEGIN
      tenue := regexp_replace(la_fonction, '\\mBEGIN\\M', 'BEGIN
      IF NOT EXISTS (SELECT 1 FROM moyens.agent a WHERE a.id = p_agent
          AND (platform.est_de(''{administrateur}'') OR (platform.est_de(''{dfspip}'') AND a.service_id = platform.entite()))) THEN
        RAISE EXCEPTION ''annuaire_hors_competence'' USING ERRCODE = ''insufficient_privilege'', CONSTRAINT = ''annuaire_hors_competence'';
      END IF;');
      IF tenue = la_fonction THEN RAISE EXCEPTION 'agenda.suivre_le_depart is not what it was'; END IF;
      EXECUTE tenue;
    END $$;
  `.execute(db)
}
