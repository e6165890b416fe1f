import { type Kysely, sql } from 'kysely'

/**
 * What an act that assigns a work of general interest says: what the host is for the law, since when it is habilitated, and the week that was
 * planned. Each is optional; they are what the rules of hosts and of the week refuse by, until a module keeps hosts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.acte
      ADD COLUMN hote text CONSTRAINT hote_connu CHECK (hote IN ('public', 'mission_de_service_public', 'association', 'economie_sociale', 'societe_a_mission')),
      ADD COLUMN hote_habilite_le date,
      ADD COLUMN tig_par_semaine integer CONSTRAINT tig_positif CHECK (tig_par_semaine > 0),
      ADD COLUMN emploi_par_semaine integer CONSTRAINT emploi_positif CHECK (emploi_par_semaine >= 0);
    CREATE OR REPLACE VIEW mesures.v_acte WITH (security_invoker = true) AS
      SELECT a.dossier_id, a.id AS acte_id, a.mesure_id, a.rang, a.acte, a.vers, a.le, a.terme_le, a.cause_fin, a.de, a.auteur, a.decision, a.avis_personne, a.contenu,
             a.debut_le, a.saisi_a, a.saisi_par, a.hote, a.hote_habilite_le, a.tig_par_semaine, a.emploi_par_semaine
      FROM mesures.acte a WHERE a.annule_a IS NULL AND NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = a.dossier_id AND r.mesure_id = a.mesure_id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
    COMMENT ON VIEW mesures.v_acte IS 'NULL: terme_le, cause_fin, decision, avis_personne, contenu, debut_le, hote, hote_habilite_le, tig_par_semaine, emploi_par_semaine';
  `.execute(db)
}
