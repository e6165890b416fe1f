import { type Kysely, sql } from 'kysely'

/**
 * What opens one dossier is asked at each write of its follow-up, and again for each opening when the transaction ends. Asked by a parameter that
 * was either a dossier or nothing, it was planned anew each time (5 ms of 7): no plan served both. Of one dossier it is now one text, planned once
 * for each connection; of a whole base (demonstration, restoration) it is the same text, dossier after dossier.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DROP FUNCTION dossiers.faits_d_ouverture(uuid);
    CREATE FUNCTION dossiers.faits_d_ouverture(p_dossier uuid)
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
        WHERE p.dossier_id = p_dossier
          AND NOT EXISTS (SELECT 1 FROM dossiers.prise_en_charge s WHERE s.dossier_id = p.dossier_id AND s.precedente_id = p.id)
        UNION ALL
        SELECT t.dossier_id, t.vers_service_id, 'transfert_propose', t.id, 'proposition', t.propose_a, NULL, false
        FROM dossiers.transfert t WHERE t.dossier_id = p_dossier AND t.etat = 'propose' AND t.sens = 'proposition'
        UNION ALL
        -- A measure that stands: until its end, or the day on which the end was recorded when that came later.
        SELECT m.dossier_id, m.juridiction_id, 'mandat', m.mesure_id, 'dossier', x.saisie_a,
               CASE WHEN m.finie_le IS NOT NULL THEN greatest(m.finie_le, (SELECT max(a.saisi_a)::date FROM mesures.v_acte a
                 WHERE a.dossier_id = m.dossier_id AND a.mesure_id = m.mesure_id AND a.cause_fin IS NOT NULL)) END, false
        FROM mesures.v_mesure m JOIN mesures.mesure x ON x.dossier_id = m.dossier_id AND x.id = m.mesure_id
        WHERE m.dossier_id = p_dossier AND m.juridiction_id IS NOT NULL
        UNION ALL
        SELECT s.dossier_id, s.juridiction_id, 'saisine', s.id, 'dossier', s.saisie_a, s.close_a::date, false
        FROM magistrats.saisine s WHERE s.dossier_id = p_dossier
        UNION ALL
        -- A report sent to a juridiction that did not ask for it: until it has answered.
        SELECT r.dossier_id, r.juridiction_id, 'saisine', r.id, 'dossier',
               (SELECT min(v.a) FROM magistrats.mouvement_de_rapport v WHERE v.dossier_id = r.dossier_id AND v.rapport_id = r.id AND v.etat = 'transmis'),
               CASE WHEN r.etat = 'repondu' THEN (SELECT max(v.a)::date FROM magistrats.mouvement_de_rapport v
                 WHERE v.dossier_id = r.dossier_id AND v.rapport_id = r.id AND v.etat = 'repondu') END, false
        FROM magistrats.rapport r WHERE r.dossier_id = p_dossier AND r.etat IN ('transmis', 'lu', 'complement', 'repondu')
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
        WHERE c.dossier_id = p_dossier
      )
      SELECT f.dossier_id, f.entite_id, f.motif, f.cause_id, f.portee, coalesce(f.depuis_a, d.cree_a), f.fini_le, f.annulee,
             coalesce(d.clos_a, (SELECT g.fusionne_a FROM dossiers.fusion g WHERE g.absorbe_id = d.dossier_id))::date
      FROM faits f JOIN dossiers.dossier d ON d.dossier_id = f.dossier_id
    $$;
    REVOKE ALL ON FUNCTION dossiers.faits_d_ouverture(uuid) FROM PUBLIC;
    CREATE FUNCTION dossiers.faits_d_ouverture()
    RETURNS TABLE (dossier_id uuid, entite_id uuid, motif text, cause_id uuid, portee text, depuis_a timestamptz, fini_le date, annulee boolean, clos_le date)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      SELECT f.* FROM dossiers.dossier d CROSS JOIN LATERAL dossiers.faits_d_ouverture(d.dossier_id) f
    $$;
    REVOKE ALL ON FUNCTION dossiers.faits_d_ouverture() FROM PUBLIC;
  `.execute(db)
}
