import { type Kysely, sql } from 'kysely'

/**
 * Which slot the paper says that the person was given in hand: moved since, the paper no longer tells the truth. Of those handed over before,
 * it is the slot that they had when they were given.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE agenda.convocation
      ADD COLUMN remise_version integer,
      ADD COLUMN remise_le date,
      ADD COLUMN remise_heure time,
      ADD COLUMN remise_lieu text,
      ADD CONSTRAINT papier_entier CHECK (num_nulls(remise_version, remise_le, remise_heure, remise_lieu) IN (0, 4));
    UPDATE agenda.convocation c SET remise_version = 1, remise_le = coalesce(p.le, c.le), remise_heure = coalesce(p.heure, c.heure), remise_lieu = coalesce(p.lieu, c.lieu)
      FROM bex.remise r LEFT JOIN LATERAL (
        SELECT e.convocation_id, (e.detail ->> 'le')::date AS le, (e.detail ->> 'heure')::time AS heure, e.detail ->> 'lieu' AS lieu
        FROM agenda.etat_de_convocation e WHERE e.dossier_id = r.dossier_id AND e.convocation_id = r.convocation_id AND e.etat = 'modifiee'
        ORDER BY e.a, e.id LIMIT 1) p ON true
      WHERE r.convocation_remise AND c.dossier_id = r.dossier_id AND c.id = r.convocation_id;
    UPDATE agenda.convocation c SET remise_version = 1, remise_le = coalesce(p.le, c.le), remise_heure = coalesce(p.heure, c.heure), remise_lieu = coalesce(p.lieu, c.lieu)
      FROM bex.remise r LEFT JOIN LATERAL (
        SELECT e.convocation_id, (e.detail ->> 'le')::date AS le, (e.detail ->> 'heure')::time AS heure, e.detail ->> 'lieu' AS lieu
        FROM agenda.etat_de_convocation e WHERE e.dossier_id = r.dossier_id AND e.convocation_id = r.seconde_convocation_id AND e.etat = 'modifiee'
        ORDER BY e.a, e.id LIMIT 1) p ON true
      WHERE r.convocation_remise AND c.dossier_id = r.dossier_id AND c.id = r.seconde_convocation_id;

    CREATE OR REPLACE VIEW agenda.v_convocation WITH (security_invoker = true) AS
      SELECT c.dossier_id, c.id AS convocation_id, c.entite_id, c.service_id, c.juridiction_id, c.agent_id, c.lieu_id, c.type, t.libelle AS type_libelle, c.modalite,
             c.lieu, c.adresse, c.le, c.heure, c.duree_minutes, c.etat, c.remplace_id, c.agenda_id, c.plage_id, c.collective, c.serie_id, c.origine, c.audience_le,
             c.creee_a, a.arrivee_a, coalesce((c.remise_le, c.remise_heure, c.remise_lieu) = (c.le, c.heure, c.lieu), false) AS papier_a_jour
      FROM agenda.convocation c JOIN creneaux.type t ON t.entite_id = c.entite_id AND t.cle = c.type
        LEFT JOIN agenda.arrivee a ON a.dossier_id = c.dossier_id AND a.convocation_id = c.id;
  `.execute(db)
}
