import { type Kysely, sql } from 'kysely'

/**
 * What an agent told by telephone left again by itself half an hour later, and so did what was for somebody who had died, opposed, or
 * no longer had that address: only what waited was withdrawn. What settles a message while it is in doubt, or being sent, is in its
 * history or in the oppositions; `messages.regle_par` reads it, for the queue and for the page (ADR 0024).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Why a message is not to leave again by itself; NULL when nothing settled it since it was last taken or sent again.
    CREATE FUNCTION messages.regle_par(p_dossier uuid, p_message uuid) RETURNS text
    LANGUAGE sql STABLE SET search_path = messages, pg_temp AS $$
      SELECT coalesce(
        (SELECT e.quoi FROM evenement e
         WHERE e.dossier_id = p_dossier AND e.message_id = p_message
           AND e.quoi IN ('dit_par_telephone', 'depasse', 'plus_rien_a_dire', 'coordonnees_d_avant')
           AND NOT EXISTS (SELECT 1 FROM evenement r WHERE r.dossier_id = p_dossier AND r.message_id = p_message
                             AND r.quoi IN ('pris', 'renvoye') AND r.id > e.id)
         ORDER BY e.id DESC LIMIT 1),
        (SELECT 'opposition' FROM message m JOIN opposition o ON o.dossier_id = m.dossier_id AND o.canal = m.canal
         WHERE m.dossier_id = p_dossier AND m.id = p_message AND o.levee_a IS NULL))
    $$;
    REVOKE ALL ON FUNCTION messages.regle_par(uuid, uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION messages.regle_par(uuid, uuid) TO fil_rouge_application;
  `.execute(db)
  await ceQuiDoute(db)
  await ceQuiFinit(db)
}

async function ceQuiDoute(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- As before, and not what is settled.
    CREATE OR REPLACE FUNCTION messages.lever_les_doutes(p_fournisseur text, p_attente interval, p_memoire interval, p_delai interval,
      p_reprises integer) RETURNS integer
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = messages, pg_temp AS $$
    DECLARE n integer; ici timestamptz := maintenant();
    BEGIN
      WITH doutes AS (
        SELECT x.dossier_id, x.id FROM message x
        WHERE x.etat = 'incertain' AND x.fournisseur = p_fournisseur AND x.change_a <= ici - p_attente
          AND (p_memoire IS NULL OR x.pris_a >= ici - p_memoire) AND x.utile_jusqua > ici
          AND (SELECT count(*) FILTER (WHERE e.quoi = 'repris') < coalesce(p_reprises, 2147483647)
                 AND count(*) FILTER (WHERE e.quoi = 'illisible') = 0
               FROM evenement e WHERE e.dossier_id = x.dossier_id AND e.message_id = x.id
                 AND NOT EXISTS (SELECT 1 FROM evenement r WHERE r.dossier_id = x.dossier_id
                                   AND r.message_id = x.id AND r.quoi = 'renvoye' AND r.id > e.id))
          AND regle_par(x.dossier_id, x.id) IS NULL
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

async function ceQuiFinit(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- As before; what was refused or put off, and settled meanwhile, is withdrawn. What was opposed is for « ecarter », which says so.
    CREATE OR REPLACE FUNCTION messages.noter_essai(p_cle text, p_qui text, p_quoi text, p_fournisseur text, p_ref text,
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
          WHEN regle_par(m.dossier_id, m.id) <> 'opposition' THEN 'annule'
          WHEN du >= m.utile_jusqua THEN 'perime' ELSE 'a_envoyer' END;
        UPDATE message x SET etat = suivant, change_a = ici, erreur = coalesce(p_detail, x.erreur),
          envoi_a = CASE WHEN suivant = 'a_envoyer' THEN du ELSE x.envoi_a END,
          essais = x.essais - CASE WHEN p_quoi = 'differe' THEN 1 ELSE 0 END
        WHERE x.dossier_id = m.dossier_id AND x.id = m.id;
      END IF;
      INSERT INTO evenement (dossier_id, message_id, quoi, a, detail)
      VALUES (m.dossier_id, m.id, CASE WHEN p_quoi <> 'accepte' AND suivant IN ('perime', 'annule') THEN suivant ELSE p_quoi END, ici,
        coalesce(p_detail, p_ref));
      RETURN true;
    END $$;
  `.execute(db)
}
