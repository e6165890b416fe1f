import { type Kysely, sql } from 'kysely'

/**
 * A request is closed in the name of whoever closes it (ADR 0051). One that a withdrawn answer had opened again goes back to who had closed it: the
 * answer keeps their name as the request says it when the answer is given, and it changes no more.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE FUNCTION magistrats.tenir_la_cloture() RETURNS trigger LANGUAGE plpgsql SET search_path = magistrats, pg_temp AS $$
    BEGIN
      IF (NEW.close_par IS NULL) <> (NEW.close_a IS NULL) OR (NEW.close_par IS NOT NULL AND NEW.close_par IS DISTINCT FROM platform.compte()
          AND NOT EXISTS (SELECT 1 FROM magistrats.rapport p JOIN magistrats.reponse r ON r.dossier_id = p.dossier_id AND r.rapport_id = p.id
            WHERE p.dossier_id = NEW.dossier_id AND p.saisine_id = NEW.id AND r.retiree_a IS NOT NULL
              AND r.close_precedente_par = NEW.close_par AND r.close_precedente_a = NEW.close_a)) THEN
        RAISE EXCEPTION 'Cette demande se clôt au nom du compte qui la clôt.' USING ERRCODE = 'insufficient_privilege', CONSTRAINT = 'en_son_nom';
      END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER avec_close_par BEFORE UPDATE OF close_par, close_a ON magistrats.saisine FOR EACH ROW
      WHEN (current_user = 'fil_rouge_application' AND (NEW.close_par IS DISTINCT FROM OLD.close_par OR NEW.close_a IS DISTINCT FROM OLD.close_a))
      EXECUTE FUNCTION magistrats.tenir_la_cloture();
    CREATE POLICY cloture_signee ON magistrats.saisine AS RESTRICTIVE FOR INSERT
      WITH CHECK (num_nulls(close_par, close_a) = 2 OR close_par = (SELECT platform.compte()));

    CREATE POLICY cloture_precedente ON magistrats.reponse AS RESTRICTIVE FOR INSERT WITH CHECK (num_nulls(close_precedente_par, close_precedente_a) = 2
      OR EXISTS (SELECT 1 FROM magistrats.rapport p JOIN magistrats.saisine s ON s.dossier_id = p.dossier_id AND s.id = p.saisine_id
        WHERE p.dossier_id = reponse.dossier_id AND p.id = reponse.rapport_id AND s.close_a = reponse.close_precedente_a
          AND s.close_par IS NOT DISTINCT FROM reponse.close_precedente_par));
    REVOKE UPDATE ON magistrats.reponse FROM fil_rouge_application;
    GRANT UPDATE (dossier_id, pour_le, echeance_precedente, retiree_a, retiree_par, retiree_motif) ON magistrats.reponse TO fil_rouge_application;
  `.execute(db)
}
