import { type Kysely, sql } from 'kysely'

/** Who is still expected where they are no longer followed is shown there: the list says whose journal keeps it (ADR 0048). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DROP FUNCTION agenda.attendues_parties(date);
    CREATE FUNCTION agenda.attendues_parties(le_jour date)
    RETURNS TABLE (convocation_id uuid, personne_id uuid, nom_complet text, naissance_le date, sexe text, heure text, lieu text, agent_nom text, suivie_par text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = agenda, pg_temp AS $$
      SELECT c.id, c.dossier_id, i.nom_complet, i.naissance_le, i.sexe, to_char(c.heure, 'HH24:MI'), c.lieu, a.nom_complet, s.nom
      FROM agenda.convocation c
      JOIN dossiers.v_identite i ON i.dossier_id = c.dossier_id
      JOIN dossiers.v_prise_en_charge_actuelle p ON p.dossier_id = c.dossier_id
      JOIN moyens.v_service s ON s.service_id = p.service_id
      LEFT JOIN moyens.v_agent a ON a.agent_id = c.agent_id
      WHERE c.le = le_jour AND c.etat = 'prevue' AND c.service_id = ANY (platform.entites()) AND NOT dossiers.dans_mon_perimetre(c.dossier_id)
    $$;
    REVOKE ALL ON FUNCTION agenda.attendues_parties(date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION agenda.attendues_parties(date) TO fil_rouge_application;
  `.execute(db)
}
