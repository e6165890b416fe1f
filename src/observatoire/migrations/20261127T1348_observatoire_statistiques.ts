import { type Kysely, sql } from 'kysely'

/**
 * Counts of a service's own convocations, whoever follows the people today: a dossier that was transferred still counts where it was convoked.
 * Only numbers come out, never a row of anybody, and only those of the caller's entité.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA observatoire;
    GRANT USAGE ON SCHEMA observatoire TO fil_rouge_application;

    CREATE FUNCTION observatoire.presence(p_du date, p_avant date)
    RETURNS TABLE (mois date, type text, etat text, nombre integer)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_temp AS $$
      SELECT date_trunc('month', c.le)::date, c.type, CASE c.etat WHEN 'prevue' THEN 'sans_suite' ELSE c.etat END, count(*)::int
      FROM agenda.v_convocation c
      WHERE c.entite_id = ANY (platform.entites()) AND c.le >= p_du AND c.le < p_avant
      GROUP BY 1, 2, 3
    $$;

    -- From the hearing to the first convocation that follows it, by month of the hearing; a NULL month or type stands for all of them.
    CREATE FUNCTION observatoire.delais(p_du date, p_avant date)
    RETURNS TABLE (mois date, type text, nombre integer, quartile_1 double precision, mediane double precision, quartile_3 double precision)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_temp AS $$
      WITH premieres AS (
        SELECT DISTINCT ON (c.dossier_id, c.audience_le) date_trunc('month', c.audience_le)::date AS mois, c.type, c.le - c.audience_le AS jours
        FROM agenda.v_convocation c
        WHERE c.entite_id = ANY (platform.entites()) AND c.audience_le >= p_du AND c.audience_le < p_avant AND c.etat <> 'annulee' AND c.le >= c.audience_le
        ORDER BY c.dossier_id, c.audience_le, c.le, c.heure)
      SELECT p.mois, p.type, p.n, p.q[1], p.q[2], p.q[3]
      FROM (SELECT p.mois, p.type, count(*)::int AS n, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY p.jours) AS q
            FROM premieres p GROUP BY GROUPING SETS ((p.mois, p.type), (p.mois), (p.type), ())) p
      WHERE p.n > 0
    $$;
  `.execute(db)
}
