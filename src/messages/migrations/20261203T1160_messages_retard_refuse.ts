import { type Kysely, sql } from 'kysely'

/** A gateway that refuses puts each message off: what it refuses is late since the first refusal, and not since the next try. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION messages.retards() RETURNS TABLE (canal text, retard double precision)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    #variable_conflict use_column
    DECLARE ici timestamptz := maintenant();
    BEGIN
      RETURN QUERY SELECT c.canal, coalesce(greatest(
        (SELECT extract(epoch FROM ici - m.envoi_a)::float8 FROM message m
          WHERE m.etat = 'a_envoyer' AND m.canal = c.canal AND m.envoi_a <= ici ORDER BY m.envoi_a LIMIT 1),
        (SELECT extract(epoch FROM ici - min(e.a))::float8
          FROM (SELECT m.dossier_id, m.id FROM message m WHERE m.etat = 'a_envoyer' AND m.canal = c.canal AND m.essais > 0
            AND m.envoi_a <= ici + interval '3 hours' ORDER BY m.envoi_a LIMIT 500) refuses
          JOIN evenement e ON e.dossier_id = refuses.dossier_id AND e.message_id = refuses.id AND e.quoi = 'refuse')), 0)
      FROM (VALUES ('courriel'), ('sms')) AS c (canal);
    END $$;
  `.execute(db)
}
