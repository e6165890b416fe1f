import { type Kysely, sql } from 'kysely'

/**
 * When a transfer is proposed and when it is answered are instants of the base (ADR 0051), and what was proposed or asked changes no more: whoever
 * had the dossier could write again the delays and the rule of silence of a request, its motif, or an answer that was given. A proposal is added
 * without an answer, and a request by the function that reads its rule.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE dossiers.transfert ALTER COLUMN propose_a SET DEFAULT now();
    REVOKE INSERT, UPDATE ON dossiers.transfert FROM fil_rouge_application;
    GRANT INSERT (dossier_id, id, de_service_id, vers_service_id, motif, propose_par, etat, repondu_a, repondu_par, motif_refus, par_silence, convocations)
      ON dossiers.transfert TO fil_rouge_application;
    GRANT UPDATE (dossier_id, etat, repondu_a, repondu_par, motif_refus, par_silence, convocations) ON dossiers.transfert TO fil_rouge_application;

    CREATE POLICY sans_reponse ON dossiers.transfert AS RESTRICTIVE FOR INSERT WITH CHECK (etat = 'propose');

    CREATE FUNCTION dossiers.refuser_une_autre_reponse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'Une réponse à un transfert se donne une fois, à l’instant où elle est écrite.'
        USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'reponse_de_cet_instant';
    END $$;
    CREATE TRIGGER reponse_de_cet_instant BEFORE UPDATE OF etat, repondu_a, repondu_par, motif_refus, par_silence, convocations ON dossiers.transfert
      FOR EACH ROW WHEN (current_user = 'fil_rouge_application' AND (OLD.etat <> 'propose' OR NEW.repondu_a IS DISTINCT FROM now()))
      EXECUTE FUNCTION dossiers.refuser_une_autre_reponse();

    DROP FUNCTION dossiers.demander_dessaisissement(uuid, text, date, uuid, text, timestamptz, date, integer, integer);
    CREATE FUNCTION dossiers.demander_dessaisissement(p_personne uuid, p_nom text, p_naissance date, p_vers uuid, p_motif text, p_le date, p_jours integer, p_relance integer)
    RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp AS $$
    DECLARE cible record; le_transfert uuid; la_juridiction uuid; la_regle dossiers.regle_de_silence;
    BEGIN
      IF platform.compte() IS NULL THEN RAISE EXCEPTION 'pour_personne' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'pour_personne'; END IF;
      SELECT * INTO cible FROM dossiers.personne_a_demander(p_personne, p_nom, p_naissance);
      SELECT j.id INTO la_juridiction FROM moyens.juridiction j WHERE j.id = ANY ((SELECT platform.entites())::uuid[]);
      IF cible.service_id IS NULL OR cible.clos OR (la_juridiction IS NULL AND NOT p_vers = ANY ((SELECT platform.entites())::uuid[])) THEN
        RAISE EXCEPTION 'demande impossible' USING ERRCODE = 'check_violation', CONSTRAINT = 'demande_possible';
      END IF;
      -- What the service that follows wrote for that day, in calendar days; without a rule, the delays of the tool, and silence decides nothing.
      SELECT r.* INTO la_regle FROM dossiers.regle_de_silence r WHERE r.service_id = cible.service_id AND r.du <= p_le ORDER BY r.du DESC LIMIT 1;
      INSERT INTO dossiers.transfert (dossier_id, de_service_id, vers_service_id, motif, propose_par, sens, demandeur_juridiction_id, demandee_le,
                                      repondre_avant_le, relance_jours, silence_vaut, regle_du)
        VALUES (p_personne, cible.service_id, p_vers, p_motif, platform.compte(), 'demande', la_juridiction, p_le,
          p_le + coalesce(la_regle.jours, p_jours), coalesce(la_regle.relance_jours, p_relance), coalesce(la_regle.vaut, 'rien'), la_regle.du)
        RETURNING id INTO le_transfert;
      RETURN le_transfert;
    END $$;
    DROP FUNCTION dossiers.annuler_demande(uuid, uuid, timestamptz);
    CREATE FUNCTION dossiers.annuler_demande(p_personne uuid, p_transfert uuid)
    RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF platform.compte() IS NULL THEN RAISE EXCEPTION 'pour_personne' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'pour_personne'; END IF;
      PERFORM 1 FROM dossiers.dossier d WHERE d.dossier_id = p_personne FOR UPDATE;
      UPDATE dossiers.transfert t SET etat = 'annule', repondu_a = now(), repondu_par = platform.compte()
        WHERE t.dossier_id = p_personne AND t.id = p_transfert AND t.sens = 'demande' AND t.etat = 'propose'
          AND (t.vers_service_id = ANY ((SELECT platform.entites())::uuid[]) OR t.demandeur_juridiction_id = ANY ((SELECT platform.entites())::uuid[]));
      RETURN FOUND;
    END $$;
    REVOKE ALL ON FUNCTION dossiers.demander_dessaisissement(uuid, text, date, uuid, text, date, integer, integer), dossiers.annuler_demande(uuid, uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.demander_dessaisissement(uuid, text, date, uuid, text, date, integer, integer), dossiers.annuler_demande(uuid, uuid)
      TO fil_rouge_application;
  `.execute(db)
}
