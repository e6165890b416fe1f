import { type Kysely, sql } from 'kysely'

/**
 * Without a context nothing is found and nothing is written (ADR 0051): these functions had asked who acts only where the row says whose it is, and
 * answered before that how many people carry a name, whether a dossier is there, whether a request may be made; or locked a dossier.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_fonction regprocedure; texte text; tenue text;
    BEGIN
      FOREACH la_fonction IN ARRAY ARRAY[
        'dossiers.rapprocher(jsonb, text, text, uuid, text, text)',
        'dossiers.revoir(text, date, uuid[], uuid, text, text)',
        'dossiers.annuler_demande(uuid, uuid, timestamptz)',
        'dossiers.demander_dessaisissement(uuid, text, date, uuid, text, timestamptz, date, integer, integer)',
        'dossiers.ouvrir_par_silence(uuid, uuid, date)']::regprocedure[]
      LOOP
        texte := pg_get_functiondef(la_fonction);
        tenue := regexp_replace(texte, '\\mBEGIN\\M', 'BEGIN
      IF platform.compte() IS NULL THEN RAISE EXCEPTION ''pour_personne'' USING ERRCODE = ''insufficient_privilege'', CONSTRAINT = ''pour_personne''; END IF;');
        IF tenue = texte THEN RAISE EXCEPTION '% is not what it was', la_fonction; END IF;
        EXECUTE tenue;
      END LOOP;
    END $$;

    CREATE OR REPLACE FUNCTION dossiers.suivis_ailleurs(p_dossiers uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
      SET search_path = dossiers, pg_temp AS $$
      SELECT d.dossier_id FROM dossiers.dossier d
      WHERE d.dossier_id = ANY (p_dossiers) AND (SELECT platform.compte()) IS NOT NULL AND NOT dossiers.ouvert(d.dossier_id)
    $$;
  `.execute(db)
}
