import { type Kysely, sql } from 'kysely'

/**
 * A closed saisine says who closed it, and what was asked is corrected with its history. Of those already closed, who did it is read from the
 * final answer, then from the journal of writes; where neither says, it stays unknown.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE magistrats.saisine
      ADD COLUMN close_par uuid REFERENCES moyens.agent,
      ADD COLUMN version integer NOT NULL DEFAULT 1;
    UPDATE magistrats.saisine s SET close_par = coalesce(
        (SELECT p.magistrat_id FROM magistrats.reponse p JOIN magistrats.rapport r ON r.dossier_id = p.dossier_id AND r.id = p.rapport_id
         WHERE r.dossier_id = s.dossier_id AND r.saisine_id = s.id AND p.sens <> 'complement' AND s.close_motif = 'Réponse du magistrat'
         ORDER BY p.repondu_a DESC LIMIT 1),
        (SELECT j.compte_id FROM acces.journal_ecriture j JOIN moyens.agent a ON a.id = j.compte_id
         WHERE j.dossier_id = s.dossier_id AND j.cible = s.id AND j.commande = 'magistrats.clore-saisine' ORDER BY j.a DESC LIMIT 1))
      WHERE s.close_a IS NOT NULL;

    CREATE TABLE magistrats.correction_de_saisine (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      saisine_id uuid NOT NULL,
      avant_nature text NOT NULL,
      avant_objet text NOT NULL,
      avant_echeance_le date NOT NULL,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      a timestamptz NOT NULL DEFAULT now(),
      par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, saisine_id) REFERENCES magistrats.saisine ON UPDATE CASCADE
    );
    CREATE INDEX correction_par_saisine ON magistrats.correction_de_saisine (dossier_id, saisine_id, a);
    CALL platform.proteger('magistrats.correction_de_saisine', 'SELECT, INSERT, UPDATE');
  `.execute(db)
}
