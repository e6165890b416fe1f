import { type Kysely, sql } from 'kysely'

/**
 * A dossier that is only proposed to a service is read there, and answered; nothing is born in it from that service until it is theirs
 * (ADR 0033). What such a service wrote before this day stays as it is.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Of whoever has opened the transaction: every ground on which they see the dossier is a proposal. Runs with their rights.
    CREATE FUNCTION dossiers.seulement_propose(le_dossier uuid) RETURNS boolean LANGUAGE sql STABLE
      RETURN coalesce((SELECT bool_and(p.motif = 'transfert_propose') FROM dossiers.perimetre p
        WHERE p.dossier_id = le_dossier AND p.entite_id = ANY (platform.entites())), false);
    GRANT EXECUTE ON FUNCTION dossiers.seulement_propose(uuid) TO fil_rouge_application;

    CREATE OR REPLACE FUNCTION dossiers.refuser_si_clos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    DECLARE le_dossier record;
    BEGIN
      IF coalesce(current_setting('fil_rouge.sur_dossier_clos', true), '') <> 'oui' THEN
        -- The lock makes who writes and who closes come one after the other.
        SELECT clos_a, fusionne_dans INTO le_dossier FROM dossiers.dossier WHERE dossier_id = NEW.dossier_id FOR KEY SHARE;
        IF le_dossier.clos_a IS NOT NULL OR le_dossier.fusionne_dans IS NOT NULL THEN
          RAISE EXCEPTION 'Un dossier clos ne reçoit plus rien : rouvrez-le d’abord, en disant pourquoi.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ecriture_fermee';
        END IF;
      END IF;
      IF coalesce(current_setting('fil_rouge.sur_dossier_propose', true), '') <> 'oui' AND dossiers.seulement_propose(NEW.dossier_id) THEN
        RAISE EXCEPTION 'Ce dossier vous est seulement proposé : répondez au transfert avant d’y écrire.'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'ecriture_fermee';
      END IF;
      RETURN NEW;
    END $$;

    -- Each of the two has its own permission, which the function reads.
    CREATE OR REPLACE PROCEDURE platform.fermer_si_clos(la_table regclass) LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('CREATE OR REPLACE TRIGGER ecriture_fermee BEFORE INSERT ON %s FOR EACH ROW
        WHEN (current_user = ''fil_rouge_application'') EXECUTE FUNCTION dossiers.refuser_si_clos()', la_table);
    END $$;
    DO $$
    DECLARE la_table record;
    BEGIN
      FOR la_table IN SELECT tgrelid::regclass AS nom FROM pg_trigger WHERE tgname = 'ecriture_fermee' LOOP
        CALL platform.fermer_si_clos(la_table.nom);
      END LOOP;
    END $$;
  `.execute(db)
}
