import { type Kysely, sql } from 'kysely'

/**
 * What the sending process may do to the queue (ADR 0024): take what is due, say what became of it, and nothing else. It has no agent,
 * so row-level security shows it no message; these functions give it a number, a text and a key, never a name nor a dossier.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- A channel without gateway must not slow the other: what waits for it is skipped by the index.
    CREATE INDEX message_du ON messages.message (canal, envoi_a, id) WHERE etat = 'a_envoyer';
    CREATE INDEX message_par_id ON messages.message (id);
    CREATE INDEX message_relance_par_reference ON messages.message (reference) WHERE etat = 'a_envoyer' AND essais > 0;
    CREATE INDEX message_incertain ON messages.message (fournisseur, change_a) WHERE etat = 'incertain';
    CREATE INDEX message_a_perimer ON messages.message (utile_jusqua) WHERE etat = 'a_envoyer';

    -- What a provider knows a message by: its number, and how many times an agent sent it again on purpose. It says nothing of the dossier.
    CREATE FUNCTION messages.id_de_cle(p_cle text) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN CASE WHEN p_cle ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-[0-9]+)?$' THEN left(p_cle, 36)::uuid END;

    CREATE FUNCTION messages.neuf_chiffres(numero text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
      RETURN right(regexp_replace(numero, '[^0-9]', '', 'g'), 9);

    -- Wakes the sending processes when the transaction that wrote a message that is due ends.
    CREATE FUNCTION messages.prevenir_l_envoi() RETURNS trigger LANGUAGE plpgsql SET search_path = messages, pg_temp AS $$
    BEGIN
      PERFORM pg_notify('messages_envoi', '');
      RETURN NULL;
    END $$;
    CREATE TRIGGER prevenir_l_envoi AFTER INSERT OR UPDATE OF etat, envoi_a ON messages.message FOR EACH ROW
      WHEN (NEW.etat = 'a_envoyer' AND NEW.canal <> 'lettre' AND NEW.envoi_a <= now() + interval '5 seconds') EXECUTE FUNCTION messages.prevenir_l_envoi();

    -- A process that lives holds this lock in its own session: it is freed by the end of the process, however it ends.
    CREATE FUNCTION messages.tenir(p_qui text, p_canaux text[]) RETURNS boolean LANGUAGE sql VOLATILE
      RETURN pg_try_advisory_lock(hashtext('messages.envoi'), hashtext(p_qui))
        AND (SELECT bool_and(pg_try_advisory_lock_shared(hashtext('messages.canal'), hashtext(c))) FROM unnest(p_canaux || 'envoi'::text) c);
    -- How many living processes send by a channel (« sms », « courriel »; « envoi »: by any): with none, nothing leaves by it and the screen must say so.
    CREATE FUNCTION messages.travailleurs(p_canal text DEFAULT 'envoi') RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER SET search_path = messages, pg_temp
      RETURN (SELECT count(*)::int FROM pg_locks l JOIN pg_database d ON d.oid = l.database
              WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2 AND d.datname = current_database()
                AND l.classid = (hashtext('messages.canal')::bigint & 4294967295)::oid AND l.objid = (hashtext(p_canal)::bigint & 4294967295)::oid);

    -- What will not leave: too late to be useful, or opposed since it was written.
    CREATE FUNCTION messages.ecarter(p_maintenant timestamptz) RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE n integer; m integer;
    BEGIN
      WITH tard AS (SELECT x.dossier_id, x.id FROM message x WHERE x.etat = 'a_envoyer' AND x.utile_jusqua <= p_maintenant LIMIT 500 FOR UPDATE SKIP LOCKED),
      dit AS (UPDATE message x SET etat = 'perime', change_a = p_maintenant, erreur = coalesce(x.erreur, 'Il n’a pas pu partir tant qu’il était utile.')
              FROM tard t WHERE x.dossier_id = t.dossier_id AND x.id = t.id RETURNING x.dossier_id, x.id, x.erreur)
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail) SELECT d.dossier_id, d.id, 'perime', p_maintenant, d.erreur FROM dit d;
      GET DIAGNOSTICS n = ROW_COUNT;
      WITH oppose AS (SELECT x.dossier_id, x.id FROM message x WHERE x.etat = 'a_envoyer' AND x.envoi_a <= p_maintenant
                        AND EXISTS (SELECT 1 FROM opposition o WHERE o.dossier_id = x.dossier_id AND o.canal = x.canal AND o.levee_a IS NULL)
                      LIMIT 500 FOR UPDATE OF x SKIP LOCKED),
      dit AS (UPDATE message x SET etat = 'annule', change_a = p_maintenant, erreur = 'La personne a demandé à ne plus recevoir de messages.'
              FROM oppose t WHERE x.dossier_id = t.dossier_id AND x.id = t.id RETURNING x.dossier_id, x.id, x.erreur)
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail) SELECT d.dossier_id, d.id, 'annule', p_maintenant, d.erreur FROM dit d;
      GET DIAGNOSTICS m = ROW_COUNT;
      RETURN n + m;
    END $$;

    -- Takes what is due: two processes never take the same row, and each is in doubt from here on until its end is said.
    CREATE FUNCTION messages.prendre(p_qui text, p_fournisseur text, p_canal text, p_combien integer, p_maintenant timestamptz)
    RETURNS TABLE (cle text, destinataire text, sujet text, texte text, reference integer, fuseau text, utile_jusqua timestamptz, essais integer, jeton text)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    #variable_conflict use_column
    BEGIN
      RETURN QUERY WITH dus AS MATERIALIZED (
        SELECT m.dossier_id, m.id FROM message m
        WHERE m.etat = 'a_envoyer' AND m.canal = p_canal AND m.envoi_a <= p_maintenant AND m.utile_jusqua > p_maintenant
          AND NOT EXISTS (SELECT 1 FROM opposition o WHERE o.dossier_id = m.dossier_id AND o.canal = m.canal AND o.levee_a IS NULL)
        ORDER BY m.envoi_a, m.id LIMIT p_combien FOR UPDATE OF m SKIP LOCKED),
      pris AS (UPDATE message m SET etat = 'en_cours', pris_par = p_qui, pris_a = p_maintenant, fournisseur = p_fournisseur, fournisseur_ref = NULL, essais = m.essais + 1, change_a = p_maintenant
        FROM dus d WHERE m.dossier_id = d.dossier_id AND m.id = d.id
        RETURNING m.dossier_id, m.id, m.destinataire, m.sujet, m.texte, m.reference, m.fuseau, m.utile_jusqua, m.essais),
      dits AS (INSERT INTO evenement (dossier_id, message_id, quoi, a, detail) SELECT p.dossier_id, p.id, 'pris', p_maintenant, p_fournisseur FROM pris p)
      SELECT p.id || coalesce('-' || nullif((SELECT count(*) FROM evenement e WHERE e.dossier_id = p.dossier_id AND e.message_id = p.id AND e.quoi = 'renvoye'), 0), ''),
             p.destinataire, p.sujet, p.texte, p.reference, p.fuseau, p.utile_jusqua, p.essais, l.jeton
      FROM pris p LEFT JOIN lien_arret l ON l.dossier_id = p.dossier_id;
    END $$;

    -- The end of a try, by the process that took it: « differe » gives it back untouched, « refuse » after a temporary refusal, « echec » for good, « doute »
    -- when nobody knows whether it left. « accepte » is true whoever says it and whatever we believed since.
    CREATE FUNCTION messages.noter_essai(p_cle text, p_qui text, p_quoi text, p_fournisseur text, p_ref text, p_detail text, p_envoi_a timestamptz, p_maintenant timestamptz)
    RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE m message; suivant text;
    BEGIN
      SELECT * INTO m FROM message x WHERE x.id = id_de_cle(p_cle) FOR UPDATE;
      IF NOT FOUND THEN RETURN false; END IF;
      IF p_quoi = 'accepte' THEN
        suivant := CASE WHEN m.etat IN ('en_cours', 'incertain', 'a_envoyer') THEN 'envoye' ELSE m.etat END;
        UPDATE message x SET etat = suivant, fournisseur = p_fournisseur, fournisseur_ref = coalesce(p_ref, x.fournisseur_ref), change_a = p_maintenant,
            erreur = CASE WHEN suivant = 'envoye' THEN NULL ELSE x.erreur END WHERE x.dossier_id = m.dossier_id AND x.id = m.id;
      ELSE
        IF m.etat <> 'en_cours' OR m.pris_par IS DISTINCT FROM p_qui THEN RETURN false; END IF;
        suivant := CASE p_quoi WHEN 'echec' THEN 'echec' WHEN 'doute' THEN 'incertain'
          ELSE CASE WHEN p_envoi_a >= m.utile_jusqua THEN 'perime' ELSE 'a_envoyer' END END;
        UPDATE message x SET etat = suivant, change_a = p_maintenant, erreur = coalesce(p_detail, x.erreur),
            envoi_a = CASE WHEN suivant = 'a_envoyer' THEN p_envoi_a ELSE x.envoi_a END,
            essais = x.essais - CASE WHEN p_quoi = 'differe' THEN 1 ELSE 0 END WHERE x.dossier_id = m.dossier_id AND x.id = m.id;
      END IF;
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail)
      VALUES (m.dossier_id, m.id, CASE WHEN suivant = 'perime' THEN 'perime' ELSE p_quoi END, p_maintenant, coalesce(p_detail, p_ref));
      RETURN true;
    END $$;

    -- What a process had taken when it died is in doubt: its lock is free, nobody will say its end.
    CREATE FUNCTION messages.reprendre(p_qui text, p_maintenant timestamptz) RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE mort text; n integer; total integer := 0;
    BEGIN
      FOR mort IN SELECT DISTINCT m.pris_par FROM message m WHERE m.etat = 'en_cours' AND m.pris_par <> p_qui LOOP
        CONTINUE WHEN NOT pg_try_advisory_xact_lock(hashtext('messages.envoi'), hashtext(mort));
        WITH orphelins AS (UPDATE message m SET etat = 'incertain', change_a = p_maintenant, erreur = 'L’envoi s’est arrêté avant la réponse de l’opérateur.'
                           WHERE m.etat = 'en_cours' AND m.pris_par = mort RETURNING m.dossier_id, m.id, m.erreur)
        INSERT INTO evenement (dossier_id, message_id, quoi, a, detail) SELECT o.dossier_id, o.id, 'doute', p_maintenant, o.erreur FROM orphelins o;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
      END LOOP;
      RETURN total;
    END $$;

    -- What was in doubt before « p_avant » is sent again, for a gateway that makes it harmless; not beyond what the gateway remembers (« p_depuis »).
    CREATE FUNCTION messages.relancer(p_fournisseur text, p_avant timestamptz, p_depuis timestamptz, p_delai interval, p_maintenant timestamptz) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE n integer;
    BEGIN
      WITH doutes AS (SELECT x.dossier_id, x.id FROM message x WHERE x.etat = 'incertain' AND x.fournisseur = p_fournisseur AND x.change_a <= p_avant
                        AND (p_depuis IS NULL OR x.pris_a >= p_depuis) AND x.utile_jusqua > p_maintenant LIMIT 500 FOR UPDATE SKIP LOCKED),
      dit AS (UPDATE message x SET etat = 'a_envoyer', envoi_a = p_maintenant + p_delai * least(greatest(x.essais - 1, 0), 60), change_a = p_maintenant
              FROM doutes d WHERE x.dossier_id = d.dossier_id AND x.id = d.id RETURNING x.dossier_id, x.id)
      INSERT INTO evenement (dossier_id, message_id, quoi, a) SELECT d.dossier_id, d.id, 'repris', p_maintenant FROM dit d;
      GET DIAGNOSTICS n = ROW_COUNT;
      RETURN n;
    END $$;

    -- A provider's receipt, by our key, by its own number, by our 16-bit reference and the number called, or by the number alone when only one is in doubt.
    CREATE FUNCTION messages.noter_accuse(p_fournisseur text, p_quoi text, p_cle text, p_refs text[], p_reference integer, p_numero text, p_detail text, p_maintenant timestamptz)
    RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE m message; seul message; autres integer; suivant text; la_ref text := p_refs[1];
    BEGIN
      IF p_cle IS NOT NULL THEN
        SELECT * INTO m FROM message x WHERE x.id = id_de_cle(p_cle) AND x.fournisseur = p_fournisseur FOR UPDATE;
      ELSE
        SELECT * INTO m FROM message x WHERE x.fournisseur = p_fournisseur AND x.fournisseur_ref = ANY (p_refs)
          AND (x.fournisseur_ref = la_ref OR neuf_chiffres(x.destinataire) = neuf_chiffres(p_numero)) ORDER BY x.pris_a DESC LIMIT 1 FOR UPDATE;
        IF NOT FOUND AND p_reference IS NOT NULL THEN
          SELECT * INTO m FROM message x WHERE x.reference = p_reference AND x.fournisseur = p_fournisseur AND x.fournisseur_ref IS NULL
              AND (x.etat IN ('en_cours', 'incertain', 'envoye') OR (x.etat = 'a_envoyer' AND x.essais > 0))
              AND neuf_chiffres(x.destinataire) = neuf_chiffres(p_numero) ORDER BY x.pris_a DESC LIMIT 1 FOR UPDATE;
        ELSIF NOT FOUND AND p_numero IS NOT NULL THEN
          FOR seul IN SELECT * FROM message x WHERE x.etat IN ('en_cours', 'incertain') AND x.fournisseur = p_fournisseur AND x.fournisseur_ref IS NULL
                      AND neuf_chiffres(x.destinataire) = neuf_chiffres(p_numero) LIMIT 2 FOR UPDATE LOOP
            autres := coalesce(autres, 0) + 1;
            m := seul;
          END LOOP;
          IF autres > 1 OR m.etat = 'en_cours' THEN RETURN false; END IF;
        END IF;
      END IF;
      IF m.id IS NULL THEN RETURN false; END IF;
      suivant := CASE
        WHEN m.etat IN ('recu', 'annule', 'a_imprimer', 'imprime') OR (m.etat IN ('echec', 'perime') AND p_quoi <> 'recu') OR (m.etat = 'envoye' AND p_quoi = 'accepte') THEN m.etat
        WHEN p_quoi = 'accepte' THEN 'envoye' ELSE p_quoi END;
      IF suivant = m.etat THEN RETURN true; END IF;
      UPDATE message x SET etat = suivant, fournisseur_ref = coalesce(x.fournisseur_ref, la_ref), change_a = p_maintenant,
        erreur = CASE WHEN suivant = 'echec' THEN p_detail END WHERE x.dossier_id = m.dossier_id AND x.id = m.id;
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail) VALUES (m.dossier_id, m.id, p_quoi, p_maintenant, p_detail);
      RETURN true;
    END $$;
  `.execute(db)
  await sql`
    REVOKE ALL ON FUNCTION messages.ecarter(timestamptz), messages.prendre(text, text, text, integer, timestamptz),
      messages.noter_essai(text, text, text, text, text, text, timestamptz, timestamptz), messages.reprendre(text, timestamptz),
      messages.relancer(text, timestamptz, timestamptz, interval, timestamptz),
      messages.noter_accuse(text, text, text, text[], integer, text, text, timestamptz), messages.travailleurs(text), messages.tenir(text, text[]) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION messages.ecarter(timestamptz), messages.prendre(text, text, text, integer, timestamptz),
      messages.noter_essai(text, text, text, text, text, text, timestamptz, timestamptz), messages.reprendre(text, timestamptz),
      messages.relancer(text, timestamptz, timestamptz, interval, timestamptz),
      messages.noter_accuse(text, text, text, text[], integer, text, text, timestamptz), messages.travailleurs(text), messages.tenir(text, text[]) TO fil_rouge_application;
  `.execute(db)
}
