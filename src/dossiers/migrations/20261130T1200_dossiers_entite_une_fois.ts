import { type Kysely, sql } from 'kysely'

/**
 * Who asks is verified each time that it is read (`platform.du_contexte`): once for a query, not once for each row. The table of the openings
 * is itself shown for one's entité alone: a policy that looks there does not ask a second time. Its own policy must never be widened.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_regle record; la_fonction regprocedure;
    BEGIN
      FOR la_regle IN SELECT polname AS nom, polrelid::regclass AS la_table, pg_get_expr(polqual, polrelid) AS condition FROM pg_policy
        WHERE pg_get_expr(polqual, polrelid) LIKE '%platform.entite()%'
      LOOP
        EXECUTE format('ALTER POLICY %I ON %s USING (%s)', la_regle.nom, la_regle.la_table,
          replace(replace(la_regle.condition, '(p.entite_id = platform.entite()) AND ', ''), 'platform.entite()', '(SELECT platform.entite())'));
      END LOOP;
      EXECUTE 'CREATE OR REPLACE VIEW dossiers.v_identite WITH (security_invoker = false) AS '
        || replace(pg_get_viewdef('dossiers.v_identite'::regclass), 'platform.entite()', '(SELECT platform.entite())');
      -- What writes the policies of the tables to come.
      FOREACH la_fonction IN ARRAY '{"platform.condition_de_perimetre(regclass)", "platform.montrer(regclass, text[])"}'::regprocedure[] LOOP
        EXECUTE replace(pg_get_functiondef(la_fonction), 'AND p.entite_id = platform.entite() ', '');
      END LOOP;
    END $$;
  `.execute(db)
}
