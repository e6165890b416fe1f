import { type Kysely, sql } from 'kysely'

/**
 * The other direction of a transfer: a service, or a BEX for the competent service, asks for a person who is followed elsewhere.
 * Whoever asks has no périmètre on the dossier and does not get one by asking: what crosses is identity, service and the answer.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- What silence means is written by each service, for the requests made to it; a rule is dated and never rewritten.
    CREATE TABLE dossiers.regle_de_silence (
      service_id uuid NOT NULL REFERENCES moyens.service,
      du date NOT NULL,
      jours integer NOT NULL CONSTRAINT delai_de_reponse CHECK (jours BETWEEN 1 AND 90),
      relance_jours integer NOT NULL CONSTRAINT delai_de_relance CHECK (relance_jours BETWEEN 1 AND 90),
      vaut text NOT NULL CONSTRAINT silence_connu CHECK (vaut IN ('acceptation', 'rien')),
      ecrite_par uuid NOT NULL REFERENCES moyens.agent,
      ecrite_a timestamptz NOT NULL,
      CONSTRAINT une_regle_de_silence_par_jour PRIMARY KEY (service_id, du)
    );
    ALTER TABLE dossiers.regle_de_silence ENABLE ROW LEVEL SECURITY;
    CREATE POLICY lue_de_tous ON dossiers.regle_de_silence FOR SELECT USING (true);
    CREATE POLICY ecrite_par_son_service ON dossiers.regle_de_silence FOR INSERT WITH CHECK (service_id = ANY ((SELECT platform.entites())::uuid[]));
    GRANT SELECT, INSERT ON dossiers.regle_de_silence TO fil_rouge_application;
    CREATE TRIGGER regle_de_silence_definitive BEFORE UPDATE OR DELETE ON dossiers.regle_de_silence
      FOR EACH ROW EXECUTE FUNCTION platform.refuser_modification();

    ALTER TABLE dossiers.transfert
      ADD COLUMN sens text NOT NULL DEFAULT 'proposition' CONSTRAINT sens_connu CHECK (sens IN ('proposition', 'demande')),
      ADD COLUMN demandeur_juridiction_id uuid REFERENCES moyens.juridiction,
      ADD COLUMN demandee_le date,
      ADD COLUMN repondre_avant_le date,
      ADD COLUMN relance_jours integer,
      ADD COLUMN silence_vaut text CONSTRAINT silence_connu CHECK (silence_vaut IN ('acceptation', 'rien')),
      ADD COLUMN regle_du date,
      ADD COLUMN par_silence boolean NOT NULL DEFAULT false,
      ADD COLUMN convocations text CONSTRAINT devenir_connu CHECK (convocations IN ('a_decider', 'garder', 'annuler')),
      ADD CONSTRAINT regle_figee_a_la_demande CHECK (num_nonnulls(demandee_le, repondre_avant_le, relance_jours, silence_vaut) = CASE sens WHEN 'demande' THEN 4 ELSE 0 END),
      ADD CONSTRAINT juridiction_demande CHECK (demandeur_juridiction_id IS NULL OR sens = 'demande'),
      ADD CONSTRAINT reponse_apres_la_demande CHECK (repondre_avant_le > demandee_le),
      ADD CONSTRAINT silence_prevu_par_la_regle CHECK (NOT par_silence OR coalesce(sens = 'demande' AND etat = 'accepte' AND silence_vaut = 'acceptation', false));
    CREATE INDEX transfert_par_juridiction ON dossiers.transfert (demandeur_juridiction_id) WHERE demandeur_juridiction_id IS NOT NULL;
    CREATE INDEX demande_vers ON dossiers.transfert (vers_service_id) WHERE sens = 'demande';
    CREATE INDEX demande_de ON dossiers.transfert (de_service_id) WHERE sens = 'demande';

    CREATE OR REPLACE VIEW dossiers.v_transfert WITH (security_invoker = true) AS
      SELECT dossier_id, id AS transfert_id, de_service_id, vers_service_id, motif, propose_a, propose_par, etat, repondu_a, motif_refus,
             sens, repondre_avant_le, par_silence, convocations FROM dossiers.transfert;
    COMMENT ON VIEW dossiers.v_transfert IS 'NULL: repondu_a, motif_refus, repondre_avant_le, convocations';

    -- One asks for a person whom the national look-up shows under this name and this birth date, and for no other. The row is locked until the end.
    CREATE FUNCTION dossiers.personne_a_demander(p_personne uuid, p_nom text, p_naissance date)
    RETURNS TABLE (service_id uuid, service_nom text, clos boolean, en_cours boolean)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp AS $$
    #variable_conflict use_column
    BEGIN
      PERFORM 1 FROM dossiers.dossier d WHERE d.dossier_id = p_personne FOR UPDATE;
      RETURN QUERY SELECT s.id, s.nom, d.clos_a IS NOT NULL, EXISTS (SELECT 1 FROM dossiers.transfert t WHERE t.dossier_id = d.dossier_id AND t.etat = 'propose')
        FROM dossiers.dossier d
        JOIN dossiers.prise_en_charge c ON c.dossier_id = d.dossier_id AND c.fin_a IS NULL
        JOIN moyens.service s ON s.id = c.service_id
        WHERE d.dossier_id = p_personne AND d.fusionne_dans IS NULL
          AND EXISTS (SELECT 1 FROM dossiers.homonymes(p_nom, p_naissance) h WHERE h.dossier_id = p_personne);
    END $$;

    -- What the rule of silence was on the day of the request is kept with the request.
    CREATE FUNCTION dossiers.demander_dessaisissement(p_personne uuid, p_nom text, p_naissance date, p_vers uuid, p_motif text, p_a timestamptz, p_le date,
      p_avant date, p_relance integer, p_vaut text, p_regle_du date) RETURNS uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp AS $$
    DECLARE cible record; le_transfert uuid; la_juridiction uuid;
    BEGIN
      SELECT * INTO cible FROM dossiers.personne_a_demander(p_personne, p_nom, p_naissance);
      SELECT j.id INTO la_juridiction FROM moyens.juridiction j WHERE j.id = ANY (platform.entites());
      IF cible.service_id IS NULL OR cible.clos OR (la_juridiction IS NULL AND NOT p_vers = ANY (platform.entites())) THEN
        RAISE EXCEPTION 'demande impossible' USING ERRCODE = 'check_violation', CONSTRAINT = 'demande_possible';
      END IF;
      INSERT INTO dossiers.transfert (dossier_id, de_service_id, vers_service_id, motif, propose_a, propose_par, sens, demandeur_juridiction_id, demandee_le,
                                      repondre_avant_le, relance_jours, silence_vaut, regle_du)
        VALUES (p_personne, cible.service_id, p_vers, p_motif, p_a, platform.compte(), 'demande', la_juridiction, p_le, p_avant, p_relance, p_vaut, p_regle_du)
        RETURNING id INTO le_transfert;
      RETURN le_transfert;
    END $$;

    -- Requests made by my entité or for it, or to it: identity, service and the state of the request, nothing of the dossier.
    CREATE FUNCTION dossiers.demandes_de_mon_service(p_depuis timestamptz, p_transfert uuid DEFAULT NULL)
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
      ORDER BY t.etat <> 'propose', t.repondu_a DESC NULLS LAST, t.repondre_avant_le, t.id LIMIT 300
    $$;

    -- Whoever asked, or the service for which it was asked, gives up: true when the request was still waiting.
    CREATE FUNCTION dossiers.annuler_demande(p_personne uuid, p_transfert uuid, p_a timestamptz) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      PERFORM 1 FROM dossiers.dossier d WHERE d.dossier_id = p_personne FOR UPDATE;
      UPDATE dossiers.transfert t SET etat = 'annule', repondu_a = p_a, repondu_par = platform.compte()
        WHERE t.dossier_id = p_personne AND t.id = p_transfert AND t.sens = 'demande' AND t.etat = 'propose'
          AND (t.vers_service_id = ANY (platform.entites()) OR t.demandeur_juridiction_id = ANY (platform.entites()));
      RETURN FOUND;
    END $$;

    -- The delay has passed and the rule says that silence is acceptance: the service for which it was asked enters the périmètre, by an act of its own.
    CREATE FUNCTION dossiers.ouvrir_par_silence(p_personne uuid, p_transfert uuid, p_le date) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    DECLARE vers uuid;
    BEGIN
      PERFORM 1 FROM dossiers.dossier d WHERE d.dossier_id = p_personne FOR UPDATE;
      SELECT t.vers_service_id INTO vers FROM dossiers.transfert t
        WHERE t.dossier_id = p_personne AND t.id = p_transfert AND t.sens = 'demande' AND t.etat = 'propose' AND t.silence_vaut = 'acceptation'
          AND t.repondre_avant_le < p_le AND t.vers_service_id = ANY (platform.entites());
      IF vers IS NULL THEN RAISE EXCEPTION 'silence' USING ERRCODE = 'check_violation', CONSTRAINT = 'silence_constatable'; END IF;
      INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif) VALUES (p_personne, vers, 'prise_en_charge') ON CONFLICT DO NOTHING;
    END $$;

    -- The national look-up shows people out of the périmètre: each of them finds it in their own journal.
    CREATE FUNCTION dossiers.noter_rapprochement(p_personnes uuid[], p_session uuid, p_route text, p_requete text) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      INSERT INTO acces.journal_lecture (compte_id, session_id, route, dossier_id, motif, requete)
        SELECT platform.compte(), p_session, p_route, x, 'rapprochement national', p_requete FROM unnest(p_personnes) x
    $$;
  `.execute(db)
}
