import { type Kysely, sql } from 'kysely'

/**
 * Whoever asks works in one service or in one juridiction (`moyens.agent`): the périmètre is asked for that one, not for a list. The planner
 * took a list that it could not see for ten entités, found each row ten times as dear to look up as it is, and read whole tables instead.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION platform.entite() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE RETURN (platform.entites())[1];
    CREATE FUNCTION platform.pour_une_entite(condition text) RETURNS text LANGUAGE sql IMMUTABLE RETURN
      replace(regexp_replace(condition, 'ANY \\(\\( ?SELECT platform\\.entites\\(\\)( AS entites)?\\)::uuid\\[\\]\\)', 'platform.entite()', 'g'),
        '( SELECT platform.geste() AS geste)', 'platform.geste()');
    DO $$
    DECLARE la_regle record; la_fonction regprocedure;
    BEGIN
      FOR la_regle IN SELECT polname AS nom, polrelid::regclass AS la_table, pg_get_expr(polqual, polrelid) AS condition FROM pg_policy
        WHERE pg_get_expr(polqual, polrelid) LIKE '%platform.entites()%'
      LOOP
        EXECUTE format('ALTER POLICY %I ON %s USING (%s)', la_regle.nom, la_regle.la_table, platform.pour_une_entite(la_regle.condition));
      END LOOP;
      EXECUTE 'CREATE OR REPLACE VIEW dossiers.v_identite WITH (security_invoker = false) AS '
        || platform.pour_une_entite(pg_get_viewdef('dossiers.v_identite'::regclass));
      -- What writes the policies of the tables to come.
      FOREACH la_fonction IN ARRAY '{"platform.condition_de_perimetre(regclass)", "platform.montrer(regclass, text[])"}'::regprocedure[] LOOP
        EXECUTE platform.pour_une_entite(replace(pg_get_functiondef(la_fonction), '(SELECT platform.geste())', 'platform.geste()'));
      END LOOP;
    END $$;
    DROP FUNCTION platform.pour_une_entite(text);

    -- What the opening of a transaction says of its dossier (ADR 0033, 0047): as text it was planned again at each page, here once for each connection.
    -- Runs with the rights of whoever asks. What a narrow reach does not show is absent, and the rest is said.
    CREATE FUNCTION dossiers.ouverture(p_dossier uuid) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
    BEGIN
      RETURN (
        SELECT jsonb_build_object('dossierId', p_dossier, 'closA', d.clos_a, 'fusionneDans', d.fusionne_dans, 'numero', g.numero, 'qualite', q.qualite,
          'suiviPar', CASE WHEN q.qualite <> 'suit' THEN (SELECT s.nom FROM dossiers.v_prise_en_charge_actuelle p
            JOIN moyens.v_service s ON s.service_id = p.service_id WHERE p.dossier_id = p_dossier) END,
          'propose', CASE WHEN q.qualite = 'propose'
            THEN (SELECT t.id FROM dossiers.transfert t WHERE t.dossier_id = p_dossier AND t.etat = 'propose') END)
        FROM dossiers.qualite(p_dossier) AS q (qualite)
          LEFT JOIN dossiers.dossier d ON d.dossier_id = p_dossier
          LEFT JOIN dossiers.dossier g ON g.dossier_id = d.fusionne_dans);
    END $$;
    GRANT EXECUTE ON FUNCTION dossiers.ouverture(uuid) TO fil_rouge_application;
  `.execute(db)
}
