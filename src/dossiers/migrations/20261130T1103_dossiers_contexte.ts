import { type Kysely, sql } from 'kysely'

/**
 * The context is checked where it is read: asked once a query, as the policies do, and not once a row. Wherever a function or a policy asked
 * in its condition who acts, it now asks beside it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_fonction record; la_politique record;
    BEGIN
      FOR la_fonction IN SELECT pg_get_functiondef(p.oid) AS texte FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
        WHERE p.prokind = 'f' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'platform')
          AND pg_get_functiondef(p.oid) LIKE '%ANY (platform.entites())%' LOOP
        EXECUTE replace(la_fonction.texte, 'ANY (platform.entites())', 'ANY ((SELECT platform.entites())::uuid[])');
      END LOOP;
      FOR la_politique IN SELECT p.polname, p.polrelid::regclass AS la_table, pg_get_expr(p.polqual, p.polrelid) AS condition FROM pg_policy p
        WHERE pg_get_expr(p.polqual, p.polrelid) ~ '= platform\\.compte\\(\\)' LOOP
        EXECUTE format('ALTER POLICY %I ON %s USING (%s)', la_politique.polname, la_politique.la_table,
          replace(la_politique.condition, '= platform.compte()', '= (SELECT platform.compte())'));
      END LOOP;
    END $$;
  `.execute(db)
}
