import { type Kysely, sql } from 'kysely'

/**
 * Each opening gets its cause from the facts, and its end: what opened before this day said neither. What no fact explains is ended in
 * thirty days (ADR 0046). The delays written here are those of the day; `ouverture.rules.ts` holds those in use.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Every fact that opens a dossier, of one or of all: to whom, why, since when, and the day on which it was over (absent while it runs).
    CREATE FUNCTION dossiers.faits_d_ouverture(p_dossier uuid DEFAULT NULL)
    RETURNS TABLE (dossier_id uuid, entite_id uuid, motif text, cause_id uuid, portee text, depuis_a timestamptz, fini_le date, annulee boolean, clos_le date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      WITH faits AS (
        -- The service that follows, and the one that last did: it may have to open the dossier again.
        SELECT p.dossier_id, p.service_id AS entite_id, 'prise_en_charge' AS motif,
               (SELECT q.id FROM dossiers.prise_en_charge q WHERE q.dossier_id = p.dossier_id AND q.service_id = p.service_id AND q.debut_a > coalesce(
                 (SELECT max(z.debut_a) FROM dossiers.prise_en_charge z WHERE z.dossier_id = p.dossier_id AND z.service_id <> p.service_id), '-infinity')
                ORDER BY q.debut_a LIMIT 1) AS cause_id,
               'dossier' AS portee, p.debut_a AS depuis_a, NULL::date AS fini_le, false AS annulee
        FROM dossiers.prise_en_charge p
        WHERE (p_dossier IS NULL OR p.dossier_id = p_dossier)
          AND NOT EXISTS (SELECT 1 FROM dossiers.prise_en_charge s WHERE s.dossier_id = p.dossier_id AND s.precedente_id = p.id)
        UNION ALL
        SELECT t.dossier_id, t.vers_service_id, 'transfert_propose', t.id, 'proposition', t.propose_a, NULL, false
        FROM dossiers.transfert t WHERE (p_dossier IS NULL OR t.dossier_id = p_dossier) AND t.etat = 'propose' AND t.sens = 'proposition'
        UNION ALL
        -- A measure that stands: until its end, or the day on which the end was recorded when that came later.
        SELECT m.dossier_id, m.juridiction_id, 'mandat', m.mesure_id, 'dossier', x.saisie_a,
               CASE WHEN m.finie_le IS NOT NULL THEN greatest(m.finie_le, (SELECT max(a.saisi_a)::date FROM mesures.v_acte a
                 WHERE a.dossier_id = m.dossier_id AND a.mesure_id = m.mesure_id AND a.cause_fin IS NOT NULL)) END, false
        FROM mesures.v_mesure m JOIN mesures.mesure x ON x.dossier_id = m.dossier_id AND x.id = m.mesure_id
        WHERE (p_dossier IS NULL OR m.dossier_id = p_dossier) AND m.juridiction_id IS NOT NULL
        UNION ALL
        SELECT s.dossier_id, s.juridiction_id, 'saisine', s.id, 'dossier', s.saisie_a, s.close_a::date, false
        FROM magistrats.saisine s WHERE p_dossier IS NULL OR s.dossier_id = p_dossier
        UNION ALL
        -- A report sent to a juridiction that did not ask for it: until it has answered.
        SELECT r.dossier_id, r.juridiction_id, 'saisine', r.id, 'dossier',
               (SELECT min(v.a) FROM magistrats.mouvement_de_rapport v WHERE v.dossier_id = r.dossier_id AND v.rapport_id = r.id AND v.etat = 'transmis'),
               CASE WHEN r.etat = 'repondu' THEN (SELECT max(v.a)::date FROM magistrats.mouvement_de_rapport v
                 WHERE v.dossier_id = r.dossier_id AND v.rapport_id = r.id AND v.etat = 'repondu') END, false
        FROM magistrats.rapport r WHERE (p_dossier IS NULL OR r.dossier_id = p_dossier) AND r.etat IN ('transmis', 'lu', 'complement', 'repondu')
          AND NOT EXISTS (SELECT 1 FROM magistrats.saisine s WHERE s.dossier_id = r.dossier_id AND s.id = r.saisine_id AND s.juridiction_id = r.juridiction_id)
        UNION ALL
        -- A convocation: the court that handed it over, and whoever receives the person without following them.
        SELECT c.dossier_id, x.entite_id, 'convocation', c.id, 'convocation', c.creee_a,
               CASE WHEN c.etat = 'annulee' THEN coalesce((SELECT max(e.a)::date FROM agenda.etat_de_convocation e
                 WHERE e.dossier_id = c.dossier_id AND e.convocation_id = c.id AND e.etat = 'annulee'), c.creee_a::date) ELSE c.le END, c.etat = 'annulee'
        FROM agenda.convocation c
        CROSS JOIN LATERAL (
          SELECT r.juridiction_id AS entite_id FROM bex.v_remise r WHERE r.dossier_id = c.dossier_id AND c.id IN (r.convocation_id, r.seconde_convocation_id)
          UNION
          SELECT c.entite_id WHERE (EXISTS (SELECT 1 FROM bex.v_remise r WHERE r.dossier_id = c.dossier_id AND c.id IN (r.convocation_id, r.seconde_convocation_id))
              OR (c.juridiction_id IS NOT NULL AND c.etat <> 'annulee'))
            AND NOT EXISTS (SELECT 1 FROM dossiers.prise_en_charge p WHERE p.dossier_id = c.dossier_id AND p.service_id = c.entite_id AND p.fin_a IS NULL)
        ) x
        WHERE p_dossier IS NULL OR c.dossier_id = p_dossier
      )
      SELECT f.dossier_id, f.entite_id, f.motif, f.cause_id, f.portee, coalesce(f.depuis_a, d.cree_a), f.fini_le, f.annulee,
             coalesce(d.clos_a, (SELECT g.fusionne_a FROM dossiers.fusion g WHERE g.absorbe_id = d.dossier_id))::date
      FROM faits f JOIN dossiers.dossier d ON d.dossier_id = f.dossier_id
    $$;
    REVOKE ALL ON FUNCTION dossiers.faits_d_ouverture(uuid) FROM PUBLIC;

    -- Of one dossier, to whoever it is open to: nothing here says more than they may read.
    CREATE FUNCTION dossiers.faits_du_dossier(p_dossier uuid)
    RETURNS TABLE (entite_id uuid, motif text, cause_id uuid, portee text, fini_le date, annulee boolean, clos_le date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      SELECT f.entite_id, f.motif, f.cause_id, f.portee, f.fini_le, f.annulee, f.clos_le FROM dossiers.faits_d_ouverture(p_dossier) f
      WHERE dossiers.ouvert(p_dossier) AND f.motif IN ('mandat', 'saisine', 'convocation')
    $$;
    REVOKE ALL ON FUNCTION dossiers.faits_du_dossier(uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.faits_du_dossier(uuid) TO fil_rouge_application;

    -- Openings as the facts say them now: what no fact holds any more ends, the rest opens or takes its end. Says what ends, and which entité
    -- begins to see what it did not.
    CREATE FUNCTION dossiers.accorder_perimetre(p_dossier uuid, p_attendues jsonb) RETURNS TABLE (entite_id uuid, portee text, debut boolean)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    #variable_conflict use_column
    DECLARE o record; deja boolean;
    BEGIN
      IF NOT dossiers.ouvert(p_dossier) THEN RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege'; END IF;
      RETURN QUERY UPDATE dossiers.perimetre p SET fin_a = clock_timestamp()
        WHERE p.dossier_id = p_dossier AND p.motif IN ('mandat', 'saisine', 'convocation') AND p.cause_id IS NOT NULL
          AND (p.fin_a IS NULL OR p.fin_a > clock_timestamp())
          AND NOT EXISTS (SELECT 1 FROM jsonb_to_recordset(p_attendues) AS x (entite uuid, motif text, cause uuid, portee text)
            WHERE x.entite = p.entite_id AND x.motif = p.motif AND x.cause = p.cause_id AND x.portee = p.portee)
        RETURNING p.entite_id, p.portee, false;
      FOR o IN SELECT * FROM jsonb_to_recordset(p_attendues) AS x (entite uuid, motif text, cause uuid, portee text, fin timestamptz) LOOP
        deja := EXISTS (SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = p_dossier AND p.entite_id = o.entite
          AND p.portee IN ('dossier', o.portee) AND (p.fin_a IS NULL OR p.fin_a > now()));
        IF dossiers.ouvrir_perimetre(p_dossier, o.entite, o.motif, o.cause, o.portee, o.fin) AND NOT deja THEN
          RETURN QUERY SELECT o.entite, o.portee, true;
        END IF;
      END LOOP;
    END $$;
    REVOKE ALL ON FUNCTION dossiers.accorder_perimetre(uuid, jsonb) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.accorder_perimetre(uuid, jsonb) TO fil_rouge_application;

    -- Bases of before: their rows become those of their causes, with their ends.
    CREATE TEMP TABLE ouverture_ancienne ON COMMIT DROP AS SELECT id FROM dossiers.perimetre WHERE cause_id IS NULL;
    INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, cause_id, portee, depuis_a, fin_a)
      SELECT f.dossier_id, f.entite_id, f.motif, f.cause_id, f.portee, f.depuis_a, CASE WHEN x.fin IS NOT NULL THEN greatest(x.fin, f.depuis_a) END
      FROM dossiers.faits_d_ouverture() f
      CROSS JOIN LATERAL (SELECT ((CASE WHEN f.motif IN ('prise_en_charge', 'transfert_propose') THEN NULL ELSE least(
        f.fini_le + CASE WHEN f.annulee THEN 7 WHEN f.motif = 'mandat' THEN 90 ELSE 30 END, f.clos_le + 30) END) + 1)::timestamptz AS fin) x
      ON CONFLICT DO NOTHING;
    DELETE FROM dossiers.perimetre p USING ouverture_ancienne a WHERE p.id = a.id AND EXISTS (SELECT 1 FROM dossiers.perimetre q
      WHERE q.dossier_id = p.dossier_id AND q.entite_id = p.entite_id AND q.cause_id IS NOT NULL
        AND (q.motif = p.motif OR (p.motif = 'saisine' AND q.motif = 'convocation')));
    UPDATE dossiers.perimetre p SET fin_a = greatest(now(), p.depuis_a) + interval '30 days' FROM ouverture_ancienne a WHERE p.id = a.id;
  `.execute(db)
}
