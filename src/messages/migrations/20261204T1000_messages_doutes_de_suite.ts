import { type Kysely, sql } from 'kysely'

/**
 * What a gateway leaves in doubt does not leave by it either: a message sent again after a doubt is late since the first one, and three in a row
 * that were answered by nothing that can be read are late since the first was taken, until one is taken for good.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX message_accepte ON messages.message (canal, pris_a) WHERE etat IN ('envoye', 'recu');
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
            AND m.envoi_a <= ici + interval '3 hours' ORDER BY m.envoi_a LIMIT 500) remis
          JOIN evenement e ON e.dossier_id = remis.dossier_id AND e.message_id = remis.id AND e.quoi IN ('refuse', 'doute')),
        (SELECT extract(epoch FROM ici - min(m.pris_a))::float8 FROM message m
          WHERE m.etat = 'incertain' AND m.canal = c.canal AND m.pris_a > coalesce((SELECT a.pris_a FROM message a
            WHERE a.etat IN ('envoye', 'recu') AND a.canal = c.canal AND a.pris_a IS NOT NULL ORDER BY a.pris_a DESC LIMIT 1), '-infinity')
          HAVING count(*) >= 3)), 0)
      FROM (VALUES ('courriel'), ('sms')) AS c (canal);
    END $$;
  `.execute(db)
}
