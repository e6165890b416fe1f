import { type Kysely, sql } from 'kysely'

/**
 * One line for one fact: who is told as a référent, by name and by function read the same cancellation twice. What is addressed to me is
 * read whole, then once a fact; « vu » settles all of it that was mine.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER FUNCTION dossiers.mes_nouvelles(date) RENAME TO nouvelles_adressees;
    CREATE FUNCTION dossiers.mes_nouvelles(p_le date) RETURNS TABLE (dossier_id uuid, nouvelle_id uuid, nature text, cible_id uuid, pour_le date,
      survenue_a timestamptz, par uuid, par_nom text, nom_complet text, visible boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      SELECT DISTINCT ON (n.dossier_id, n.nature, coalesce(n.cible_id, n.nouvelle_id)) n.* FROM dossiers.nouvelles_adressees(p_le) n
      ORDER BY n.dossier_id, n.nature, coalesce(n.cible_id, n.nouvelle_id), n.survenue_a DESC, n.nouvelle_id DESC
    $$;
    CREATE OR REPLACE FUNCTION dossiers.voir_nouvelles(p_nouvelles uuid[], p_a timestamptz, p_le date) RETURNS TABLE (dossier_id uuid, nouvelle_id uuid)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      WITH miennes AS (SELECT * FROM dossiers.nouvelles_adressees(p_le)),
      vues AS (SELECT DISTINCT m.nouvelle_id FROM miennes m JOIN miennes v ON v.nouvelle_id = ANY (p_nouvelles) AND v.dossier_id = m.dossier_id
        AND v.nature = m.nature AND coalesce(v.cible_id, v.nouvelle_id) = coalesce(m.cible_id, m.nouvelle_id))
      UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte() FROM vues v WHERE n.id = v.nouvelle_id RETURNING n.dossier_id, n.id
    $$;
  `.execute(db)
}
