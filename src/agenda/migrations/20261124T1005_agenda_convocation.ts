import { type Kysely, sql } from 'kysely'

/** Convocations, each état that they went through, and arrivals at the desk. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA agenda;
    GRANT USAGE ON SCHEMA agenda TO fil_rouge_application;

    CREATE TABLE agenda.convocation (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      service_id uuid NOT NULL REFERENCES moyens.service,
      agent_id uuid NOT NULL REFERENCES moyens.agent,
      antenne_id uuid REFERENCES moyens.antenne,
      type text NOT NULL,
      lieu text NOT NULL CONSTRAINT lieu_non_vide CHECK (btrim(lieu) <> ''),
      adresse text NOT NULL CONSTRAINT adresse_non_vide CHECK (btrim(adresse) <> ''),
      le date NOT NULL,
      heure time(0) NOT NULL,
      duree_minutes integer NOT NULL CONSTRAINT duree_raisonnable CHECK (duree_minutes BETWEEN 5 AND 480),
      consigne text,
      etat text NOT NULL DEFAULT 'prevue' CONSTRAINT etat_connu CHECK (etat IN ('prevue', 'honoree', 'excusee', 'manquee', 'annulee', 'reportee')),
      creneau tsrange GENERATED ALWAYS AS (tsrange(le + heure, le + heure + duree_minutes * interval '1 minute')) STORED,
      remplace_id uuid,
      version integer NOT NULL DEFAULT 1,
      creee_a timestamptz NOT NULL DEFAULT now(),
      creee_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, remplace_id) REFERENCES agenda.convocation ON UPDATE CASCADE,
      CONSTRAINT une_personne_un_lieu_a_la_fois EXCLUDE USING gist (dossier_id WITH =, creneau WITH &&) WHERE (etat = 'prevue'),
      CONSTRAINT un_agent_une_personne_a_la_fois EXCLUDE USING gist (agent_id WITH =, creneau WITH &&) WHERE (etat = 'prevue')
    );
    CREATE INDEX convocation_du_jour ON agenda.convocation (service_id, le, heure);
    CREATE INDEX convocation_par_agent ON agenda.convocation (agent_id, le, heure);
    CREATE INDEX convocation_par_dossier ON agenda.convocation (dossier_id, le DESC);
    CALL platform.proteger('agenda.convocation');

    CREATE TABLE agenda.etat_de_convocation (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      convocation_id uuid NOT NULL,
      etat text NOT NULL,
      a timestamptz NOT NULL DEFAULT now(),
      par uuid NOT NULL REFERENCES moyens.agent,
      motif text,
      detail jsonb,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, convocation_id) REFERENCES agenda.convocation ON UPDATE CASCADE
    );
    CREATE INDEX etat_par_convocation ON agenda.etat_de_convocation (dossier_id, convocation_id, a);
    CALL platform.proteger('agenda.etat_de_convocation', 'SELECT, INSERT, UPDATE');

    CREATE TABLE agenda.arrivee (
      dossier_id uuid NOT NULL,
      convocation_id uuid NOT NULL,
      arrivee_a timestamptz NOT NULL,
      pointee_par uuid NOT NULL REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, convocation_id),
      FOREIGN KEY (dossier_id, convocation_id) REFERENCES agenda.convocation ON UPDATE CASCADE
    );
    CALL platform.proteger('agenda.arrivee');

    CREATE VIEW agenda.v_convocation WITH (security_invoker = true) AS
      SELECT c.dossier_id, c.id AS convocation_id, c.service_id, c.agent_id, c.antenne_id, c.type, c.lieu, c.adresse, c.le, c.heure, c.duree_minutes,
             c.etat, c.remplace_id, a.arrivee_a
      FROM agenda.convocation c LEFT JOIN agenda.arrivee a ON a.dossier_id = c.dossier_id AND a.convocation_id = c.id;
    GRANT SELECT ON agenda.v_convocation TO fil_rouge_application;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW agenda.v_convocation IS 'NULL: antenne_id, remplace_id, arrivee_a';
  `.execute(db)
}
