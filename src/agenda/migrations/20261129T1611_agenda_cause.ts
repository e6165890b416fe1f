import { type Kysely, sql } from 'kysely'

/**
 * A convocation remembers which fact cancelled it, so that what undoes the fact gives it back, or lists it for a decision. Those that were
 * cancelled before this day name no fact: their motive is words only, and nothing is guessed from words. A line to decide remembers the
 * absence that listed it, and the event that settled it: both are found again where they were written in one gesture.
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
      ADD CONSTRAINT decision_connue CHECK (decision IN ('gardee', 'deplacee', 'annulee', 'retablie', 'laissee_annulee', 'sans_objet')),
      ADD COLUMN absence_id uuid REFERENCES creneaux.absence,
      ADD COLUMN evenement_id uuid;
    COMMENT ON COLUMN agenda.a_decider.evenement_id IS 'What settled it by itself: a line of the history of the convocation, or the closing of the dossier.';
    -- An absence writes its lines in its own transaction.
    UPDATE agenda.a_decider d SET absence_id = b.id FROM creneaux.absence b, agenda.convocation c
      WHERE d.motif IN ('absence', 'fermeture') AND b.creee_a = d.depuis_a AND c.dossier_id = d.dossier_id AND c.id = d.convocation_id
        AND (b.agent_id = c.agent_id OR b.agenda_id = c.agenda_id OR b.lieu_id = c.lieu_id) AND tsrange(b.du, b.au) && c.creneau;
    -- The clocks of the program and of the base differ by less than a minute.
    UPDATE agenda.a_decider d SET evenement_id = (
      SELECT e.id FROM agenda.etat_de_convocation e WHERE e.dossier_id = d.dossier_id AND e.convocation_id = d.convocation_id AND e.par = d.decidee_par
        AND e.etat IN ('excusee', 'annulee', 'reportee') AND abs(extract(epoch FROM e.a - d.decidee_a)) < 60 ORDER BY e.a DESC, e.id DESC LIMIT 1)
      WHERE d.decision = 'annulee';
    -- Two absences list one convocation twice: each withdraws its own line.
    DROP INDEX agenda.un_seul_motif_en_attente;
    CREATE UNIQUE INDEX un_seul_motif_en_attente ON agenda.a_decider (dossier_id, convocation_id, motif, absence_id) NULLS NOT DISTINCT
      WHERE decidee_a IS NULL;
    CREATE INDEX a_decider_par_absence ON agenda.a_decider (absence_id) WHERE absence_id IS NOT NULL AND decidee_a IS NULL;

    -- What a fact had cancelled and its undoing could not give back waits too: it is no longer planned, and perhaps past.
    CREATE OR REPLACE VIEW agenda.v_a_decider WITH (security_invoker = true) AS
      SELECT d.dossier_id, d.id AS a_decider_id, d.convocation_id, d.motif, d.depuis_a, c.entite_id, c.le FROM agenda.a_decider d
      JOIN agenda.convocation c ON c.dossier_id = d.dossier_id AND c.id = d.convocation_id
      WHERE d.decidee_a IS NULL AND c.etat = CASE d.motif WHEN 'fin_annulee' THEN 'annulee' ELSE 'prevue' END;
  `.execute(db)
}
