import { type Kysely, sql } from 'kysely'

/**
 * A convocation takes a place of a range: its capacity is exact because two that overlap in one agenda never hold the same place, and
 * no place is beyond the capacity. Courts convoke too. Those whose ground has moved wait for a decision.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DROP VIEW agenda.v_convocation;
    DROP INDEX agenda.convocation_du_jour;
    ALTER TABLE agenda.convocation
      DROP CONSTRAINT convocation_antenne_id_fkey,
      DROP CONSTRAINT un_agent_une_personne_a_la_fois,
      ALTER COLUMN service_id DROP NOT NULL,
      ALTER COLUMN agent_id DROP NOT NULL,
      ADD COLUMN juridiction_id uuid REFERENCES moyens.juridiction,
      ADD COLUMN agenda_id uuid REFERENCES creneaux.agenda,
      ADD COLUMN plage_id uuid REFERENCES creneaux.plage,
      ADD COLUMN place integer NOT NULL DEFAULT 1,
      ADD COLUMN capacite integer NOT NULL DEFAULT 1,
      ADD COLUMN collective boolean NOT NULL DEFAULT false,
      ADD COLUMN modalite text NOT NULL DEFAULT 'lieu' CONSTRAINT modalite_connue CHECK (modalite IN ('lieu', 'telephone', 'domicile', 'visio')),
      ADD COLUMN serie_id uuid,
      ADD COLUMN origine text NOT NULL DEFAULT 'service' CONSTRAINT origine_connue CHECK (origine IN ('service', 'bex', 'greffe', 'jap', 'import')),
      ADD COLUMN audience_le date,
      ADD COLUMN numero_parquet text,
      ADD COLUMN prevenir boolean NOT NULL DEFAULT true;
    ALTER TABLE agenda.convocation RENAME COLUMN antenne_id TO lieu_id;
    ALTER TABLE agenda.convocation
      ADD COLUMN entite_id uuid GENERATED ALWAYS AS (coalesce(service_id, juridiction_id)) STORED,
      ADD CONSTRAINT convocation_lieu_id_fkey FOREIGN KEY (lieu_id) REFERENCES creneaux.lieu,
      ADD CONSTRAINT un_service_ou_une_juridiction CHECK (num_nonnulls(service_id, juridiction_id) = 1),
      ADD CONSTRAINT quelqu_un_recoit CHECK (agent_id IS NOT NULL OR plage_id IS NOT NULL),
      ADD CONSTRAINT une_plage_a_son_agenda CHECK ((plage_id IS NULL) = (agenda_id IS NULL)),
      ADD CONSTRAINT place_dans_la_capacite CHECK (etat <> 'prevue' OR place BETWEEN 1 AND capacite),
      ADD CONSTRAINT capacite_de_la_plage FOREIGN KEY (plage_id, capacite) REFERENCES creneaux.plage (id, capacite),
      ADD CONSTRAINT un_agent_une_personne_a_la_fois EXCLUDE USING gist (agent_id WITH =, creneau WITH &&) WHERE (etat = 'prevue' AND NOT collective),
      ADD CONSTRAINT une_place_une_personne EXCLUDE USING gist (agenda_id WITH =, place WITH =, creneau WITH &&) WHERE (etat = 'prevue' AND agenda_id IS NOT NULL);
    ALTER TABLE agenda.convocation ADD CONSTRAINT type_de_l_entite FOREIGN KEY (entite_id, type) REFERENCES creneaux.type (entite_id, cle);
    CREATE INDEX convocation_du_jour ON agenda.convocation (entite_id, le, heure);
    CREATE INDEX convocation_par_agenda ON agenda.convocation (agenda_id, le, heure) WHERE agenda_id IS NOT NULL;
    -- Without it a service's year to come is looked for in the gist index of the whole country.
    CREATE INDEX occupation ON agenda.convocation (entite_id, le) INCLUDE (agent_id, agenda_id, collective, heure, duree_minutes, place) WHERE etat = 'prevue';
    CREATE INDEX convocation_par_lieu ON agenda.convocation (lieu_id, le) WHERE etat = 'prevue';

    -- Why a convocation to come must be looked at again: an absence, a closure, a range that changed, a transfer. Kept, moved or cancelled by someone.
    CREATE TABLE agenda.a_decider (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      convocation_id uuid NOT NULL,
      motif text NOT NULL CONSTRAINT motif_connu CHECK (motif IN ('absence', 'fermeture', 'plage', 'transfert', 'depart', 'detention')),
      detail text,
      depuis_a timestamptz NOT NULL DEFAULT now(),
      par uuid REFERENCES moyens.agent,
      decidee_a timestamptz,
      decidee_par uuid REFERENCES moyens.agent,
      decision text CONSTRAINT decision_connue CHECK (decision IN ('gardee', 'deplacee', 'annulee')),
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, convocation_id) REFERENCES agenda.convocation ON UPDATE CASCADE,
      CONSTRAINT decision_complete CHECK (num_nonnulls(decidee_a, decidee_par, decision) IN (0, 3))
    );
    CREATE UNIQUE INDEX un_seul_motif_en_attente ON agenda.a_decider (dossier_id, convocation_id, motif) WHERE decidee_a IS NULL;
    CALL platform.proteger('agenda.a_decider');

    CREATE VIEW agenda.v_convocation WITH (security_invoker = true) AS
      SELECT c.dossier_id, c.id AS convocation_id, c.entite_id, c.service_id, c.juridiction_id, c.agent_id, c.lieu_id, c.type, t.libelle AS type_libelle, c.modalite,
             c.lieu, c.adresse, c.le, c.heure, c.duree_minutes, c.etat, c.remplace_id, c.agenda_id, c.plage_id, c.collective, c.serie_id, c.origine, c.audience_le,
             c.creee_a, a.arrivee_a
      FROM agenda.convocation c JOIN creneaux.type t ON t.entite_id = c.entite_id AND t.cle = c.type
        LEFT JOIN agenda.arrivee a ON a.dossier_id = c.dossier_id AND a.convocation_id = c.id;
    GRANT SELECT ON agenda.v_convocation TO fil_rouge_application;

    CREATE VIEW agenda.v_a_decider WITH (security_invoker = true) AS
      SELECT d.dossier_id, d.id AS a_decider_id, d.convocation_id, d.motif, d.depuis_a, c.entite_id, c.le FROM agenda.a_decider d
      JOIN agenda.convocation c ON c.dossier_id = d.dossier_id AND c.id = d.convocation_id WHERE d.decidee_a IS NULL AND c.etat = 'prevue';
    GRANT SELECT ON agenda.v_a_decider TO fil_rouge_application;

    -- Places taken in an agenda or by an agent, whoever the people are: a BEX must see what is free without seeing who is there.
    -- One line per agent and agenda, its moments packed in one number each (minute since p_du, length, place): a year of a service is thirty
    -- thousand of them, and four numbers as text cost twice the query. Bounded to one agent and the agendas searched when they are given.
    -- Without the two settings the planner sorts thirty thousand rows, on two cores, to make forty groups.
    CREATE FUNCTION agenda.occupations(p_entite uuid, p_du date, p_au date, p_agent uuid DEFAULT NULL, p_agendas uuid[] DEFAULT NULL)
    RETURNS TABLE (agent_id uuid, agenda_id uuid, collective boolean, moments text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = agenda, pg_temp SET enable_sort = off SET max_parallel_workers_per_gather = 0 AS $$
      SELECT c.agent_id, c.agenda_id, c.collective, string_agg((((c.le - p_du) * 1440 + extract(epoch FROM c.heure)::int / 60)::bigint * 131072
             + c.duree_minutes * 256 + c.place)::text, ' ')
      FROM agenda.convocation c WHERE c.entite_id = p_entite AND c.le BETWEEN p_du AND p_au AND c.etat = 'prevue'
        AND (p_agent IS NULL OR c.agent_id = p_agent OR c.agenda_id = ANY (p_agendas))
      GROUP BY c.agent_id, c.agenda_id, c.collective
    $$;
    -- The lowest free place of a range at a moment, counted among everybody; NULL when it is full.
    CREATE FUNCTION agenda.place_libre(p_agenda uuid, p_creneau tsrange, p_capacite integer) RETURNS integer
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = agenda, pg_temp AS $$
      SELECT min(n)::int FROM generate_series(1, p_capacite) n
      WHERE NOT EXISTS (SELECT 1 FROM agenda.convocation c WHERE c.agenda_id = p_agenda AND c.place = n AND c.etat = 'prevue' AND c.creneau && p_creneau)
    $$;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW agenda.v_a_decider IS 'NULL: ';
    COMMENT ON VIEW agenda.v_convocation IS 'NULL: service_id, juridiction_id, agent_id, lieu_id, remplace_id, agenda_id, plage_id, serie_id, audience_le, arrivee_a';
  `.execute(db)
}
