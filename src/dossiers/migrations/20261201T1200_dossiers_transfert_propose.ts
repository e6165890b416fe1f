import { type Kysely, sql } from 'kysely'

/**
 * A transfer that is only proposed shows the person to the direction of the service that would receive, and so does one that it never received:
 * refused or withdrawn. Its other agents read nothing of somebody whom their service never followed (ADR 0046).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION dossiers.transferts_de_mon_service(p_depuis timestamptz, p_transfert uuid DEFAULT NULL)
    RETURNS TABLE (transfert_id uuid, personne_id uuid, nom_complet text, naissance_le date, sens text, de_service_id uuid, de_nom text, vers_service_id uuid,
                   vers_nom text, demandeur_nom text, motif text, propose_a timestamptz, propose_par_nom text, etat text, repondu_a timestamptz,
                   repondu_par_nom text, motif_refus text, par_silence boolean, convocations text, visible boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
      SELECT t.id, t.dossier_id, p.nom || coalesce(' (' || nullif(p.nom_usage, '') || ')', '') || ' ' || p.prenoms, p.naissance_le, t.sens, t.de_service_id, de.nom,
             t.vers_service_id, vers.nom, j.nom, t.motif, t.propose_a, a.prenom || ' ' || a.nom, t.etat, t.repondu_a, r.prenom || ' ' || r.nom, t.motif_refus,
             t.par_silence, t.convocations, dossiers.ouvert(t.dossier_id)
      FROM dossiers.transfert t
      JOIN dossiers.personne p ON p.dossier_id = t.dossier_id
      JOIN moyens.service de ON de.id = t.de_service_id
      JOIN moyens.service vers ON vers.id = t.vers_service_id
      JOIN moyens.agent a ON a.id = t.propose_par
      LEFT JOIN moyens.agent r ON r.id = t.repondu_par
      LEFT JOIN moyens.juridiction j ON j.id = t.demandeur_juridiction_id
      WHERE CASE WHEN p_transfert IS NULL THEN t.etat = 'propose' OR t.repondu_a >= p_depuis ELSE t.id = p_transfert END
        AND (t.demandeur_juridiction_id = ANY (platform.entites()) OR t.de_service_id = ANY (platform.entites())
          -- Who asked for somebody named them; who is only proposed somebody has not received them yet.
          OR (t.vers_service_id = ANY (platform.entites()) AND (t.sens = 'demande' OR t.etat = 'accepte' OR platform.fonction() IN ('dpip', 'dfspip'))))
      ORDER BY t.repondu_a DESC NULLS LAST, t.propose_a, t.id
    $$;
  `.execute(db)
}
