import { type Kysely, sql } from 'kysely'

/** A decision that bears no number says so (ADR 0047): an act without a number and without this was never asked, and is unknown. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.acte
      ADD COLUMN sans_numero boolean NOT NULL DEFAULT false,
      ADD CONSTRAINT numero_ou_sans CHECK (NOT (sans_numero AND numero IS NOT NULL));
    CREATE OR REPLACE VIEW mesures.v_acte WITH (security_invoker = true) AS
      SELECT a.dossier_id, a.id AS acte_id, a.mesure_id, a.rang, a.acte, a.vers, a.le, a.terme_le, a.cause_fin, a.de, a.auteur, a.decision, a.avis_personne, a.contenu,
             a.debut_le, a.saisi_a, a.saisi_par, a.hote, a.hote_habilite_le, a.tig_par_semaine, a.emploi_par_semaine,
             a.numero, a.decision_le, a.decision_juridiction_id, a.decision_vue, a.sans_numero
      FROM mesures.acte a WHERE a.annule_a IS NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = a.dossier_id AND r.mesure_id = a.mesure_id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
  `.execute(db)
}
