import { type Kysely, sql } from 'kysely'

/**
 * A letter to print, a message that failed or waits was in nobody's box once the dossier had changed service: the former one could not read it, the
 * new one's box asked for its own. Those left so go to the service that follows today, with a line of history; a juridiction's do not move.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    WITH suivis AS (UPDATE messages.message m SET entite_id = p.service_id FROM dossiers.prise_en_charge p
      WHERE p.dossier_id = m.dossier_id AND p.fin_a IS NULL AND p.service_id <> m.entite_id
        AND m.etat IN ('a_envoyer', 'en_cours', 'incertain', 'echec', 'perime', 'a_imprimer')
        AND EXISTS (SELECT 1 FROM moyens.service s WHERE s.id = m.entite_id)
        AND NOT EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = m.dossier_id AND x.entite_id = m.entite_id)
      RETURNING m.dossier_id, m.id)
    INSERT INTO messages.evenement (dossier_id, message_id, quoi) SELECT dossier_id, id, 'transfert' FROM suivis;
  `.execute(db)
}
