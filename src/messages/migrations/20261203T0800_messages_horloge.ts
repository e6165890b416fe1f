import { type Kysely, sql } from 'kysely'

/**
 * The queue lives by one clock, the base's: no sending process says what hour it is (ADR 0024). The signatures that took an hour stay for
 * a process of the former version, and no longer listen to it. A doubt is sent again a number of times and no more, and an answer that
 * nobody can read is set aside.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await ceQuiPart(db)
  await ceQuiFinit(db)
  await ceQuiDoute(db)
  await lesAccuses(db)
  await anciennesSignatures(db)
  await sql`
    REVOKE ALL ON FUNCTION messages.maintenant(), messages.ecarter(), messages.prendre(text, text, text, integer),
      messages.noter_essai(text, text, text, text, text, text, interval), messages.reprendre(text),
      messages.lever_les_doutes(text, interval, interval, interval, integer),
      messages.noter_accuse(text, text, text, text[], integer, text, text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION messages.maintenant(), messages.ecarter(), messages.prendre(text, text, text, integer),
      messages.noter_essai(text, text, text, text, text, text, interval), messages.reprendre(text),
      messages.lever_les_doutes(text, interval, interval, interval, integer),
      messages.noter_accuse(text, text, text, text[], integer, text, text) TO fil_rouge_application;
  `.execute(db)
}

async function ceQuiPart(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION messages.maintenant() RETURNS timestamptz LANGUAGE sql VOLATILE RETURN clock_timestamp();

    CREATE FUNCTION messages.ecarter() RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE n integer; m integer; ici timestamptz := maintenant();
    BEGIN
      WITH tard AS (
        SELECT x.dossier_id, x.id FROM message x
        WHERE x.etat = 'a_envoyer' AND x.utile_jusqua <= ici LIMIT 500 FOR UPDATE SKIP LOCKED),
      dit AS (
        UPDATE message x SET etat = 'perime', change_a = ici,
          erreur = coalesce(x.erreur, 'Il n’a pas pu partir tant qu’il était utile.')
        FROM tard t WHERE x.dossier_id = t.dossier_id AND x.id = t.id RETURNING x.dossier_id, x.id, x.erreur)
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail)
        SELECT d.dossier_id, d.id, 'perime', ici, d.erreur FROM dit d;
      GET DIAGNOSTICS n = ROW_COUNT;
      WITH oppose AS (
        SELECT x.dossier_id, x.id FROM message x
        WHERE x.etat = 'a_envoyer' AND x.envoi_a <= ici
          AND EXISTS (SELECT 1 FROM opposition o
                      WHERE o.dossier_id = x.dossier_id AND o.canal = x.canal AND o.levee_a IS NULL)
        LIMIT 500 FOR UPDATE OF x SKIP LOCKED),
      dit AS (
        UPDATE message x SET etat = 'annule', change_a = ici,
          erreur = 'La personne a demandé à ne plus recevoir de messages.'
        FROM oppose t WHERE x.dossier_id = t.dossier_id AND x.id = t.id RETURNING x.dossier_id, x.id, x.erreur)
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail)
        SELECT d.dossier_id, d.id, 'annule', ici, d.erreur FROM dit d;
      GET DIAGNOSTICS m = ROW_COUNT;
      RETURN n + m;
    END $$;

    -- « pris_a »: the hour at which it was taken, by which the process knows whether it is night.
    CREATE FUNCTION messages.prendre(p_qui text, p_fournisseur text, p_canal text, p_combien integer)
    RETURNS TABLE (cle text, destinataire text, sujet text, texte text, reference integer, fuseau text,
      utile_jusqua timestamptz, essais integer, jeton text, pris_a timestamptz)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    #variable_conflict use_column
    DECLARE ici timestamptz := maintenant();
    BEGIN
      RETURN QUERY WITH dus AS MATERIALIZED (
        SELECT m.dossier_id, m.id FROM message m
        WHERE m.etat = 'a_envoyer' AND m.canal = p_canal AND m.envoi_a <= ici AND m.utile_jusqua > ici
          AND NOT EXISTS (SELECT 1 FROM opposition o
                          WHERE o.dossier_id = m.dossier_id AND o.canal = m.canal AND o.levee_a IS NULL)
        ORDER BY m.envoi_a, m.id LIMIT p_combien FOR UPDATE OF m SKIP LOCKED),
      pris AS (
        UPDATE message m SET etat = 'en_cours', pris_par = p_qui, pris_a = ici, fournisseur = p_fournisseur,
          fournisseur_ref = NULL, essais = m.essais + 1, change_a = ici
        FROM dus d WHERE m.dossier_id = d.dossier_id AND m.id = d.id
        RETURNING m.dossier_id, m.id, m.destinataire, m.sujet, m.texte, m.reference, m.fuseau, m.utile_jusqua, m.essais),
      dits AS (
        INSERT INTO evenement (dossier_id, message_id, quoi, a, detail)
        SELECT p.dossier_id, p.id, 'pris', ici, p_fournisseur FROM pris p)
      SELECT p.id || coalesce('-' || nullif((
               SELECT count(*) FROM evenement e
               WHERE e.dossier_id = p.dossier_id AND e.message_id = p.id AND e.quoi = 'renvoye'), 0), ''),
             p.destinataire, p.sujet, p.texte, p.reference, p.fuseau, p.utile_jusqua, p.essais, l.jeton, ici
      FROM pris p LEFT JOIN lien_arret l ON l.dossier_id = p.dossier_id;
    END $$;
  `.execute(db)
}

async function ceQuiFinit(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- « p_apres »: from when it was taken for what is put off, from now for what was refused. « illisible »: the provider answered, and
    -- what it said cannot be read.
    CREATE FUNCTION messages.noter_essai(p_cle text, p_qui text, p_quoi text, p_fournisseur text, p_ref text,
      p_detail text, p_apres interval) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE m message; suivant text; du timestamptz; ici timestamptz := maintenant();
    BEGIN
      SELECT * INTO m FROM message x WHERE x.id = id_de_cle(p_cle) FOR UPDATE;
      IF NOT FOUND THEN RETURN false; END IF;
      IF p_quoi = 'accepte' THEN
        suivant := CASE WHEN m.etat IN ('en_cours', 'incertain', 'a_envoyer') THEN 'envoye' ELSE m.etat END;
        UPDATE message x SET etat = suivant, fournisseur = p_fournisseur,
          fournisseur_ref = coalesce(p_ref, x.fournisseur_ref), change_a = ici,
          erreur = CASE WHEN suivant = 'envoye' THEN NULL ELSE x.erreur END
        WHERE x.dossier_id = m.dossier_id AND x.id = m.id;
      ELSE
        IF m.etat <> 'en_cours' OR m.pris_par IS DISTINCT FROM p_qui THEN RETURN false; END IF;
        du := CASE WHEN p_quoi = 'differe' THEN m.pris_a ELSE ici END + coalesce(p_apres, '0');
        suivant := CASE WHEN p_quoi = 'echec' THEN 'echec' WHEN p_quoi IN ('doute', 'illisible') THEN 'incertain'
          WHEN du >= m.utile_jusqua THEN 'perime' ELSE 'a_envoyer' END;
        UPDATE message x SET etat = suivant, change_a = ici, erreur = coalesce(p_detail, x.erreur),
          envoi_a = CASE WHEN suivant = 'a_envoyer' THEN du ELSE x.envoi_a END,
          essais = x.essais - CASE WHEN p_quoi = 'differe' THEN 1 ELSE 0 END
        WHERE x.dossier_id = m.dossier_id AND x.id = m.id;
      END IF;
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail)
      VALUES (m.dossier_id, m.id, CASE WHEN suivant = 'perime' THEN 'perime' ELSE p_quoi END, ici, coalesce(p_detail, p_ref));
      RETURN true;
    END $$;
  `.execute(db)
}

async function ceQuiDoute(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION messages.reprendre(p_qui text) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE mort text; n integer; total integer := 0; ici timestamptz := maintenant();
    BEGIN
      FOR mort IN SELECT DISTINCT m.pris_par FROM message m WHERE m.etat = 'en_cours' AND m.pris_par <> p_qui LOOP
        CONTINUE WHEN NOT pg_try_advisory_xact_lock(hashtext('messages.envoi'), hashtext(mort));
        WITH orphelins AS (
          UPDATE message m SET etat = 'incertain', change_a = ici,
            erreur = 'L’envoi s’est arrêté avant la réponse de l’opérateur.'
          WHERE m.etat = 'en_cours' AND m.pris_par = mort RETURNING m.dossier_id, m.id, m.erreur)
        INSERT INTO evenement (dossier_id, message_id, quoi, a, detail)
          SELECT o.dossier_id, o.id, 'doute', ici, o.erreur FROM orphelins o;
        GET DIAGNOSTICS n = ROW_COUNT;
        total := total + n;
      END LOOP;
      RETURN total;
    END $$;

    -- Sends again what has been in doubt for « p_attente », was taken since « p_memoire » (NULL: whenever), and was not sent again
    -- « p_reprises » times already (NULL: no limit) since an agent last did. Neither what is overtaken nor what was answered unreadably.
    CREATE FUNCTION messages.lever_les_doutes(p_fournisseur text, p_attente interval, p_memoire interval, p_delai interval, p_reprises integer)
    RETURNS integer LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE n integer; ici timestamptz := maintenant();
    BEGIN
      WITH doutes AS (
        SELECT x.dossier_id, x.id FROM message x
        WHERE x.etat = 'incertain' AND x.fournisseur = p_fournisseur AND x.change_a <= ici - p_attente
          AND (p_memoire IS NULL OR x.pris_a >= ici - p_memoire) AND x.utile_jusqua > ici
          AND (SELECT count(*) FILTER (WHERE e.quoi = 'repris') < coalesce(p_reprises, 2147483647)
                 AND count(*) FILTER (WHERE e.quoi IN ('illisible', 'depasse')) = 0
               FROM evenement e WHERE e.dossier_id = x.dossier_id AND e.message_id = x.id
                 AND NOT EXISTS (SELECT 1 FROM evenement r WHERE r.dossier_id = x.dossier_id
                                   AND r.message_id = x.id AND r.quoi = 'renvoye' AND r.id > e.id))
        LIMIT 500 FOR UPDATE SKIP LOCKED),
      dit AS (
        UPDATE message x SET etat = 'a_envoyer', change_a = ici,
          envoi_a = ici + p_delai * least(greatest(x.essais - 1, 0), 60)
        FROM doutes d WHERE x.dossier_id = d.dossier_id AND x.id = d.id RETURNING x.dossier_id, x.id)
      INSERT INTO evenement (dossier_id, message_id, quoi, a) SELECT d.dossier_id, d.id, 'repris', ici FROM dit d;
      GET DIAGNOSTICS n = ROW_COUNT;
      RETURN n;
    END $$;
  `.execute(db)
}

async function lesAccuses(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION messages.noter_accuse(p_fournisseur text, p_quoi text, p_cle text, p_refs text[], p_reference integer,
      p_numero text, p_detail text) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE m message; seul message; autres integer; suivant text; la_ref text := p_refs[1]; ici timestamptz := maintenant();
    BEGIN
      IF p_cle IS NOT NULL THEN
        SELECT * INTO m FROM message x WHERE x.id = id_de_cle(p_cle) AND x.fournisseur = p_fournisseur FOR UPDATE;
      ELSE
        SELECT * INTO m FROM message x
        WHERE x.fournisseur = p_fournisseur AND x.fournisseur_ref = ANY (p_refs)
          AND (x.fournisseur_ref = la_ref OR neuf_chiffres(x.destinataire) = neuf_chiffres(p_numero))
        ORDER BY x.pris_a DESC LIMIT 1 FOR UPDATE;
        IF NOT FOUND AND p_reference IS NOT NULL THEN
          SELECT * INTO m FROM message x
          WHERE x.reference = p_reference AND x.fournisseur = p_fournisseur AND x.fournisseur_ref IS NULL
            AND (x.etat IN ('en_cours', 'incertain', 'envoye') OR (x.etat = 'a_envoyer' AND x.essais > 0))
            AND neuf_chiffres(x.destinataire) = neuf_chiffres(p_numero)
          ORDER BY x.pris_a DESC LIMIT 1 FOR UPDATE;
        ELSIF NOT FOUND AND p_numero IS NOT NULL THEN
          FOR seul IN SELECT * FROM message x
                      WHERE x.etat IN ('en_cours', 'incertain') AND x.fournisseur = p_fournisseur
                        AND x.fournisseur_ref IS NULL AND neuf_chiffres(x.destinataire) = neuf_chiffres(p_numero)
                      LIMIT 2 FOR UPDATE LOOP
            autres := coalesce(autres, 0) + 1;
            m := seul;
          END LOOP;
          IF autres > 1 OR m.etat = 'en_cours' THEN RETURN false; END IF;
        END IF;
      END IF;
      IF m.id IS NULL THEN RETURN false; END IF;
      suivant := CASE
        WHEN m.etat IN ('recu', 'annule', 'a_imprimer', 'imprime') OR (m.etat IN ('echec', 'perime') AND p_quoi <> 'recu')
          OR (m.etat = 'envoye' AND p_quoi = 'accepte') THEN m.etat
        WHEN p_quoi = 'accepte' THEN 'envoye' ELSE p_quoi END;
      IF suivant = m.etat THEN RETURN true; END IF;
      UPDATE message x SET etat = suivant, fournisseur_ref = coalesce(x.fournisseur_ref, la_ref), change_a = ici,
        erreur = CASE WHEN suivant = 'echec' THEN p_detail END WHERE x.dossier_id = m.dossier_id AND x.id = m.id;
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail) VALUES (m.dossier_id, m.id, p_quoi, ici, p_detail);
      RETURN true;
    END $$;
  `.execute(db)
}

/** What a process of the former version calls, with its own rights: the hour that it says is no longer heard. */
async function anciennesSignatures(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE OR REPLACE FUNCTION messages.ecarter(p_maintenant timestamptz) RETURNS integer
    LANGUAGE sql VOLATILE SECURITY INVOKER SET search_path = messages, pg_temp RETURN messages.ecarter();
    CREATE OR REPLACE FUNCTION messages.prendre(p_qui text, p_fournisseur text, p_canal text, p_combien integer, p_maintenant timestamptz)
    RETURNS TABLE (cle text, destinataire text, sujet text, texte text, reference integer, fuseau text,
      utile_jusqua timestamptz, essais integer, jeton text)
    LANGUAGE sql VOLATILE SECURITY INVOKER SET search_path = messages, pg_temp AS $$
      SELECT p.cle, p.destinataire, p.sujet, p.texte, p.reference, p.fuseau, p.utile_jusqua, p.essais, p.jeton
      FROM messages.prendre(p_qui, p_fournisseur, p_canal, p_combien) p
    $$;
    CREATE OR REPLACE FUNCTION messages.noter_essai(p_cle text, p_qui text, p_quoi text, p_fournisseur text, p_ref text,
      p_detail text, p_envoi_a timestamptz, p_maintenant timestamptz) RETURNS boolean
    LANGUAGE sql VOLATILE SECURITY INVOKER SET search_path = messages, pg_temp
    RETURN messages.noter_essai(p_cle, p_qui, p_quoi, p_fournisseur, p_ref, p_detail, p_envoi_a - p_maintenant);
    CREATE OR REPLACE FUNCTION messages.reprendre(p_qui text, p_maintenant timestamptz) RETURNS integer
    LANGUAGE sql VOLATILE SECURITY INVOKER SET search_path = messages, pg_temp RETURN messages.reprendre(p_qui);
    CREATE OR REPLACE FUNCTION messages.relancer(p_fournisseur text, p_avant timestamptz, p_depuis timestamptz, p_delai interval,
      p_maintenant timestamptz) RETURNS integer
    LANGUAGE sql VOLATILE SECURITY INVOKER SET search_path = messages, pg_temp
    RETURN messages.lever_les_doutes(p_fournisseur, p_maintenant - p_avant, p_maintenant - p_depuis, p_delai, 1);
    CREATE OR REPLACE FUNCTION messages.noter_accuse(p_fournisseur text, p_quoi text, p_cle text, p_refs text[], p_reference integer,
      p_numero text, p_detail text, p_maintenant timestamptz) RETURNS boolean
    LANGUAGE sql VOLATILE SECURITY INVOKER SET search_path = messages, pg_temp
    RETURN messages.noter_accuse(p_fournisseur, p_quoi, p_cle, p_refs, p_reference, p_numero, p_detail);
  `.execute(db)
}
