import { type Kysely, sql } from 'kysely'

/**
 * Who read a dossier, and who wrote in it, whatever their service or court: the policies of the journals show the DFSPIP the agents of the
 * service alone, and whom the person wants to hear of is the others. For whoever answers for the dossier today, and nobody else (ADR 0048).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The DFSPIP of the service that follows the person; of the last one that followed them, where the dossier is closed.
    CREATE FUNCTION dossiers.repond_du_dossier(p_dossier uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
      SELECT EXISTS (SELECT 1 FROM moyens.agent moi
        WHERE moi.id = platform.compte() AND moi.fonction = 'dfspip' AND platform.est_de('{dfspip}') AND acces.fermeture(moi.id) IS NULL
          AND moi.service_id = ANY (platform.entites())
          AND moi.service_id = (SELECT c.service_id FROM dossiers.prise_en_charge c WHERE c.dossier_id = p_dossier ORDER BY c.debut_a DESC LIMIT 1))
    $$;

    -- The lines of both journals on a dossier and on those that were merged into it; nothing for whoever does not answer for it. Of why
    -- somebody wrote, the motive of the named commands alone. No identifier of an account, nor of another dossier, comes out.
    CREATE FUNCTION dossiers.consultations(p_dossier uuid, p_motifs_de text[])
    RETURNS TABLE (genre text, id bigint, a timestamptz, acte text, motif text, agent text, fonction text, entite text, du_service boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, acces, moyens, pg_temp AS $$
      WITH RECURSIVE siens (id) AS (
        SELECT p_dossier WHERE dossiers.repond_du_dossier(p_dossier)
        UNION SELECT d.dossier_id FROM siens s JOIN dossiers.dossier d ON d.fusionne_dans = s.id),
      lignes (genre, id, a, compte_id, acte, motif) AS (
        SELECT 'lecture', l.id, l.a, l.compte_id, l.route, l.motif FROM siens s JOIN acces.journal_lecture l ON l.dossier_id = s.id
        UNION ALL SELECT 'ecriture', e.id, e.a, e.compte_id, e.commande, CASE WHEN e.commande = ANY (p_motifs_de) THEN e.motif END
          FROM siens s JOIN acces.journal_ecriture e ON e.dossier_id = s.id)
      SELECT x.genre, x.id, x.a, x.acte, x.motif, coalesce(g.prenom || ' ' || g.nom, 'Compte inconnu'), g.fonction, coalesce(s.nom, j.nom, 'Administration'),
             coalesce(g.service_id = ANY (platform.entites()), false)
      FROM lignes x LEFT JOIN moyens.agent g ON g.id = x.compte_id LEFT JOIN moyens.service s ON s.id = g.service_id
        LEFT JOIN moyens.juridiction j ON j.id = g.juridiction_id
    $$;
    COMMENT ON FUNCTION dossiers.consultations(uuid, text[]) IS 'NULL: motif, fonction';
    REVOKE ALL ON FUNCTION dossiers.repond_du_dossier(uuid), dossiers.consultations(uuid, text[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.repond_du_dossier(uuid), dossiers.consultations(uuid, text[]) TO fil_rouge_application;

    -- Read for each dossier whose readers are asked for.
    CREATE INDEX dossier_fusionne_dans ON dossiers.dossier (fusionne_dans) WHERE fusionne_dans IS NOT NULL;
  `.execute(db)
}
