import { type Kysely, sql } from 'kysely'

/**
 * The decision that an act carries out: its number, its day, the juridiction that decided, and that whoever wrote it down had it in hand (ADR 0047). What
 * an act recorded before this day does not say is unknown.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.acte
      ADD COLUMN numero text CONSTRAINT numero_non_vide CHECK (btrim(numero) <> ''),
      ADD COLUMN decision_le date,
      ADD COLUMN decision_juridiction_id uuid REFERENCES moyens.juridiction,
      ADD COLUMN decision_vue boolean NOT NULL DEFAULT false;
    CREATE OR REPLACE VIEW mesures.v_acte WITH (security_invoker = true) AS
      SELECT a.dossier_id, a.id AS acte_id, a.mesure_id, a.rang, a.acte, a.vers, a.le, a.terme_le, a.cause_fin, a.de, a.auteur, a.decision, a.avis_personne, a.contenu,
             a.debut_le, a.saisi_a, a.saisi_par, a.hote, a.hote_habilite_le, a.tig_par_semaine, a.emploi_par_semaine,
             a.numero, a.decision_le, a.decision_juridiction_id, a.decision_vue
      FROM mesures.acte a WHERE a.annule_a IS NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = a.dossier_id AND r.mesure_id = a.mesure_id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
    COMMENT ON VIEW mesures.v_acte IS 'NULL: terme_le, cause_fin, decision, avis_personne, contenu, debut_le, hote, hote_habilite_le, tig_par_semaine, emploi_par_semaine, numero, decision_le, decision_juridiction_id';
  `.execute(db)
}
