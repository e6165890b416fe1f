import { type Kysely, sql } from 'kysely'

/**
 * A request is withdrawn by whoever made it: the service that a court named could end the court's request, without a word. It declines by an act of
 * its own, with its reason. The direction of that service is told when it is named, and who asked when it declines: neither has the périmètre of
 * the dossier, which « prevenir » asks for.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE dossiers.transfert DROP CONSTRAINT etat_connu, DROP CONSTRAINT refus_motive,
      ADD CONSTRAINT etat_connu CHECK (etat IN ('propose', 'accepte', 'refuse', 'annule', 'decline')),
      ADD CONSTRAINT refus_motive CHECK (etat NOT IN ('refuse', 'decline') OR coalesce(btrim(motif_refus) <> '', false)),
      ADD CONSTRAINT decline_par_le_service_designe CHECK (etat <> 'decline' OR demandeur_juridiction_id IS NOT NULL);

    CREATE OR REPLACE FUNCTION dossiers.annuler_demande(p_personne uuid, p_transfert uuid) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF platform.compte() IS NULL THEN RAISE EXCEPTION 'pour_personne' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'pour_personne'; END IF;
      PERFORM 1 FROM dossiers.dossier d WHERE d.dossier_id = p_personne FOR UPDATE;
      UPDATE dossiers.transfert t SET etat = 'annule', repondu_a = now(), repondu_par = platform.compte()
        WHERE t.dossier_id = p_personne AND t.id = p_transfert AND t.sens = 'demande' AND t.etat = 'propose'
          AND coalesce(t.demandeur_juridiction_id, t.vers_service_id) = ANY ((SELECT platform.entites())::uuid[]);
      RETURN FOUND;
    END $$;

    -- The direction of the service that a juridiction named does not want the person: true when the request was still waiting.
    CREATE FUNCTION dossiers.decliner_demande(p_personne uuid, p_transfert uuid, p_motif text) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF platform.compte() IS NULL THEN RAISE EXCEPTION 'pour_personne' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'pour_personne'; END IF;
      PERFORM 1 FROM dossiers.dossier d WHERE d.dossier_id = p_personne FOR UPDATE;
      UPDATE dossiers.transfert t SET etat = 'decline', motif_refus = p_motif, repondu_a = now(), repondu_par = platform.compte()
        WHERE t.dossier_id = p_personne AND t.id = p_transfert AND t.demandeur_juridiction_id IS NOT NULL AND t.etat = 'propose'
          AND t.vers_service_id = ANY ((SELECT platform.entites())::uuid[]) AND platform.fonction() IN ('dpip', 'dfspip');
      RETURN FOUND;
    END $$;

    -- What one of the two says of the court's request the other reads: the direction of the service named, or whoever asked. What was told before is settled.
    CREATE FUNCTION dossiers.dire_la_demande(p_personne uuid, p_transfert uuid, p_nature text, p_a timestamptz) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    DECLARE la_demande dossiers.transfert; du_tribunal boolean;
    BEGIN
      SELECT t.* INTO la_demande FROM dossiers.transfert t
        WHERE t.dossier_id = p_personne AND t.id = p_transfert AND t.demandeur_juridiction_id IS NOT NULL;
      du_tribunal := la_demande.demandeur_juridiction_id = ANY ((SELECT platform.entites())::uuid[]);
      IF platform.compte() IS NULL OR NOT coalesce(du_tribunal OR la_demande.vers_service_id = ANY ((SELECT platform.entites())::uuid[]), false) THEN
        RAISE EXCEPTION 'pour_personne' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'pour_personne';
      END IF;
      UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte()
        WHERE n.dossier_id = p_personne AND n.cible_id = p_transfert AND n.entite_id = la_demande.vers_service_id AND n.reglee_a IS NULL;
      INSERT INTO dossiers.nouvelle (dossier_id, destinataire, agent_id, entite_id, fonctions, nature, cible_id, hors_perimetre, par, survenue_a)
        SELECT p_personne, CASE WHEN du_tribunal THEN 'entite' ELSE 'agent' END, CASE WHEN NOT du_tribunal THEN la_demande.propose_par END,
               CASE WHEN du_tribunal THEN la_demande.vers_service_id ELSE la_demande.demandeur_juridiction_id END,
               CASE WHEN du_tribunal THEN '{dfspip,dpip}'::text[] END, p_nature, p_transfert, true, platform.compte(), p_a;
    END $$;
    REVOKE ALL ON FUNCTION dossiers.decliner_demande(uuid, uuid, text), dossiers.dire_la_demande(uuid, uuid, text, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.decliner_demande(uuid, uuid, text), dossiers.dire_la_demande(uuid, uuid, text, timestamptz)
      TO fil_rouge_application;
  `.execute(db)
}
