import { type Kysely, sql } from 'kysely'

/**
 * Before somebody is let in, the application's role finds and writes nothing by itself (ADR 0051). What sign-in, the seals and the
 * demonstration need is done by functions of the base, each for that alone. The opening seals the context that it sets, and a line of
 * the journals is written in the name of the account that it let in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION acces.ouvrir(p_empreinte bytea, p_compte uuid)
    RETURNS TABLE (session_id uuid, compte_id uuid, nom text, prenom text, fonction text, service_id uuid, antenne_id uuid, juridiction_id uuid,
                   entite_nom text, territoire text, fuseau text, ouverte boolean)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    #variable_conflict use_column
    DECLARE s acces.session; a moyens.agent; qui uuid := p_compte;
    BEGIN
      IF p_empreinte IS NOT NULL THEN
        SELECT * INTO s FROM acces.session x WHERE x.empreinte = p_empreinte;
        IF NOT FOUND THEN RETURN; END IF;
        qui := s.compte_id;
      END IF;
      SELECT b.* INTO a FROM moyens.agent b WHERE b.id = qui AND EXISTS (SELECT 1 FROM acces.compte x WHERE x.id = b.id);
      IF NOT FOUND THEN RETURN; END IF;
      ouverte := acces.fermeture(a.id) IS NULL AND (s.id IS NULL OR (s.fermee_a IS NULL AND s.expire_a > now()));
      IF ouverte AND s.id IS NOT NULL AND s.vue_a < now() - interval '1 minute' THEN
        UPDATE acces.session x SET vue_a = now(), expire_a = greatest(x.expire_a, least(now() + interval '1 hour', x.ouverte_a + interval '12 hours'))
        WHERE x.id = s.id;
      END IF;
      IF ouverte THEN
        PERFORM set_config('fil_rouge.compte', a.id::text, true), set_config('fil_rouge.fonction', a.fonction, true),
                set_config('fil_rouge.entites', array_remove(ARRAY[a.service_id, a.juridiction_id], NULL)::text, true);
        PERFORM platform.sceller_le_contexte();
      END IF;
      RETURN QUERY SELECT s.id, a.id, a.nom, a.prenom, a.fonction, a.service_id, a.antenne_id, a.juridiction_id,
          coalesce(v.nom, j.nom, 'Administration'), coalesce(v.territoire, 'metropole'), coalesce(v.fuseau, 'Europe/Paris'), ouverte
        FROM (SELECT) AS seule LEFT JOIN moyens.service v ON v.id = a.service_id LEFT JOIN moyens.juridiction j ON j.id = a.juridiction_id;
    END $$;

    DO $$
    DECLARE la_table regclass;
    BEGIN
      FOREACH la_table IN ARRAY ARRAY['moyens.disp', 'moyens.service', 'moyens.etablissement', 'moyens.antenne', 'moyens.juridiction',
          'moyens.service_juridiction', 'moyens.agent', 'moyens.ressort', 'moyens.ressort_import', 'creneaux.absence', 'creneaux.agenda', 'creneaux.lieu',
          'creneaux.plage', 'creneaux.type', 'creneaux.type_modele', 'messages.modele', 'acces.compte', 'acces.plafond', 'acces.sceau', 'acces.purge',
          'acces.controle_des_sceaux']::regclass[] LOOP
        CALL platform.reserver_au_contexte(la_table);
      END LOOP;
    END $$;
    ALTER POLICY lue_de_tous ON dossiers.regle_de_silence USING ((SELECT platform.compte()) IS NOT NULL);
    -- A new dossier is seen by nobody yet: it is opened in the name of who was let in.
    CREATE POLICY ouvert_en_mon_nom ON dossiers.dossier AS RESTRICTIVE FOR INSERT WITH CHECK (cree_par = (SELECT platform.compte()));
    ALTER POLICY en_mon_nom ON acces.journal_ecriture WITH CHECK (compte_id = (SELECT platform.compte()));
    ALTER POLICY en_mon_nom ON acces.journal_lecture WITH CHECK (compte_id = (SELECT platform.compte()));

    -- Tries: counted, compared and forgotten by the base alone.
    REVOKE ALL ON acces.echec_connexion FROM fil_rouge_application;
    -- How many seconds ago the try that fills each measure was made; both absent, this one is counted. Tries of one account come one after the other.
    CREATE FUNCTION acces.compter_un_essai(p_compte bytea, p_adresse bytea, p_minutes integer, p_echecs integer, p_comptes integer)
    RETURNS TABLE (compte integer, adresse integer) LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    #variable_conflict use_column
    DECLARE depuis timestamptz := now() - make_interval(mins => p_minutes);
    BEGIN
      PERFORM pg_advisory_xact_lock(hashtextextended(encode(p_compte, 'hex'), 0));
      compte := (SELECT extract(epoch FROM now() - x.a)::int FROM acces.echec_connexion x WHERE x.cle = p_compte AND x.a > depuis
        ORDER BY x.a DESC OFFSET p_echecs - 1 LIMIT 1);
      adresse := (SELECT extract(epoch FROM now() - d.a)::int FROM (SELECT max(x.a) AS a FROM acces.echec_connexion x
        WHERE x.adresse = p_adresse AND x.cle <> p_compte AND x.a > depuis GROUP BY x.cle) d ORDER BY d.a DESC OFFSET p_comptes - 1 LIMIT 1);
      IF compte IS NULL AND adresse IS NULL THEN INSERT INTO acces.echec_connexion (cle, adresse) VALUES (p_compte, p_adresse); END IF;
      RETURN NEXT;
    END $$;
    -- Whoever proved who they are has their own slips forgotten, those of no other account.
    CREATE FUNCTION acces.oublier_les_essais(p_compte uuid) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      DELETE FROM acces.echec_connexion e USING acces.compte c WHERE c.id = p_compte AND e.cle = sha256(convert_to('compte:' || c.identifiant, 'UTF8'))
    $$;
    CREATE FUNCTION acces.oublier_les_vieux_essais() RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      DELETE FROM acces.echec_connexion WHERE a < now() - interval '1 hour'
    $$;

    -- A session for who knows the password, and the line of the journal that says so, or that a try was refused; a name that nobody has leaves a line without it.
    DROP FUNCTION acces.ouvrir_session(uuid, text, bytea, text);
    CREATE FUNCTION acces.ouvrir_session(p_compte uuid, p_hache text, p_empreinte bytea, p_navigateur text, p_requete text) RETURNS uuid
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    DECLARE la_session uuid;
    BEGIN
      IF acces.mot_de_passe_juste(p_compte, p_hache) AND acces.fermeture(p_compte) IS NULL THEN
        INSERT INTO acces.session (compte_id, empreinte, navigateur, expire_a) VALUES (p_compte, p_empreinte, p_navigateur, now() + interval '1 hour')
          RETURNING id INTO la_session;
        PERFORM acces.oublier_les_essais(p_compte);
      END IF;
      INSERT INTO acces.journal_ecriture (compte_id, session_id, commande, requete)
        VALUES ((SELECT c.id FROM acces.compte c WHERE c.id = p_compte), la_session, CASE WHEN la_session IS NULL THEN 'acces.entree-refusee' ELSE 'acces.entrer' END, p_requete);
      RETURN la_session;
    END $$;
    -- Whoever is let in types their password again, and changes it: their own, no other.
    DROP FUNCTION acces.sel_de(uuid);
    CREATE FUNCTION acces.mon_sel() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT acces.sel(c.mot_de_passe) FROM acces.compte c WHERE c.id = platform.compte()
    $$;
    REVOKE ALL ON FUNCTION acces.mot_de_passe_juste(uuid, text) FROM fil_rouge_application;
    CREATE FUNCTION acces.confirmer_mot_de_passe(p_hache text) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    BEGIN
      IF NOT acces.mot_de_passe_juste(platform.compte(), p_hache) THEN RETURN false; END IF;
      PERFORM acces.oublier_les_essais(platform.compte());
      RETURN true;
    END $$;

    -- What is public by design, shown on the page of sign-in: no account of a real installation is of the demonstration.
    CREATE FUNCTION acces.comptes_de_demonstration() RETURNS TABLE (identifiant text, libelle text, fonction text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
      SELECT c.identifiant, coalesce(s.nom, j.nom, 'Administration'), a.fonction FROM acces.compte c JOIN moyens.agent a ON a.id = c.id
      LEFT JOIN moyens.service s ON s.id = a.service_id LEFT JOIN moyens.juridiction j ON j.id = a.juridiction_id WHERE c.demonstration
      ORDER BY coalesce(s.nom, j.nom) NULLS LAST, a.fonction, c.identifiant
    $$;
    -- Sealing acts for nobody: the heads of the chains are read, and a check is noted, without a context.
    CREATE FUNCTION acces.derniers_sceaux() RETURNS TABLE (journal text, rang bigint, dernier bigint, scelle_a timestamptz, cle text, empreinte text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT DISTINCT ON (s.journal) s.journal, s.rang, s.dernier, s.scelle_a, s.cle, encode(s.empreinte, 'hex') FROM acces.sceau s ORDER BY s.journal, s.rang DESC
    $$;
    REVOKE ALL ON acces.sceau FROM fil_rouge_application;
    REVOKE ALL ON acces.controle_des_sceaux FROM fil_rouge_application;
    GRANT SELECT ON acces.controle_des_sceaux TO fil_rouge_application;
    CREATE FUNCTION acces.noter_controle(p_sceaux integer, p_lignes integer, p_avec_cle boolean, p_fautes text[]) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      INSERT INTO acces.controle_des_sceaux (sceaux, lignes, avec_cle, fautes) VALUES (p_sceaux, p_lignes, p_avec_cle, p_fautes)
    $$;

    REVOKE ALL ON FUNCTION acces.compter_un_essai(bytea, bytea, integer, integer, integer), acces.oublier_les_essais(uuid), acces.oublier_les_vieux_essais(),
      acces.ouvrir_session(uuid, text, bytea, text, text), acces.mon_sel(), acces.confirmer_mot_de_passe(text), acces.comptes_de_demonstration(),
      acces.derniers_sceaux(), acces.noter_controle(integer, integer, boolean, text[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.compter_un_essai(bytea, bytea, integer, integer, integer), acces.oublier_les_vieux_essais(),
      acces.ouvrir_session(uuid, text, bytea, text, text), acces.mon_sel(), acces.confirmer_mot_de_passe(text), acces.comptes_de_demonstration(),
      acces.derniers_sceaux(), acces.noter_controle(integer, integer, boolean, text[]) TO fil_rouge_application;
  `.execute(db)
}
