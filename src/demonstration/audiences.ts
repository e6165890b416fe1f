import type pg from 'pg'
import { ajouterJours, estOuvre, type Jour } from '../platform/date.ts'
import { joursOuvresAvant } from './jours.ts'
import type { Service } from './organisation.ts'
import { territoireDe } from './types.ts'

/**
 * People convoked at the hearing in the coming days: they hold places of the shared agendas, and
 * two of them in one slot here and there. Written last, over the ranges that exist, for dossiers
 * that have nothing planned.
 */
const SORTIES = `
  WITH jours AS (SELECT * FROM unnest($1::uuid[], $2::date[], $3::date[]) AS t (entite_id, le,
    audience_le)),
  plages AS (
    SELECT p.id, p.agenda_id, p.capacite, p.de, p.pas_minutes, p.jours, g.entite_id, g.lieu_id,
      l.nom, l.adresse_complete, row_number() OVER (PARTITION BY g.entite_id ORDER BY p.id) AS rang
    FROM creneaux.plage p JOIN creneaux.agenda g ON g.id = p.agenda_id
    JOIN creneaux.v_lieu l ON l.lieu_id = g.lieu_id WHERE 'sortie_audience_spip' = ANY (p.types)),
  places AS (
    SELECT p.*, j.le, j.audience_le, (p.de + (c.n / 2) * p.pas_minutes * interval '1 minute')::time
      AS heure, c.n % 2 + 1 AS place,
           row_number() OVER (PARTITION BY p.entite_id ORDER BY j.le, c.n) AS tour
    FROM plages p JOIN jours j USING (entite_id), generate_series(0, 4) c (n)
    WHERE p.rang = 1 AND extract(isodow FROM j.le)::int = ANY (p.jours)
      AND (extract(day FROM j.le)::int + c.n) % 3 <> 0),
  personnes AS (
    SELECT e.dossier_id, e.service_id, e.referent_id, a.juridiction_id, b.id AS bex_id,
      row_number() OVER (PARTITION BY e.service_id ORDER BY e.dossier_id DESC) AS tour
    FROM dossiers.prise_en_charge e JOIN dossiers.dossier d USING (dossier_id)
    JOIN dossiers.personne i USING (dossier_id)
      CROSS JOIN LATERAL (SELECT s.juridiction_id FROM moyens.service_juridiction s
        WHERE s.service_id = e.service_id ORDER BY 1 LIMIT 1) a
      CROSS JOIN LATERAL (SELECT g.id FROM moyens.agent g
        WHERE g.juridiction_id = a.juridiction_id AND g.fonction = 'bex' LIMIT 1) b
    WHERE e.fin_a IS NULL AND d.clos_a IS NULL AND i.etablissement_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM agenda.convocation c
      WHERE c.dossier_id = e.dossier_id AND c.etat = 'prevue')),
  posees AS (
    INSERT INTO agenda.convocation (dossier_id, id, service_id, lieu_id, agenda_id, plage_id, place,
      capacite, type, lieu, adresse, le, heure, duree_minutes, origine, audience_le, creee_par,
      creee_a)
    SELECT q.dossier_id, overlay(overlay(md5(q.dossier_id::text || 'sortie') placing '4' from 13)
      placing '8' from 17)::uuid, q.service_id, p.lieu_id, p.agenda_id, p.id, p.place, p.capacite,
      'sortie_audience_spip', p.nom, p.adresse_complete, p.le, p.heure, 30, 'bex', p.audience_le,
      q.bex_id, p.audience_le + time '15:00'
    FROM places p JOIN personnes q ON q.service_id = p.entite_id AND q.tour = p.tour
    RETURNING dossier_id, id, creee_par, creee_a)
  INSERT INTO agenda.etat_de_convocation (dossier_id, id, convocation_id, etat, a, par)
  SELECT dossier_id, overlay(overlay(md5(id::text || 'prevue') placing '4' from 13) placing '8' from
    17)::uuid, id, 'prevue', creee_a, creee_par FROM posees`

/**
 * Summonses for a SPIP that is not in the tool: one with its day, one that the SPIP will convoke,
 * one whose papers have gone.
 */
const HORS_OUTIL = `
  WITH dites AS (
    SELECT t.*, j.id AS juridiction_id, g.id AS par,
      overlay(overlay(md5(t.nom || 'hors-outil') placing '4' from 13) placing '8' from 17)::uuid AS
      id
    FROM moyens.juridiction j CROSS JOIN LATERAL (SELECT g.id FROM moyens.agent g
      WHERE g.juridiction_id = j.id AND g.fonction = 'bex' ORDER BY g.id LIMIT 1) g,
    (VALUES
      ('Delorme-Petit', 'Inès', '1994-02-17'::date, 'SPIP de la Haute-Marne',
        '12 rue des Platanes, 52000 Chaumont', '03 25 00 00 12', $1::date, $3::date, '10:30'::time,
        NULL::date, 'SP 18 mois', true, NULL),
      ('Vasseur', 'Mickaël', '1987-09-30', 'SPIP de la Marne', '4 place du Marché, 51100 Reims',
        NULL, $1, NULL, NULL, NULL, 'TIG 140 heures', false, 'jugement, casier judiciaire'),
      ('Bonnefoy', 'Samira', '2001-06-08', 'SPIP de l’Aube', '27 avenue de la Gare, 10000 Troyes',
        '03 25 00 00 34', $2, NULL, NULL, $1, 'DDSE 6 mois', true, NULL)
    ) AS t (nom, prenoms, naissance_le, spip_nom, spip_adresse, spip_telephone, audience_le, le,
      heure, adresse_le, decision, decision_remise, pieces_manquantes)
    WHERE j.ville = 'Strasbourg'),
  remises AS (
    INSERT INTO bex.remise_hors_outil (juridiction_id, id, recherche_id, nom, prenoms, naissance_le,
      spip_nom, spip_adresse, spip_telephone, le, heure, audience_le, decision, decision_remise,
      pieces_manquantes, par, a)
    SELECT juridiction_id, id, id, nom, prenoms, naissance_le, spip_nom, spip_adresse,
      spip_telephone, le, heure, audience_le, decision, decision_remise, pieces_manquantes, par,
      audience_le + time '16:10' FROM dites)
  INSERT INTO bex.envoi_hors_outil (juridiction_id, remise_id, id, adresse_le, par, a)
  SELECT juridiction_id, id, id, adresse_le, par, adresse_le + time '09:20' FROM dites
  WHERE adresse_le IS NOT NULL`
async function remettreHorsOutil(client: pg.ClientBase, le: Jour): Promise<void> {
  const prochains = Array.from({ length: 20 }, (_, i) => ajouterJours(le, 9 + i)).filter(jour =>
    estOuvre(jour, 'metropole'),
  )
  await client.query(HORS_OUTIL, [
    joursOuvresAvant(le, 2, 'alsace-moselle'),
    joursOuvresAvant(le, 6, 'alsace-moselle'),
    prochains[0],
  ])
}

/** What each service says that it needs in a week, for the alert of availability. */
const BESOINS = `UPDATE creneaux.type t SET besoin_par_semaine = b.besoin
  FROM (VALUES ('suivi', 60), ('premiere', 12), ('sortie_audience_spip', 60),
    ('action_collective', 20), ('sap_ddse', 10)) AS b (cle, besoin) WHERE t.cle = b.cle`

export async function poserLesSorties(
  client: pg.ClientBase,
  services: Service[],
  le: Jour,
): Promise<void> {
  const jours = services.flatMap(service =>
    Array.from({ length: 12 }, (_, i) => ajouterJours(le, i + 1))
      .filter(jour => estOuvre(jour, territoireDe(service)))
      .map(jour => ({
        entite: service.id,
        jour,
        audienceLe: joursOuvresAvant(le, 1, territoireDe(service)),
      })),
  )
  await client.query(SORTIES, [
    jours.map(jour => jour.entite),
    jours.map(jour => jour.jour),
    jours.map(jour => jour.audienceLe),
  ])
  await remettreHorsOutil(client, le)
  await client.query(BESOINS)
}
