import { type Kysely, sql } from 'kysely'

/** What is in hand says the day of the last convocation that was honoured or is to come. What a former version writes meanwhile is followed too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION agenda.suivre_la_derniere_convocation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = agenda, pg_temp AS $$
    BEGIN
      UPDATE dossiers.prise_en_charge p SET derniere_convocation_le = d.le
        FROM (SELECT x.dossier_id, (SELECT max(y.le) FROM agenda.convocation y WHERE y.dossier_id = x.dossier_id AND y.etat IN ('prevue', 'honoree')) AS le
          FROM (SELECT DISTINCT dossier_id FROM changes) x) d
        WHERE p.dossier_id = d.dossier_id AND p.fin_a IS NULL AND p.derniere_convocation_le IS DISTINCT FROM d.le;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION agenda.suivre_la_derniere_convocation() FROM PUBLIC;
    CREATE TRIGGER suivre_la_derniere_convocation AFTER INSERT ON agenda.convocation REFERENCING NEW TABLE AS changes
      FOR EACH STATEMENT EXECUTE FUNCTION agenda.suivre_la_derniere_convocation();
    CREATE TRIGGER suivre_la_derniere_convocation_change AFTER UPDATE ON agenda.convocation REFERENCING NEW TABLE AS changes
      FOR EACH STATEMENT EXECUTE FUNCTION agenda.suivre_la_derniere_convocation();
    CREATE TRIGGER suivre_la_derniere_convocation_efface AFTER DELETE ON agenda.convocation REFERENCING OLD TABLE AS changes
      FOR EACH STATEMENT EXECUTE FUNCTION agenda.suivre_la_derniere_convocation();

    -- Of a dossier that is taken in hand, or becomes another's.
    CREATE FUNCTION agenda.lire_la_derniere_convocation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = agenda, pg_temp AS $$
    BEGIN
      NEW.derniere_convocation_le := (SELECT max(y.le) FROM agenda.convocation y WHERE y.dossier_id = NEW.dossier_id AND y.etat IN ('prevue', 'honoree'));
      RETURN NEW;
    END $$;
    REVOKE ALL ON FUNCTION agenda.lire_la_derniere_convocation() FROM PUBLIC;
    CREATE TRIGGER lire_la_derniere_convocation BEFORE INSERT OR UPDATE OF dossier_id, fin_a ON dossiers.prise_en_charge
      FOR EACH ROW EXECUTE FUNCTION agenda.lire_la_derniere_convocation();
  `.execute(db)
}
