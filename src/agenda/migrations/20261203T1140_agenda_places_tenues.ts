import { type Kysely, sql } from 'kysely'

/**
 * In a group session, whoever is noted as come or missed keeps the place: noted before the hour, it was offered again, and a ninth was let
 * into a session of eight. Who is excused, cancelled or moved gives it back. One to one, a person received early frees the hour, as before.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION agenda.occupations(p_entite uuid, p_du date, p_au date, p_agent uuid DEFAULT NULL, p_agendas uuid[] DEFAULT NULL)
    RETURNS TABLE (agent_id uuid, agenda_id uuid, collective boolean, moments text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = agenda, pg_temp SET enable_sort = off SET max_parallel_workers_per_gather = 0 AS $$
      SELECT c.agent_id, c.agenda_id, c.collective, string_agg((((c.le - p_du) * 1440 + extract(epoch FROM c.heure)::int / 60)::bigint * 131072
             + c.duree_minutes * 256 + c.place)::text, ' ')
      FROM agenda.convocation c WHERE c.entite_id = p_entite AND c.le BETWEEN p_du AND p_au AND c.etat = 'prevue'
        AND (p_agent IS NULL OR c.agent_id = p_agent OR c.agenda_id = ANY (p_agendas))
      GROUP BY c.agent_id, c.agenda_id, c.collective
      UNION ALL
      SELECT c.agent_id, c.agenda_id, c.collective, string_agg((((c.le - p_du) * 1440 + extract(epoch FROM c.heure)::int / 60)::bigint * 131072
             + c.duree_minutes * 256 + c.place)::text, ' ')
      FROM agenda.convocation c WHERE c.entite_id = p_entite AND c.le BETWEEN p_du AND p_au AND c.collective AND c.etat IN ('honoree', 'manquee')
        AND (p_agent IS NULL OR c.agent_id = p_agent OR c.agenda_id = ANY (p_agendas))
      GROUP BY c.agent_id, c.agenda_id, c.collective
    $$;
    CREATE OR REPLACE FUNCTION agenda.place_libre(p_agenda uuid, p_creneau tsrange, p_capacite integer) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = agenda, pg_temp AS $$
      SELECT min(n)::int FROM generate_series(1, p_capacite) n
      WHERE NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.agenda_id = p_agenda AND c.place = n AND c.etat = 'prevue' AND c.creneau && p_creneau)
        AND NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.agenda_id = p_agenda AND c.le = lower(p_creneau)::date AND c.place = n
          AND c.collective AND c.etat IN ('honoree', 'manquee') AND c.creneau && p_creneau)
    $$;
  `.execute(db)
}
