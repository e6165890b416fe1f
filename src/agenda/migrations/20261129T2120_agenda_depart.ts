import { type Kysely, sql } from 'kysely'

/**
 * Who records a departure may see no dossier: what it puts to be decided is listed for all, from the day that the directory says. A departure
 * put off or withdrawn takes its lines back. Departures recorded until now by such an account listed nothing: theirs are listed here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION agenda.suivre_le_depart(p_agent uuid, p_detail text, p_aujourdhui date, p_a timestamptz) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = agenda, moyens, pg_temp AS $$
    DECLARE le_depart date := (SELECT parti_le FROM moyens.agent WHERE id = p_agent);
    BEGIN
      UPDATE agenda.a_decider d SET decision = 'sans_objet', decidee_par = platform.compte(), decidee_a = p_a
        FROM agenda.convocation c WHERE c.dossier_id = d.dossier_id AND c.id = d.convocation_id AND c.agent_id = p_agent
          AND d.motif = 'depart' AND d.decidee_a IS NULL AND (le_depart IS NULL OR c.le < le_depart);
      INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, detail, par)
        SELECT c.dossier_id, c.id, 'depart', p_detail, platform.compte() FROM agenda.convocation c
        JOIN dossiers.dossier x ON x.dossier_id = c.dossier_id
        WHERE c.agent_id = p_agent AND c.etat = 'prevue' AND x.clos_a IS NULL AND c.le >= greatest(le_depart, p_aujourdhui) AND le_depart IS NOT NULL
        ON CONFLICT DO NOTHING;
    END $$;
    REVOKE ALL ON FUNCTION agenda.suivre_le_depart(uuid, text, date, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION agenda.suivre_le_depart(uuid, text, date, timestamptz) TO fil_rouge_application;

    INSERT INTO agenda.a_decider (dossier_id, convocation_id, motif, detail)
      SELECT c.dossier_id, c.id, 'depart', 'L’agent quitte le service.' FROM agenda.convocation c
      JOIN moyens.agent a ON a.id = c.agent_id JOIN dossiers.dossier x ON x.dossier_id = c.dossier_id
      WHERE c.etat = 'prevue' AND x.clos_a IS NULL AND c.le >= greatest(a.parti_le, current_date) AND a.parti_le IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM agenda.a_decider d WHERE d.dossier_id = c.dossier_id AND d.convocation_id = c.id AND d.motif = 'depart')
      ON CONFLICT DO NOTHING;
  `.execute(db)
}
