import { type Kysely, sql } from 'kysely'

/**
 * A convocation remembers which fact cancelled it, so that what undoes the fact gives it back, or lists it for a decision. Those that were
 * cancelled before this day name no fact: their motive is words only, and nothing is guessed from words.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE agenda.etat_de_convocation
      ADD COLUMN cause text CONSTRAINT cause_connue CHECK (cause IN ('acte')),
      ADD COLUMN cause_id uuid,
      ADD CONSTRAINT cause_entiere CHECK ((cause IS NULL) = (cause_id IS NULL));
    CREATE INDEX etat_par_cause ON agenda.etat_de_convocation (dossier_id, cause_id) WHERE cause_id IS NOT NULL;

    ALTER TABLE agenda.a_decider
      DROP CONSTRAINT motif_connu,
      ADD CONSTRAINT motif_connu CHECK (motif IN ('absence', 'fermeture', 'plage', 'transfert', 'depart', 'detention', 'mesure', 'fin_annulee')),
      DROP CONSTRAINT decision_connue,
      ADD CONSTRAINT decision_connue CHECK (decision IN ('gardee', 'deplacee', 'annulee', 'retablie', 'laissee_annulee', 'sans_objet'));

    -- What a fact had cancelled and its undoing could not give back waits too: it is no longer planned, and perhaps past.
    CREATE OR REPLACE VIEW agenda.v_a_decider WITH (security_invoker = true) AS
      SELECT d.dossier_id, d.id AS a_decider_id, d.convocation_id, d.motif, d.depuis_a, c.entite_id, c.le FROM agenda.a_decider d
      JOIN agenda.convocation c ON c.dossier_id = d.dossier_id AND c.id = d.convocation_id
      WHERE d.decidee_a IS NULL AND c.etat = CASE d.motif WHEN 'fin_annulee' THEN 'annulee' ELSE 'prevue' END;
  `.execute(db)
}
