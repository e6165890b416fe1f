import { type Kysely, sql } from 'kysely'

/** How long a decision has executed of a sentence: months and days, both or neither. What was recorded before does not say it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.acte
      ADD COLUMN partie_mois smallint,
      ADD COLUMN partie_jours smallint,
      ADD CONSTRAINT partie_dite CHECK ((partie_mois IS NULL) = (partie_jours IS NULL)),
      ADD CONSTRAINT partie_positive CHECK (partie_mois >= 0 AND partie_jours >= 0 AND partie_mois + partie_jours > 0);
    GRANT INSERT (partie_mois, partie_jours), UPDATE (partie_mois, partie_jours) ON mesures.acte TO fil_rouge_application;
    CREATE OR REPLACE VIEW mesures.v_acte WITH (security_invoker = true) AS
      SELECT a.dossier_id, a.id AS acte_id, a.mesure_id, a.rang, a.acte, a.vers, a.le, a.terme_le, a.cause_fin, a.de, a.auteur, a.decision, a.avis_personne, a.contenu,
             a.debut_le, a.saisi_a, a.saisi_par, a.hote, a.hote_habilite_le, a.tig_par_semaine, a.emploi_par_semaine,
             a.numero, a.decision_le, a.decision_juridiction_id, a.decision_vue, a.sans_numero, a.partie_mois, a.partie_jours
      FROM mesures.acte a WHERE a.annule_a IS NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = a.dossier_id AND r.mesure_id = a.mesure_id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
    COMMENT ON VIEW mesures.v_acte IS 'NULL: terme_le, cause_fin, decision, avis_personne, contenu, debut_le, hote, hote_habilite_le, tig_par_semaine, emploi_par_semaine, numero, decision_le, decision_juridiction_id, partie_mois, partie_jours';
  `.execute(db)
}
