import { type Kysely, sql } from 'kysely'

/** The requests of a year were cut at 300 without a word: they are whole, and the page cuts them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Requests made by my entité or for it, or to it: identity, service and the state of the request, nothing of the dossier.
    CREATE OR REPLACE FUNCTION dossiers.demandes_de_mon_service(p_depuis timestamptz, p_transfert uuid DEFAULT NULL)
    RETURNS TABLE (transfert_id uuid, personne_id uuid, nom_complet text, naissance_le date, sollicite boolean, de_service_id uuid, de_nom text, de_telephone text,
                   vers_service_id uuid, vers_nom text, demandeur_nom text, motif text, demandee_le date, repondre_avant_le date, relance_jours integer,
                   silence_vaut text, regle_du date, etat text, repondu_a timestamptz, motif_refus text, par_silence boolean, visible boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
      SELECT t.id, t.dossier_id, p.nom || coalesce(' (' || nullif(p.nom_usage, '') || ')', '') || ' ' || p.prenoms, p.naissance_le, t.de_service_id = ANY (platform.entites()),
             t.de_service_id, de.nom, de.telephone, t.vers_service_id, vers.nom, j.nom, t.motif, t.demandee_le, t.repondre_avant_le, t.relance_jours,
             t.silence_vaut, t.regle_du, t.etat, t.repondu_a, t.motif_refus, t.par_silence,
             EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = t.dossier_id AND x.entite_id = ANY (platform.entites()))
      FROM dossiers.transfert t
      JOIN dossiers.personne p ON p.dossier_id = t.dossier_id
      JOIN moyens.service de ON de.id = t.de_service_id
      JOIN moyens.service vers ON vers.id = t.vers_service_id
      LEFT JOIN moyens.juridiction j ON j.id = t.demandeur_juridiction_id
      WHERE t.sens = 'demande' AND (t.etat = 'propose' OR t.repondu_a >= p_depuis OR t.id = p_transfert) AND (p_transfert IS NULL OR t.id = p_transfert)
        AND (t.vers_service_id = ANY (platform.entites()) OR t.demandeur_juridiction_id = ANY (platform.entites()) OR t.de_service_id = ANY (platform.entites()))
      ORDER BY t.etat <> 'propose', t.repondu_a DESC NULLS LAST, t.repondre_avant_le, t.id
    $$;
  `.execute(db)
}
