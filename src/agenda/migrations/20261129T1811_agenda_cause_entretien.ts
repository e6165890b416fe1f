import { type Kysely, sql } from 'kysely'

/**
 * An outcome remembers the entretien that noted it, and a cancellation the closing that did it: withdrawing the one, or undoing the other,
 * touches nothing else. Outcomes noted with an entretien before this day were written in its transaction, by its author: they are told by that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE agenda.etat_de_convocation
      DROP CONSTRAINT cause_connue,
      ADD CONSTRAINT cause_connue CHECK (cause IN ('acte', 'cloture', 'entretien'));
    UPDATE agenda.etat_de_convocation e SET cause = 'entretien', cause_id = x.id FROM accompagnement.entretien x
    WHERE x.dossier_id = e.dossier_id AND x.convocation_id = e.convocation_id AND e.etat = 'honoree' AND e.cause IS NULL
      AND e.par = x.agent_id AND e.a = x.cree_a;

    -- Nothing waits in a closed dossier; opened again, the lines that its closing settled wait again.
    UPDATE agenda.a_decider d SET decision = 'sans_objet', decidee_par = k.close_par, decidee_a = k.close_a, evenement_id = k.id
    FROM dossiers.cloture k WHERE k.dossier_id = d.dossier_id AND k.rouverte_a IS NULL AND d.decidee_a IS NULL;
    -- Nobody is expected again in one: a row given back is as new as one that is born (ADR 0033).
    CREATE TRIGGER attente_fermee BEFORE UPDATE OF etat ON agenda.convocation FOR EACH ROW
      WHEN (current_user = 'fil_rouge_application' AND NEW.etat = 'prevue' AND OLD.etat <> 'prevue') EXECUTE FUNCTION dossiers.refuser_si_clos();
  `.execute(db)
}
