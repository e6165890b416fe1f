import { type Kysely, sql } from 'kysely'

/**
 * Who is still expected here though the dossier has left: looked for by the place and the day, which have an index, and not by the service
 * alone, for which every convocation of the day in the country was read. Whoever is followed here is set aside before the périmètre is asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION agenda.attendues_parties(le_jour date)
    RETURNS TABLE (convocation_id uuid, personne_id uuid, nom_complet text, naissance_le date, sexe text, heure text, lieu text, agent_nom text, suivie_par text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = agenda, pg_temp AS $$
      SELECT c.id, c.dossier_id, i.nom_complet, i.naissance_le, i.sexe, to_char(c.heure, 'HH24:MI'), c.lieu, a.nom_complet, s.nom
      FROM agenda.convocation c
      JOIN dossiers.v_prise_en_charge_actuelle p ON p.dossier_id = c.dossier_id AND p.service_id <> c.service_id
      JOIN dossiers.v_identite i ON i.dossier_id = c.dossier_id
      JOIN moyens.v_service s ON s.service_id = p.service_id
      LEFT JOIN moyens.v_agent a ON a.agent_id = c.agent_id
      WHERE c.le = le_jour AND c.etat = 'prevue' AND c.entite_id = (SELECT platform.entite()) AND NOT dossiers.dans_mon_perimetre(c.dossier_id)
    $$;
  `.execute(db)
}
