import { type Kysely, sql } from 'kysely'

/**
 * Functions that are one query, written since 20261130T1103, asked once a row who acts. Each asks beside its rows, as the policies do; the three
 * that are named read every transfer, or every dossier of a number.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_fonction record; apres text; faites text[] := '{}';
    BEGIN
      FOR la_fonction IN SELECT p.oid::regproc::text AS nom, pg_get_functiondef(p.oid) AS lu FROM pg_proc p
        JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
        WHERE l.lanname = 'sql' AND p.prokind = 'f' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public', 'platform')
      LOOP
        apres := replace(la_fonction.lu, 'ANY (platform.entites())', 'ANY ((SELECT platform.entites())::uuid[])');
        apres := regexp_replace(apres, '(?<!\\( ?SELECT )(platform\\.(compte\\(\\)|fonction\\(\\)|est_de\\(''[^'']*''(::text\\[\\])?\\)))', '(SELECT \\1)', 'g');
        CONTINUE WHEN apres = la_fonction.lu;
        EXECUTE apres;
        faites := faites || la_fonction.nom;
      END LOOP;
      IF NOT faites @> '{dossiers.transferts_de_mon_service,dossiers.demandes_de_mon_service,dossiers.autrefois_de_numero}' THEN
        RAISE EXCEPTION 'les fonctions attendues ne disent pas ce qui est attendu : %', faites;
      END IF;
    END $$;
  `.execute(db)
}
