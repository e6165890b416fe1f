import { type Kysely, sql } from 'kysely'

/**
 * A service keeps in hand the dossiers that it closed, for it may have to open them again; each of its lists leaves them out. It read for that each
 * dossier, and who may read it: the prise en charge says it now, in the index by which such a list begins.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE dossiers.prise_en_charge ADD COLUMN dossier_clos boolean NOT NULL DEFAULT false;

    CREATE FUNCTION dossiers.suivre_la_cloture() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      UPDATE dossiers.prise_en_charge p SET dossier_clos = NEW.clos_a IS NOT NULL OR NEW.fusionne_dans IS NOT NULL
        WHERE p.dossier_id = NEW.dossier_id AND p.fin_a IS NULL;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION dossiers.suivre_la_cloture() FROM PUBLIC;
    CREATE TRIGGER suivre_la_cloture AFTER UPDATE OF clos_a, fusionne_dans ON dossiers.dossier
      FOR EACH ROW EXECUTE FUNCTION dossiers.suivre_la_cloture();

    -- One that begins while the dossier is closed, or becomes that of another dossier.
    CREATE FUNCTION dossiers.lire_la_cloture() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      NEW.dossier_clos := EXISTS (SELECT 1 FROM dossiers.dossier d
        WHERE d.dossier_id = NEW.dossier_id AND (d.clos_a IS NOT NULL OR d.fusionne_dans IS NOT NULL));
      RETURN NEW;
    END $$;
    REVOKE ALL ON FUNCTION dossiers.lire_la_cloture() FROM PUBLIC;
    CREATE TRIGGER lire_la_cloture BEFORE INSERT OR UPDATE OF dossier_id, fin_a ON dossiers.prise_en_charge
      FOR EACH ROW EXECUTE FUNCTION dossiers.lire_la_cloture();

    CREATE OR REPLACE VIEW dossiers.v_prise_en_charge_actuelle WITH (security_invoker = true) AS
      SELECT dossier_id, id AS prise_en_charge_id, service_id, antenne_id, referent_id, debut_a, dossier_clos FROM dossiers.prise_en_charge WHERE fin_a IS NULL;
  `.execute(db)
}
