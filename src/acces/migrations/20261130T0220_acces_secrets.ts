import { type Kysely, sql } from 'kysely'

/**
 * No secret leaves the base (ADR 0051). The application computes what it was given with the salt of one account, and the base says whether it
 * is right: neither a hash of a password nor that of a session is ever read. A session is opened by who knows the password, a password is
 * changed by who knows the former one, an account is made by the owner of the base, and nobody raises oneself.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    REVOKE ALL ON acces.compte, acces.session FROM fil_rouge_application;
    GRANT SELECT (id, identifiant, demonstration, cree_a, desactive_a) ON acces.compte TO fil_rouge_application;
    GRANT SELECT (id, compte_id, ouverte_a, vue_a, expire_a, fermee_a, navigateur), UPDATE (fermee_a) ON acces.session TO fil_rouge_application;

    -- What argon2id needs to compute a password again, and no more: algorithm, version, cost, salt.
    CREATE FUNCTION acces.sel(p_hache text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
      RETURN substring(p_hache FROM '^([$]argon2id[$][^$]+[$][^$]+[$][^$]+)[$]');
    CREATE FUNCTION acces.compte_de(p_identifiant text) RETURNS TABLE (id uuid, sel text, ferme boolean)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT c.id, acces.sel(c.mot_de_passe), acces.fermeture(c.id) IS NOT NULL FROM acces.compte c WHERE c.identifiant = p_identifiant
    $$;
    CREATE FUNCTION acces.sel_de(p_compte uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT acces.sel(c.mot_de_passe) FROM acces.compte c WHERE c.id = p_compte
    $$;
    CREATE FUNCTION acces.mot_de_passe_juste(p_compte uuid, p_hache text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      SELECT EXISTS (SELECT 1 FROM acces.compte c WHERE c.id = p_compte AND sha256(convert_to(c.mot_de_passe, 'UTF8')) = sha256(convert_to(p_hache, 'UTF8')))
    $$;
    -- One hour, that the opening of each transaction keeps alive; nothing, and no session, for a wrong password or an account that is closed.
    CREATE FUNCTION acces.ouvrir_session(p_compte uuid, p_hache text, p_empreinte bytea, p_navigateur text) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    BEGIN
      IF NOT acces.mot_de_passe_juste(p_compte, p_hache) OR acces.fermeture(p_compte) IS NOT NULL THEN RETURN false; END IF;
      INSERT INTO acces.session (compte_id, empreinte, navigateur, expire_a) VALUES (p_compte, p_empreinte, p_navigateur, now() + interval '1 hour');
      RETURN true;
    END $$;
    CREATE FUNCTION acces.fermer_session(p_empreinte bytea) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      UPDATE acces.session SET fermee_a = now() WHERE empreinte = p_empreinte AND fermee_a IS NULL
    $$;
    -- One's own password, by who knows the former one.
    CREATE FUNCTION acces.changer_mot_de_passe(p_ancien text, p_nouveau text) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
    BEGIN
      IF NOT acces.mot_de_passe_juste(platform.compte(), p_ancien) THEN RETURN false; END IF;
      UPDATE acces.compte SET mot_de_passe = p_nouveau WHERE id = platform.compte();
      RETURN true;
    END $$;
    REVOKE ALL ON FUNCTION acces.sel(text), acces.compte_de(text), acces.sel_de(uuid), acces.mot_de_passe_juste(uuid, text),
      acces.ouvrir_session(uuid, text, bytea, text), acces.fermer_session(bytea), acces.changer_mot_de_passe(text, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.compte_de(text), acces.sel_de(uuid), acces.mot_de_passe_juste(uuid, text),
      acces.ouvrir_session(uuid, text, bytea, text), acces.fermer_session(bytea), acces.changer_mot_de_passe(text, text) TO fil_rouge_application;

    -- The directory says what each account may do: the base keeps it as the rules do (moyens/organigramme.rules), whatever the application asks.
    CREATE FUNCTION acces.garder_l_annuaire() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    DECLARE qui moyens.agent;
    BEGIN
      SELECT * INTO qui FROM moyens.agent a WHERE a.id = platform.compte() AND acces.fermeture(a.id) IS NULL;
      IF qui.id IS NULL OR NOT (qui.fonction = 'administrateur' OR (qui.fonction = 'dfspip' AND NEW.service_id IS NOT NULL AND NEW.service_id = qui.service_id))
         OR (TG_OP = 'INSERT' AND NEW.fonction = 'administrateur')
         OR (TG_OP = 'UPDATE' AND (NEW.id, NEW.service_id, NEW.juridiction_id) IS DISTINCT FROM (OLD.id, OLD.service_id, OLD.juridiction_id))
         OR (TG_OP = 'UPDATE' AND NEW.fonction <> OLD.fonction AND (NEW.id = qui.id OR 'administrateur' IN (OLD.fonction, NEW.fonction))) THEN
        RAISE EXCEPTION 'Vous ne pouvez pas écrire cette fiche de l’annuaire : demandez à l’administrateur.'
          USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'annuaire_hors_competence';
      END IF;
      RETURN NEW;
    END $$;
    REVOKE ALL ON FUNCTION acces.garder_l_annuaire() FROM PUBLIC;
    CREATE TRIGGER annuaire_hors_competence BEFORE INSERT OR UPDATE ON moyens.agent FOR EACH ROW
      WHEN (current_user = 'fil_rouge_application') EXECUTE FUNCTION acces.garder_l_annuaire();
  `.execute(db)
}
