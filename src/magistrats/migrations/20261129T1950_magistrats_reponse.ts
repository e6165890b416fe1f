import { type Kysely, sql } from 'kysely'

/**
 * What a report in « complément demandé » has become is derived, never written: the report of the same saisine that left after the complement
 * was asked is its `suite_id`; a saisine closed without one asks no more. Rows are not touched: those already answered read right at once.
 * A magistrate takes back an answer that was a mistake: it stays readable, with who and why, and has no effect any more. What the request was
 * before a complement reopened it is kept with the answer, so that it is so again; of old rows, only its day was kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE magistrats.reponse
      ADD COLUMN close_precedente_a timestamptz,
      ADD COLUMN close_precedente_motif text,
      ADD COLUMN close_precedente_par uuid REFERENCES moyens.agent,
      ADD COLUMN retiree_a timestamptz,
      ADD COLUMN retiree_par uuid REFERENCES moyens.agent,
      ADD COLUMN retiree_motif text,
      ADD CONSTRAINT retiree_par_quelqu_un CHECK ((retiree_a IS NULL) = (retiree_par IS NULL) AND (retiree_a IS NULL) = (retiree_motif IS NULL)
        AND btrim(retiree_motif) <> '');
    DROP INDEX magistrats.une_seule_reponse_definitive;
    CREATE UNIQUE INDEX une_seule_reponse_definitive ON magistrats.reponse (dossier_id, rapport_id) WHERE sens <> 'complement' AND retiree_a IS NULL;

    CREATE OR REPLACE VIEW magistrats.v_rapport WITH (security_invoker = true) AS
      SELECT r.dossier_id, r.id AS rapport_id, r.saisine_id, r.mesure_id, r.juridiction_id, r.service_id, r.nature, r.titre, r.redacteur_id, r.etat,
             r.echeance_le, r.cree_a, n.suite_id,
             CASE WHEN r.etat <> 'complement' THEN r.etat
                  WHEN n.suite_id IS NOT NULL THEN 'complement_recu'
                  WHEN s.close_a IS NOT NULL THEN 'complement_clos'
                  ELSE r.etat END AS etat_dit
      FROM magistrats.rapport r
        LEFT JOIN magistrats.saisine s ON s.dossier_id = r.dossier_id AND s.id = r.saisine_id
        LEFT JOIN LATERAL (
          SELECT y.id AS suite_id FROM magistrats.rapport y
            JOIN magistrats.mouvement_de_rapport t ON t.dossier_id = y.dossier_id AND t.rapport_id = y.id AND t.etat = 'transmis'
          WHERE y.dossier_id = r.dossier_id AND y.saisine_id = r.saisine_id AND y.id <> r.id AND y.etat IN ('transmis', 'lu', 'complement', 'repondu')
            AND t.a > (SELECT max(p.repondu_a) FROM magistrats.reponse p
                       WHERE p.dossier_id = r.dossier_id AND p.rapport_id = r.id AND p.sens = 'complement' AND p.retiree_a IS NULL)
          ORDER BY t.a, y.id LIMIT 1) n ON r.etat = 'complement';
    COMMENT ON VIEW magistrats.v_rapport IS 'NULL: saisine_id, mesure_id, echeance_le, suite_id';
    CREATE OR REPLACE VIEW magistrats.v_saisine WITH (security_invoker = true) AS
      SELECT s.dossier_id, s.id AS saisine_id, s.mesure_id, s.juridiction_id, s.magistrat_id, s.nature, s.objet, s.recue_le, s.echeance_le, s.close_a,
             d.detenteur, d.precision AS detenteur_precision, d.depuis_a AS detenu_depuis_a,
             EXISTS (SELECT 1 FROM magistrats.v_rapport r WHERE r.dossier_id = s.dossier_id AND r.saisine_id = s.id AND r.etat_dit = 'complement') AS complement
      FROM magistrats.saisine s
      LEFT JOIN magistrats.detention d ON d.dossier_id = s.dossier_id AND d.saisine_id = s.id AND d.jusqu_a IS NULL;
  `.execute(db)
}
