import { type Kysely, sql } from 'kysely'

/** What became of a transfer is read by both services, whoever follows the person since; and who is of the direction that is told is not told twice. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Transfers and requests of my entité, whichever way: identity, services, what was said and answered, nothing of the dossier.
    CREATE FUNCTION dossiers.transferts_de_mon_service(p_depuis timestamptz, p_transfert uuid DEFAULT NULL)
    RETURNS TABLE (transfert_id uuid, personne_id uuid, nom_complet text, naissance_le date, sens text, de_service_id uuid, de_nom text, vers_service_id uuid,
                   vers_nom text, demandeur_nom text, motif text, propose_a timestamptz, propose_par_nom text, etat text, repondu_a timestamptz,
                   repondu_par_nom text, motif_refus text, par_silence boolean, convocations text, visible boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
      SELECT t.id, t.dossier_id, p.nom || coalesce(' (' || nullif(p.nom_usage, '') || ')', '') || ' ' || p.prenoms, p.naissance_le, t.sens, t.de_service_id, de.nom,
             t.vers_service_id, vers.nom, j.nom, t.motif, t.propose_a, a.prenom || ' ' || a.nom, t.etat, t.repondu_a, r.prenom || ' ' || r.nom, t.motif_refus,
             t.par_silence, t.convocations,
             EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = t.dossier_id AND x.entite_id = ANY (platform.entites()))
      FROM dossiers.transfert t
      JOIN dossiers.personne p ON p.dossier_id = t.dossier_id
      JOIN moyens.service de ON de.id = t.de_service_id
      JOIN moyens.service vers ON vers.id = t.vers_service_id
      JOIN moyens.agent a ON a.id = t.propose_par
      LEFT JOIN moyens.agent r ON r.id = t.repondu_par
      LEFT JOIN moyens.juridiction j ON j.id = t.demandeur_juridiction_id
      WHERE CASE WHEN p_transfert IS NULL THEN t.etat = 'propose' OR t.repondu_a >= p_depuis ELSE t.id = p_transfert END
        AND (t.vers_service_id = ANY (platform.entites()) OR t.demandeur_juridiction_id = ANY (platform.entites()) OR t.de_service_id = ANY (platform.entites()))
      ORDER BY t.repondu_a DESC NULLS LAST, t.propose_a, t.id
    $$;

    CREATE OR REPLACE FUNCTION dossiers.prevenir(p_dossier uuid, p_destinataires jsonb, p_nature text, p_cible uuid, p_pour_le date, p_hors boolean, p_a timestamptz)
    RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
    DECLARE d record; l_entite uuid; l_genre text; le_referent uuid;
    BEGIN
      IF NOT dossiers.dans_mon_perimetre(p_dossier) THEN RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege'; END IF;
      SELECT p.referent_id INTO le_referent FROM dossiers.prise_en_charge p WHERE p.dossier_id = p_dossier AND p.fin_a IS NULL;
      FOR d IN SELECT DISTINCT x.agent, x.entite, x.fonctions, coalesce(x.referent, false) AS referent
               FROM jsonb_to_recordset(p_destinataires) AS x (agent uuid, entite uuid, fonctions text[], referent boolean) LOOP
        CONTINUE WHEN d.agent = platform.compte();
        CONTINUE WHEN d.referent AND le_referent = platform.compte();
        CONTINUE WHEN d.agent = le_referent AND p_destinataires @> '[{"referent": true}]';
        -- Named, and of those functions of that entité who are told: one line is enough.
        CONTINUE WHEN d.agent IS NOT NULL AND EXISTS (
          SELECT 1 FROM jsonb_to_recordset(p_destinataires) AS y (entite uuid, fonctions text[]) JOIN moyens.agent a ON a.id = d.agent
          WHERE y.entite = coalesce(a.service_id, a.juridiction_id) AND (y.fonctions IS NULL OR a.fonction = ANY (y.fonctions)));
        l_entite := coalesce(d.entite, (SELECT coalesce(a.service_id, a.juridiction_id) FROM moyens.agent a WHERE a.id = d.agent));
        l_genre := CASE WHEN d.referent THEN 'referent' WHEN d.agent IS NOT NULL THEN 'agent' ELSE 'entite' END;
        UPDATE dossiers.nouvelle n SET reglee_a = p_a, reglee_par = platform.compte()
          WHERE n.dossier_id = p_dossier AND n.reglee_a IS NULL AND n.nature = p_nature AND n.cible_id IS NOT DISTINCT FROM p_cible AND n.destinataire = l_genre
            AND n.agent_id IS NOT DISTINCT FROM d.agent AND n.entite_id IS NOT DISTINCT FROM l_entite AND n.fonctions IS NOT DISTINCT FROM d.fonctions;
        INSERT INTO dossiers.nouvelle (dossier_id, destinataire, agent_id, entite_id, fonctions, nature, cible_id, pour_le, hors_perimetre, par, survenue_a)
          VALUES (p_dossier, l_genre, d.agent, l_entite, d.fonctions, p_nature, p_cible, p_pour_le, p_hors, platform.compte(), p_a);
      END LOOP;
    END $$;
  `.execute(db)
}
