import { type Kysely, sql } from 'kysely'

/**
 * Opening again is an act with its reason, kept beside the closing that it ends. Nothing new is born in a closed dossier: the command
 * refuses first, this trigger second (ADR 0033). Rows that were born in one before stay as they are: history is not rewritten.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE dossiers.cloture ADD COLUMN motif_reouverture text;
    -- The reason of the former reopenings was in the journal of writes only; what it no longer knows is said so.
    UPDATE dossiers.cloture c SET motif_reouverture = coalesce((
      SELECT j.motif FROM acces.journal_ecriture j
      WHERE j.dossier_id = c.dossier_id AND j.commande IN ('dossiers.rouvrir', 'dossiers.rejoindre') AND j.motif IS NOT NULL AND j.a >= c.close_a
      ORDER BY abs(extract(epoch FROM j.a - c.rouverte_a)) LIMIT 1), 'Motif non conservé')
    WHERE c.rouverte_a IS NOT NULL;
    ALTER TABLE dossiers.cloture ADD CONSTRAINT reouverture_motivee
      CHECK ((rouverte_a IS NULL) = (motif_reouverture IS NULL) AND (rouverte_a IS NULL) = (rouverte_par IS NULL));
    CREATE UNIQUE INDEX une_seule_cloture_en_vigueur ON dossiers.cloture (dossier_id) WHERE rouverte_a IS NULL;

    -- When a dossier closed and opened again, and why: what the fil tells.
    CREATE VIEW dossiers.v_cloture WITH (security_invoker = true) AS
      SELECT dossier_id, id AS cloture_id, close_a, motif, rouverte_a, motif_reouverture FROM dossiers.cloture;
    COMMENT ON VIEW dossiers.v_cloture IS 'NULL: rouverte_a, motif_reouverture';
    GRANT SELECT ON dossiers.v_cloture TO fil_rouge_application;

    CREATE FUNCTION dossiers.refuser_si_clos() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    DECLARE le_dossier record;
    BEGIN
      -- The lock makes who writes and who closes come one after the other.
      SELECT clos_a, fusionne_dans INTO le_dossier FROM dossiers.dossier WHERE dossier_id = NEW.dossier_id FOR KEY SHARE;
      IF le_dossier.clos_a IS NOT NULL OR le_dossier.fusionne_dans IS NOT NULL THEN
        RAISE EXCEPTION 'Un dossier clos ne reçoit plus rien : rouvrez-le d’abord, en disant pourquoi.'
          USING ERRCODE = 'check_violation', CONSTRAINT = 'ecriture_fermee';
      END IF;
      RETURN NEW;
    END $$;

    -- The owner (import of a whole service, restoration, erasure) is not concerned, nor is a command that says that it writes on a closed dossier.
    CREATE PROCEDURE platform.fermer_si_clos(la_table regclass) LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('CREATE TRIGGER ecriture_fermee BEFORE INSERT ON %s FOR EACH ROW
        WHEN (current_user = ''fil_rouge_application'' AND coalesce(current_setting(''fil_rouge.sur_dossier_clos'', true), '''') <> ''oui'')
        EXECUTE FUNCTION dossiers.refuser_si_clos()', la_table);
    END $$;

    DO $$
    DECLARE la_table record;
    BEGIN
      FOR la_table IN
        SELECT p.polrelid::regclass AS nom FROM pg_policy p WHERE p.polname = 'perimetre' AND p.polrelid NOT IN (
          SELECT to_regclass(x) FROM unnest(ARRAY[
            'dossiers.dossier', -- the dossier itself: it is there that it opens again
            'dossiers.cloture', 'dossiers.fusion', -- the acts that close it
            'dossiers.prise_en_charge', -- a court reopens a dossier where the person now lives
            'dossiers.brouillon', 'dossiers.nouvelle', -- of an agent, not of the dossier
            'messages.message', 'messages.evenement', 'messages.opposition', 'messages.lien_arret', -- receipts arrive late
            'agenda.etat_de_convocation', 'agenda.a_decider', -- the outcome of a past session is noted for all who were there
            'echeances.echeance' -- computed
          ]) AS x WHERE to_regclass(x) IS NOT NULL)
      LOOP
        CALL platform.fermer_si_clos(la_table.nom);
      END LOOP;
    END $$;

    -- From now on a table of a dossier is closed with it, unless its migration says why not.
    CREATE OR REPLACE PROCEDURE platform.proteger(la_table regclass, droits text DEFAULT 'SELECT, INSERT, UPDATE, DELETE') LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', la_table);
      EXECUTE format('CREATE POLICY perimetre ON %s USING (EXISTS (SELECT 1 FROM dossiers.perimetre p
        WHERE p.dossier_id = %s.dossier_id AND p.entite_id = ANY ((SELECT platform.entites())::uuid[])))', la_table, la_table);
      EXECUTE format('GRANT %s ON %s TO fil_rouge_application', droits, la_table);
      CALL platform.fermer_si_clos(la_table);
    END $$;
  `.execute(db)
}
