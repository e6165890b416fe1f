import { type Kysely, sql } from 'kysely'

/**
 * What the narrower reaches show (ADR 0046). « convocation »: the name, the birth date, the number, the convocation and the court's own remise.
 * « proposition »: the civil status, the measures and the reason of the transfer, to the direction of the service that is asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CALL platform.montrer('agenda.convocation', '{convocation:id}');
    CALL platform.montrer('agenda.arrivee', '{convocation:convocation_id}');
    CALL platform.montrer('agenda.etat_de_convocation', '{convocation:convocation_id}');
    -- A court reads its own remise, and what it put right or took back of it.
    CREATE POLICY portee_convocation ON bex.remise FOR SELECT USING (juridiction_id = ANY ((SELECT platform.entites())::uuid[]) AND EXISTS (
      SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = remise.dossier_id AND p.entite_id = remise.juridiction_id AND (p.fin_a IS NULL OR p.fin_a > now())
        AND p.portee = 'convocation' AND p.cause_id IN (remise.convocation_id, remise.seconde_convocation_id)));
    CREATE POLICY portee_convocation ON bex.correction FOR SELECT USING (EXISTS (
      SELECT 1 FROM bex.remise r WHERE r.dossier_id = correction.dossier_id AND r.id = correction.remise_id));
    CREATE POLICY portee_convocation ON bex.retrait FOR SELECT USING (EXISTS (
      SELECT 1 FROM bex.remise r WHERE r.dossier_id = retrait.dossier_id AND r.id = retrait.remise_id));

    CALL platform.montrer('dossiers.transfert', '{proposition}');
    CALL platform.montrer('mesures.mesure', '{proposition}');
    CALL platform.montrer('mesures.acte', '{proposition}');
    CALL platform.montrer('mesures.retrait', '{proposition}');

    -- The tables of identity stay closed to the narrower reaches: this view alone shows them a name, with its own condition in place of theirs,
    -- and leaves the rest empty. To whom row security does not apply (the owner, its functions), it is whole as before.
    CREATE OR REPLACE VIEW dossiers.v_identite WITH (security_invoker = false) AS
      SELECT d.dossier_id, d.numero, CASE WHEN r.plein THEN d.numero_appi END AS numero_appi, CASE WHEN r.plein THEN d.ouvert_le ELSE r.depuis_le END AS ouvert_le,
             CASE WHEN r.plein THEN d.clos_a END AS clos_a, p.nom, p.nom_usage, p.prenoms, p.naissance_le,
             CASE WHEN r.plein OR r.etat_civil THEN p.naissance_lieu END AS naissance_lieu, p.sexe,
             CASE WHEN r.plein THEN p.langues ELSE '{}' END AS langues, r.plein AND p.interprete AS interprete,
             CASE WHEN r.plein THEN p.telephone END AS telephone, CASE WHEN r.plein THEN p.courriel END AS courriel, r.plein AND p.refuse_sms AS refuse_sms,
             CASE WHEN r.plein THEN p.logement ELSE 'inconnu' END AS logement, CASE WHEN r.plein THEN p.adresse END AS adresse,
             CASE WHEN r.plein THEN p.adresse_complement END AS adresse_complement, CASE WHEN r.plein THEN p.code_postal END AS code_postal,
             CASE WHEN r.plein THEN p.commune END AS commune, CASE WHEN r.plein THEN p.domicilie_chez END AS domicilie_chez,
             CASE WHEN r.plein THEN p.etablissement_id END AS etablissement_id, CASE WHEN r.plein THEN p.numero_ecrou END AS numero_ecrou,
             CASE WHEN r.plein THEN p.ecroue_le END AS ecroue_le, p.cle_nom, CASE WHEN r.plein OR r.etat_civil THEN p.nationalite END AS nationalite,
             coalesce(nullif(p.nom_usage, ''), p.nom) || ' ' || p.prenoms AS nom_complet
      FROM dossiers.dossier d JOIN dossiers.personne p USING (dossier_id)
      CROSS JOIN LATERAL (
        SELECT (SELECT NOT row_security_active('dossiers.personne')) OR coalesce(bool_or(x.portee = 'dossier' OR x.dossier_id = (SELECT platform.geste())), false) AS plein,
               coalesce(bool_or(x.portee = 'proposition'), false) AS etat_civil, count(*) > 0 AS vu,
               min(x.depuis_a)::date AS depuis_le
        FROM dossiers.perimetre x WHERE x.dossier_id = d.dossier_id AND x.entite_id = ANY ((SELECT platform.entites())::uuid[])
          AND (x.fin_a IS NULL OR x.fin_a > now()) AND (x.portee <> 'proposition' OR (SELECT platform.fonction()) IN ('dpip', 'dfspip'))) r
      WHERE d.fusionne_dans IS NULL AND (r.plein OR r.vu);

    -- A court joins the dossier of the person before it, by the name and the birth date that lead there: for one convocation, and for the length
    -- of this transaction the act that gives it.
    DROP FUNCTION dossiers.rejoindre(uuid, text, date);
    CREATE FUNCTION dossiers.rejoindre(p_dossier uuid, p_nom text, p_naissance date, p_convocation uuid) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, moyens, public, pg_temp AS $$
    DECLARE la_juridiction uuid;
    BEGIN
      SELECT a.juridiction_id INTO la_juridiction FROM moyens.agent a
      WHERE a.id = platform.compte() AND a.fonction IN ('bex', 'greffe') AND a.juridiction_id = ANY (platform.entites());
      IF la_juridiction IS NULL THEN
        RAISE EXCEPTION 'hors_audience' USING ERRCODE = 'insufficient_privilege';
      END IF;
      IF NOT EXISTS (SELECT 1 FROM dossiers.homonymes(p_nom, p_naissance) h WHERE h.dossier_id = p_dossier) THEN
        RETURN false;
      END IF;
      INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, cause_id, portee, ouvert_par)
        VALUES (p_dossier, la_juridiction, 'convocation', p_convocation, 'convocation', platform.compte()) ON CONFLICT DO NOTHING;
      PERFORM set_config('fil_rouge.geste', p_dossier::text, true);
      RETURN true;
    END $$;

    -- Every fact of who sees a dossier, for the service that follows it or last did: entité, cause, reach, since when, until when.
    CREATE FUNCTION dossiers.ouvertures_du_dossier(p_dossier uuid)
    RETURNS TABLE (ouverture_id uuid, entite_id uuid, entite_nom text, motif text, portee text, depuis_a timestamptz, fin_a timestamptz, debout boolean, par_nom text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, moyens, pg_temp AS $$
      SELECT x.id, x.entite_id, coalesce(s.nom, j.nom, 'Entité inconnue'), x.motif, x.portee, x.depuis_a, x.fin_a, x.fin_a IS NULL OR x.fin_a > now(),
             a.prenom || ' ' || a.nom
      FROM dossiers.perimetre x LEFT JOIN moyens.service s ON s.id = x.entite_id LEFT JOIN moyens.juridiction j ON j.id = x.entite_id
      LEFT JOIN moyens.agent a ON a.id = x.ouvert_par
      WHERE x.dossier_id = p_dossier AND EXISTS (SELECT 1 FROM dossiers.perimetre m WHERE m.dossier_id = p_dossier AND m.motif = 'prise_en_charge'
        AND m.entite_id = ANY (platform.entites()) AND (m.fin_a IS NULL OR m.fin_a > now()))
      ORDER BY (x.fin_a IS NULL OR x.fin_a > now()) DESC, x.depuis_a DESC, x.id
    $$;
    REVOKE ALL ON FUNCTION dossiers.ouvertures_du_dossier(uuid) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.ouvertures_du_dossier(uuid) TO fil_rouge_application;
  `.execute(db)
}
