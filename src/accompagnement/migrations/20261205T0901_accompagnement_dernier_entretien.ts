import { type Kysely, sql } from 'kysely'

/** What is in hand says the day of the last entretien. What a former version writes meanwhile is followed too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION accompagnement.suivre_le_dernier_entretien() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = accompagnement, pg_temp AS $$
    BEGIN
      UPDATE dossiers.prise_en_charge p SET dernier_entretien_le = d.le
        FROM (SELECT x.dossier_id, (SELECT max(y.le) FROM accompagnement.entretien y WHERE y.dossier_id = x.dossier_id AND NOT y.retire) AS le
          FROM (SELECT DISTINCT dossier_id FROM changes) x) d
        WHERE p.dossier_id = d.dossier_id AND p.fin_a IS NULL AND p.dernier_entretien_le IS DISTINCT FROM d.le;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION accompagnement.suivre_le_dernier_entretien() FROM PUBLIC;
    CREATE TRIGGER suivre_le_dernier_entretien AFTER INSERT ON accompagnement.entretien REFERENCING NEW TABLE AS changes
      FOR EACH STATEMENT EXECUTE FUNCTION accompagnement.suivre_le_dernier_entretien();
    CREATE TRIGGER suivre_le_dernier_entretien_change AFTER UPDATE ON accompagnement.entretien REFERENCING NEW TABLE AS changes
      FOR EACH STATEMENT EXECUTE FUNCTION accompagnement.suivre_le_dernier_entretien();
    CREATE TRIGGER suivre_le_dernier_entretien_efface AFTER DELETE ON accompagnement.entretien REFERENCING OLD TABLE AS changes
      FOR EACH STATEMENT EXECUTE FUNCTION accompagnement.suivre_le_dernier_entretien();

    -- Of a dossier that is taken in hand, or becomes another's.
    CREATE FUNCTION accompagnement.lire_le_dernier_entretien() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = accompagnement, pg_temp AS $$
    BEGIN
      NEW.dernier_entretien_le := (SELECT max(y.le) FROM accompagnement.entretien y WHERE y.dossier_id = NEW.dossier_id AND NOT y.retire);
      RETURN NEW;
    END $$;
    REVOKE ALL ON FUNCTION accompagnement.lire_le_dernier_entretien() FROM PUBLIC;
    CREATE TRIGGER lire_le_dernier_entretien BEFORE INSERT OR UPDATE OF dossier_id, fin_a ON dossiers.prise_en_charge
      FOR EACH ROW EXECUTE FUNCTION accompagnement.lire_le_dernier_entretien();
  `.execute(db)
}
