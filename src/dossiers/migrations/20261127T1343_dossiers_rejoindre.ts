import { type Kysely, sql } from 'kysely'

/**
 * A BEX or greffe that has the person before it joins their dossier: it must say the name and the birth date that lead to that
 * dossier, so that knowing its identifier is not enough. Opens the périmètre of the caller's own court, and nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION dossiers.rejoindre(p_dossier uuid, p_nom text, p_naissance date) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp AS $$
    DECLARE la_juridiction uuid;
    BEGIN
      SELECT a.juridiction_id INTO la_juridiction FROM moyens.agent a
      WHERE a.id = platform.compte() AND a.fonction IN ('bex', 'greffe') AND a.juridiction_id = ANY (platform.entites());
      IF la_juridiction IS NULL THEN
        RAISE EXCEPTION 'hors_audience' USING ERRCODE = 'insufficient_privilege';
      END IF;
      IF NOT EXISTS (SELECT 1 FROM dossiers.homonymes(p_nom, p_naissance) h WHERE h.dossier_id = p_dossier) THEN
        RETURN false;
      END IF;
      INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif) VALUES (p_dossier, la_juridiction, 'saisine') ON CONFLICT DO NOTHING;
      RETURN true;
    END $$;
  `.execute(db)
}
