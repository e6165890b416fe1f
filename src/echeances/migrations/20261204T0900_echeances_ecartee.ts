import { type Kysely, sql } from 'kysely'

/**
 * A deadline says itself that it is set aside. A service's lists ask it of every deadline that has come due since a dossier was opened, and most of
 * these were set aside: each was looked for in another table. What a former version writes meanwhile is followed too.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE echeances.echeance ADD COLUMN ecartee boolean NOT NULL DEFAULT false;
    CREATE FUNCTION echeances.suivre_la_non_poursuite() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = echeances, pg_temp AS $$
    BEGIN
      UPDATE echeances.echeance e SET ecartee = NEW.reprise_a IS NULL
        WHERE e.dossier_id = NEW.dossier_id AND e.mesure_id = NEW.mesure_id AND e.cle = NEW.cle AND e.rang = NEW.rang;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION echeances.suivre_la_non_poursuite() FROM PUBLIC;
    CREATE TRIGGER suivre_la_non_poursuite AFTER INSERT OR UPDATE OF reprise_a ON echeances.non_poursuite
      FOR EACH ROW EXECUTE FUNCTION echeances.suivre_la_non_poursuite();

    -- One that is computed again, and was set aside before, still is.
    CREATE FUNCTION echeances.reprendre_la_non_poursuite() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = echeances, pg_temp AS $$
    BEGIN
      UPDATE echeances.echeance e SET ecartee = true FROM nouvelles v JOIN echeances.non_poursuite n
        ON n.dossier_id = v.dossier_id AND n.mesure_id = v.mesure_id AND n.cle = v.cle AND n.rang = v.rang AND n.reprise_a IS NULL
        WHERE e.dossier_id = v.dossier_id AND e.mesure_id = v.mesure_id AND e.cle = v.cle AND e.rang = v.rang;
      RETURN NULL;
    END $$;
    REVOKE ALL ON FUNCTION echeances.reprendre_la_non_poursuite() FROM PUBLIC;
    CREATE TRIGGER reprendre_la_non_poursuite AFTER INSERT ON echeances.echeance REFERENCING NEW TABLE AS nouvelles
      FOR EACH STATEMENT EXECUTE FUNCTION echeances.reprendre_la_non_poursuite();

    CREATE OR REPLACE VIEW echeances.v_echeance WITH (security_invoker = true) AS
      SELECT e.dossier_id, e.mesure_id, e.cle, e.rang, e.le, e.ouvre_le, e.en_main, e.faite_le, n.motif AS non_poursuivie_motif, n.id AS non_poursuite_id,
        e.a_verifier, e.ecartee
      FROM echeances.echeance e LEFT JOIN echeances.non_poursuite n
        ON n.dossier_id = e.dossier_id AND n.mesure_id = e.mesure_id AND n.cle = e.cle AND n.rang = e.rang AND n.reprise_a IS NULL;
  `.execute(db)
}
