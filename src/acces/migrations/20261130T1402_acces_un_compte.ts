import { type Kysely, sql } from 'kysely'

/**
 * One account a transaction (ADR 0051): a second one is refused, so that the function of one and the entités of another are never asked
 * together, nor what one account had opened kept once another closed it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_fonction text := pg_get_functiondef('acces.ouvrir(bytea, uuid)'::regprocedure);
    BEGIN
      EXECUTE replace(la_fonction, 'IF ouverte THEN
        PERFORM set_config', 'IF platform.compte() <> a.id THEN
        RAISE EXCEPTION ''un_compte_par_transaction'' USING ERRCODE = ''insufficient_privilege'';
      END IF;
      IF ouverte THEN
        PERFORM set_config');
      IF pg_get_functiondef('acces.ouvrir(bytea, uuid)'::regprocedure) = la_fonction THEN RAISE EXCEPTION 'acces.ouvrir is not what it was'; END IF;
    END $$;
  `.execute(db)
}
