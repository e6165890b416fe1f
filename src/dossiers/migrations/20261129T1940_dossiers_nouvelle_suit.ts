import { type Kysely, sql } from 'kysely'

/**
 * A piece of news that the former service had not seen went out of everybody's list with the transfer: neither service could read it. It now
 * follows the dossier, to whoever follows it. Those already lost so are given to the référent of today; each former row stays, settled.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION dossiers.faire_suivre_nouvelles(p_dossier uuid, p_de uuid, p_a timestamptz) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF NOT dossiers.dans_mon_perimetre(p_dossier) THEN RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege'; END IF;
      WITH laissees AS (UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte()
        WHERE n.dossier_id = p_dossier AND n.entite_id = p_de AND n.reglee_a IS NULL AND NOT n.hors_perimetre RETURNING n.*)
      INSERT INTO dossiers.nouvelle (dossier_id, destinataire, nature, cible_id, pour_le, par, survenue_a)
        SELECT DISTINCT ON (l.nature, l.cible_id) l.dossier_id, 'referent', l.nature, l.cible_id, l.pour_le, l.par, l.survenue_a FROM laissees l
        WHERE l.nature NOT IN ('affectation', 'dossier_repris') AND NOT EXISTS (SELECT 1 FROM dossiers.nouvelle x WHERE x.dossier_id = l.dossier_id
          AND x.reglee_a IS NULL AND x.destinataire = 'referent' AND x.nature = l.nature AND x.cible_id IS NOT DISTINCT FROM l.cible_id)
        ORDER BY l.nature, l.cible_id, l.survenue_a DESC;
    END $$;

    WITH laissees AS (UPDATE dossiers.nouvelle n SET reglee_a = now(), reglee_par = n.par
      WHERE n.reglee_a IS NULL AND NOT n.hors_perimetre AND EXISTS (SELECT 1 FROM moyens.service s WHERE s.id = n.entite_id)
        AND EXISTS (SELECT 1 FROM dossiers.prise_en_charge p WHERE p.dossier_id = n.dossier_id AND p.fin_a IS NULL AND p.service_id <> n.entite_id)
        AND NOT EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = n.dossier_id AND x.entite_id = n.entite_id) RETURNING n.*)
    INSERT INTO dossiers.nouvelle (dossier_id, destinataire, nature, cible_id, pour_le, par, survenue_a)
      SELECT DISTINCT ON (l.dossier_id, l.nature, l.cible_id) l.dossier_id, 'referent', l.nature, l.cible_id, l.pour_le, l.par, l.survenue_a FROM laissees l
      WHERE l.nature NOT IN ('affectation', 'dossier_repris') ORDER BY l.dossier_id, l.nature, l.cible_id, l.survenue_a DESC;
  `.execute(db)
}
