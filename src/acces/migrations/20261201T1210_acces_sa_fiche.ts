import { type Kysely, sql } from 'kysely'

/** What opens an account, and until when, is another's to write: a departure said for who keeps the directory was emptied by themselves (ADR 0051). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_fonction text := pg_get_functiondef('acces.garder_l_annuaire()'::regprocedure);
    BEGIN
      EXECUTE replace(la_fonction, 'IS DISTINCT FROM (OLD.id, OLD.service_id, OLD.juridiction_id))',
        'IS DISTINCT FROM (OLD.id, OLD.service_id, OLD.juridiction_id))
         OR (TG_OP = ''UPDATE'' AND NEW.id = qui.id AND (NEW.arrive_le, NEW.parti_le) IS DISTINCT FROM (OLD.arrive_le, OLD.parti_le))');
      IF pg_get_functiondef('acces.garder_l_annuaire()'::regprocedure) = la_fonction
        THEN RAISE EXCEPTION 'acces.garder_l_annuaire is not what it was'; END IF;
    END $$;
  `.execute(db)
}
