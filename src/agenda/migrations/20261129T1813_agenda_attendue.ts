import { type Kysely, sql } from 'kysely'

/**
 * A person whose dossier has left a service may still be expected there: the convocation stays on its list of the day, by identity, hour and
 * place alone, with the service that follows now. Nothing else of the dossier opens, and nothing once the convocation is no longer planned.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION agenda.attendues_parties(le_jour date)
    RETURNS TABLE (convocation_id uuid, nom_complet text, naissance_le date, sexe text, heure text, lieu text, agent_nom text, suivie_par text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = agenda, pg_temp AS $$
      SELECT c.id, i.nom_complet, i.naissance_le, i.sexe, to_char(c.heure, 'HH24:MI'), c.lieu, a.nom_complet, s.nom
      FROM agenda.convocation c
      JOIN dossiers.v_identite i ON i.dossier_id = c.dossier_id
      JOIN dossiers.v_prise_en_charge_actuelle p ON p.dossier_id = c.dossier_id
      JOIN moyens.v_service s ON s.service_id = p.service_id
      LEFT JOIN moyens.v_agent a ON a.agent_id = c.agent_id
      WHERE c.le = le_jour AND c.etat = 'prevue' AND c.service_id = ANY (platform.entites())
        AND NOT EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = c.dossier_id AND x.entite_id = ANY (platform.entites()))
    $$;
    REVOKE ALL ON FUNCTION agenda.attendues_parties(date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION agenda.attendues_parties(date) TO fil_rouge_application;
  `.execute(db)
}
