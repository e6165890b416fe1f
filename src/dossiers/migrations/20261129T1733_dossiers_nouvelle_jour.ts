import { type Kysely, sql } from 'kysely'

/**
 * What is mine to see is read on a day, that of the service: the base knew only its own, and a direction took over the news of an agent
 * a day late or early. `v_ma_nouvelle` goes: a view has no day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DROP FUNCTION dossiers.voir_nouvelles(uuid[], timestamptz);
    DROP VIEW dossiers.v_ma_nouvelle;
    DROP FUNCTION dossiers.mes_nouvelles();

    -- What is mine to see. Out of the périmètre (a dossier that was taken over, a request refused), only what is marked so: name and fact.
    CREATE FUNCTION dossiers.mes_nouvelles(p_le date) RETURNS TABLE (dossier_id uuid, nouvelle_id uuid, nature text, cible_id uuid, pour_le date,
      survenue_a timestamptz, par uuid, par_nom text, nom_complet text, visible boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
      WITH moi AS (SELECT a.id, a.fonction, a.fonction IN ('dpip', 'dfspip') AS encadre FROM moyens.agent a WHERE a.id = platform.compte()),
      miennes AS (
        SELECT n.* FROM moi JOIN dossiers.nouvelle n ON n.agent_id = moi.id WHERE n.reglee_a IS NULL
        UNION ALL
        -- Of an agent who has left, the direction of their entité takes it over.
        SELECT n.* FROM moi, dossiers.nouvelle n JOIN moyens.agent a ON a.id = n.agent_id
          WHERE n.reglee_a IS NULL AND n.entite_id = ANY (platform.entites()) AND moi.encadre AND a.parti_le <= p_le
        UNION ALL
        SELECT n.* FROM moi, dossiers.nouvelle n
          WHERE n.reglee_a IS NULL AND n.entite_id = ANY (platform.entites()) AND n.agent_id IS NULL AND (n.fonctions IS NULL OR moi.fonction = ANY (n.fonctions))
        UNION ALL
        SELECT n.* FROM moi JOIN dossiers.prise_en_charge p ON p.referent_id = moi.id AND p.fin_a IS NULL
          JOIN dossiers.nouvelle n ON n.dossier_id = p.dossier_id AND n.destinataire = 'referent' WHERE n.reglee_a IS NULL
        UNION ALL
        -- Nobody has the dossier in hand yet: the direction of the service that follows.
        SELECT n.* FROM moi JOIN dossiers.prise_en_charge p ON moi.encadre AND p.service_id = ANY (platform.entites()) AND p.referent_id IS NULL AND p.fin_a IS NULL
          JOIN dossiers.nouvelle n ON n.dossier_id = p.dossier_id AND n.destinataire = 'referent' WHERE n.reglee_a IS NULL
      )
      SELECT n.dossier_id, n.id, n.nature, n.cible_id, n.pour_le, n.survenue_a, n.par, a.prenom || ' ' || a.nom,
             coalesce(nullif(q.nom_usage, ''), q.nom) || ' ' || q.prenoms, dossiers.dans_mon_perimetre(n.dossier_id)
      FROM miennes n JOIN dossiers.personne q ON q.dossier_id = n.dossier_id JOIN moyens.agent a ON a.id = n.par
      WHERE n.par <> platform.compte() AND (n.hors_perimetre OR dossiers.dans_mon_perimetre(n.dossier_id))
    $$;

    -- « Vu »: one's own only, and those that are not seen yet; says which dossiers they were about.
    CREATE FUNCTION dossiers.voir_nouvelles(p_nouvelles uuid[], p_a timestamptz, p_le date) RETURNS TABLE (dossier_id uuid, nouvelle_id uuid)
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte()
        FROM dossiers.mes_nouvelles(p_le) m WHERE m.nouvelle_id = ANY (p_nouvelles) AND n.dossier_id = m.dossier_id AND n.id = m.nouvelle_id
        RETURNING n.dossier_id, n.id
    $$;
  `.execute(db)
}
