import { type Kysely, sql } from 'kysely'

/**
 * The person says stop without an account: by the link of a message, or by answering it. Each function knows a token or a number and
 * gives nothing back but how many dossiers it concerned; what was waiting for them is withdrawn, with its line of history.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE INDEX message_par_numero ON messages.message (right(regexp_replace(destinataire, '[^0-9]', '', 'g'), 9)) WHERE canal = 'sms';
    CREATE INDEX message_par_entite_et_etat ON messages.message (entite_id, etat, envoi_a DESC, id);

    CREATE FUNCTION messages.opposer(p_dossier uuid, p_canaux text[], p_voie text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    BEGIN
      INSERT INTO messages.opposition (dossier_id, canal, voie)
        SELECT p_dossier, c, p_voie FROM unnest(p_canaux) c
        ON CONFLICT (dossier_id, canal) WHERE levee_a IS NULL DO NOTHING;
      WITH retires AS (
        UPDATE messages.message SET etat = 'annule', change_a = now(), erreur = 'La personne a demandé à ne plus recevoir de messages.'
        WHERE dossier_id = p_dossier AND canal = ANY (p_canaux) AND etat = 'a_envoyer' RETURNING dossier_id, id)
      INSERT INTO messages.evenement (dossier_id, message_id, quoi, detail) SELECT dossier_id, id, 'annule', 'opposition' FROM retires;
    END $$;
    REVOKE ALL ON FUNCTION messages.opposer(uuid, text[], text) FROM PUBLIC;

    -- By the link: no more SMS nor e-mail. An unknown token does nothing, and says the same. The link of a dossier that was joined to another leads to the latter.
    CREATE FUNCTION messages.s_opposer(p_jeton text) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE le_dossier uuid;
    BEGIN
      SELECT l.dossier_id INTO le_dossier FROM messages.lien_arret l WHERE l.jeton = p_jeton;
      WHILE EXISTS (SELECT 1 FROM dossiers.dossier d WHERE d.dossier_id = le_dossier AND d.fusionne_dans IS NOT NULL) LOOP
        SELECT d.fusionne_dans INTO le_dossier FROM dossiers.dossier d WHERE d.dossier_id = le_dossier;
      END LOOP;
      IF le_dossier IS NOT NULL THEN PERFORM messages.opposer(le_dossier, '{sms,courriel}', 'lien'); END IF;
    END $$;

    -- By answering STOP: no more SMS for each dossier whose latest one went to this number. Operators write it in several ways, its last nine digits never change.
    CREATE FUNCTION messages.opposer_par_numero(p_numero text) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE
      le_numero text := right(regexp_replace(p_numero, '[^0-9]', '', 'g'), 9);
      le_dossier uuid;
      combien integer := 0;
    BEGIN
      FOR le_dossier IN
        SELECT DISTINCT m.dossier_id FROM messages.message m
        WHERE length(le_numero) = 9 AND m.canal = 'sms' AND right(regexp_replace(m.destinataire, '[^0-9]', '', 'g'), 9) = le_numero AND m.etat IN ('en_cours', 'incertain', 'envoye', 'recu', 'echec')
          AND NOT EXISTS (SELECT 1 FROM messages.message p WHERE p.dossier_id = m.dossier_id AND p.canal = 'sms' AND p.destinataire <> m.destinataire
            AND p.etat IN ('en_cours', 'incertain', 'envoye', 'recu', 'echec') AND p.change_a > m.change_a)
      LOOP
        PERFORM messages.opposer(le_dossier, '{sms}', 'reponse');
        combien := combien + 1;
      END LOOP;
      RETURN combien;
    END $$;
    REVOKE ALL ON FUNCTION messages.s_opposer(text), messages.opposer_par_numero(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION messages.s_opposer(text), messages.opposer_par_numero(text) TO fil_rouge_application;
  `.execute(db)
}
