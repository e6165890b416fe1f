import { type Kysely, sql } from 'kysely'

/**
 * What waits for somebody who has left, is suspended or works elsewhere waits for the direction of where it was; who moved reads nothing more
 * of their former service in « Pour moi », not even a name.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Does this agent work in this entité on this day, with an access that is not suspended?
    CREATE FUNCTION acces.est_la(p_agent uuid, p_entite uuid, p_le date) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT EXISTS (SELECT 1 FROM moyens.agent a WHERE a.id = p_agent AND coalesce(a.service_id, a.juridiction_id) = p_entite
        AND (a.parti_le IS NULL OR a.parti_le > p_le) AND NOT EXISTS (SELECT 1 FROM acces.compte c WHERE c.id = a.id AND c.desactive_a <= now()))
    $$;
    REVOKE ALL ON FUNCTION acces.est_la(uuid, uuid, date) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.est_la(uuid, uuid, date) TO fil_rouge_application;

    CREATE OR REPLACE FUNCTION dossiers.nouvelles_adressees(p_le date) RETURNS TABLE (dossier_id uuid, nouvelle_id uuid, nature text, cible_id uuid, pour_le date,
      survenue_a timestamptz, par uuid, par_nom text, nom_complet text, visible boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
      WITH moi AS (SELECT a.id, a.fonction, a.fonction IN ('dpip', 'dfspip', 'jap') AS encadre FROM moyens.agent a WHERE a.id = platform.compte()),
      miennes AS (
        SELECT n.* FROM moi JOIN dossiers.nouvelle n ON n.agent_id = moi.id WHERE n.reglee_a IS NULL AND (n.entite_id IS NULL OR n.entite_id = ANY (platform.entites()))
        UNION ALL
        -- Of somebody who has left, is suspended or works elsewhere now, the direction of their service takes it over, or the other judges of their court.
        SELECT n.* FROM moi, dossiers.nouvelle n
          WHERE n.reglee_a IS NULL AND n.agent_id IS NOT NULL AND n.entite_id = ANY (platform.entites()) AND moi.encadre AND NOT acces.est_la(n.agent_id, n.entite_id, p_le)
        UNION ALL
        SELECT n.* FROM moi, dossiers.nouvelle n
          WHERE n.reglee_a IS NULL AND n.entite_id = ANY (platform.entites()) AND n.agent_id IS NULL AND (n.fonctions IS NULL OR moi.fonction = ANY (n.fonctions))
        UNION ALL
        SELECT n.* FROM moi JOIN dossiers.prise_en_charge p ON p.referent_id = moi.id AND p.fin_a IS NULL AND p.service_id = ANY (platform.entites())
          JOIN dossiers.nouvelle n ON n.dossier_id = p.dossier_id AND n.destinataire = 'referent' WHERE n.reglee_a IS NULL
        UNION ALL
        -- Nobody has the dossier in hand yet, or whoever had it has left: the direction of the service that follows.
        SELECT n.* FROM moi JOIN dossiers.prise_en_charge p ON moi.encadre AND p.service_id = ANY (platform.entites()) AND p.fin_a IS NULL
            AND (p.referent_id IS NULL OR NOT acces.est_la(p.referent_id, p.service_id, p_le))
          JOIN dossiers.nouvelle n ON n.dossier_id = p.dossier_id AND n.destinataire = 'referent' WHERE n.reglee_a IS NULL
      )
      SELECT n.dossier_id, n.id, n.nature, n.cible_id, n.pour_le, n.survenue_a, n.par, a.prenom || ' ' || a.nom,
             coalesce(nullif(q.nom_usage, ''), q.nom) || ' ' || q.prenoms, dossiers.dans_mon_perimetre(n.dossier_id)
      FROM miennes n JOIN dossiers.personne q ON q.dossier_id = n.dossier_id JOIN moyens.agent a ON a.id = n.par
      WHERE n.par <> platform.compte() AND (n.hors_perimetre OR dossiers.dans_mon_perimetre(n.dossier_id))
    $$;
  `.execute(db)
}
