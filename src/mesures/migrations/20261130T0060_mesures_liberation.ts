import { type Kysely, sql } from 'kysely'

/**
 * What the decision says of a release, where a delay or a threshold turns on it: one of the offences of CPP D534-1, granted by the tribunal de
 * l’application des peines (CPP 712-19), no prison sentence before it (CPP 763-7-1), by the law itself (CPP 720, II).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE mesures.mesure
      ADD COLUMN viol_ou_atteinte boolean NOT NULL DEFAULT false,
      ADD COLUMN par_le_tap boolean NOT NULL DEFAULT false,
      ADD COLUMN sans_detention boolean NOT NULL DEFAULT false,
      ADD COLUMN de_droit boolean NOT NULL DEFAULT false;
    CREATE OR REPLACE VIEW mesures.v_mesure WITH (security_invoker = true) AS
      SELECT m.dossier_id, m.id AS mesure_id, m.nature, m.referentiel, m.juridiction_id, m.numero_parquet, m.decision_le, coalesce(d.debut_le, m.debut_le) AS debut_le,
             m.faits_le, m.notifiee_le, m.execution_provisoire, m.duree_mois, m.heures, m.palier, m.fin_le AS fin_initiale_le,
             CASE WHEN a.id IS NULL THEN m.fin_le ELSE a.terme_le END AS fin_prevue_le, a.vers AS etat,
             CASE WHEN a.cause_fin IS NOT NULL THEN a.le END AS finie_le, a.cause_fin,
             CASE WHEN a.cause_fin IS NOT NULL THEN a.le WHEN a.id IS NULL THEN m.fin_le ELSE a.terme_le END AS fin_le, m.precisions, m.version,
             m.debut_le AS debut_prononce_le, m.peine_mois, m.recidive, m.ssj_encouru, m.contravention, m.cas_permis,
             m.viol_ou_atteinte, m.par_le_tap, m.sans_detention, m.de_droit
      FROM mesures.mesure m LEFT JOIN LATERAL (
        SELECT x.id, x.vers, x.le, x.cause_fin, x.terme_le FROM mesures.acte x
        WHERE x.dossier_id = m.dossier_id AND x.mesure_id = m.id AND x.annule_a IS NULL ORDER BY x.rang DESC LIMIT 1) a ON true
      LEFT JOIN LATERAL (
        SELECT x.debut_le FROM mesures.acte x
        WHERE x.dossier_id = m.dossier_id AND x.mesure_id = m.id AND x.annule_a IS NULL AND x.debut_le IS NOT NULL ORDER BY x.rang DESC LIMIT 1) d ON true
      WHERE NOT EXISTS (SELECT 1 FROM mesures.retrait r
        WHERE r.dossier_id = m.dossier_id AND r.mesure_id = m.id AND r.obligation_id IS NULL AND r.remis_a IS NULL);
    COMMENT ON VIEW mesures.v_mesure IS 'NULL: juridiction_id, numero_parquet, faits_le, notifiee_le, duree_mois, heures, palier, fin_initiale_le, fin_prevue_le, etat, finie_le, cause_fin, fin_le, precisions, peine_mois, cas_permis';
  `.execute(db)
}
