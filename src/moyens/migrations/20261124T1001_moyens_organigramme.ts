import { type Kysely, sql } from 'kysely'

/** The organisation: DISP, services, antennes, établissements, juridictions, agents. Reference data, read by all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA moyens;
    GRANT USAGE ON SCHEMA moyens TO fil_rouge_application;

    CREATE TABLE moyens.disp (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      nom text NOT NULL CONSTRAINT un_nom_par_disp UNIQUE,
      siege text NOT NULL
    );

    CREATE TABLE moyens.service (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      disp_id uuid NOT NULL REFERENCES moyens.disp,
      nom text NOT NULL CONSTRAINT un_nom_par_service UNIQUE,
      departement text NOT NULL,
      territoire text NOT NULL DEFAULT 'metropole',
      fuseau text NOT NULL DEFAULT 'Europe/Paris',
      telephone text,
      courriel text
    );

    CREATE TABLE moyens.etablissement (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      service_id uuid NOT NULL REFERENCES moyens.service,
      nom text NOT NULL,
      commune text NOT NULL,
      CONSTRAINT un_nom_par_etablissement UNIQUE (nom)
    );

    CREATE TABLE moyens.antenne (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      service_id uuid NOT NULL REFERENCES moyens.service,
      nom text NOT NULL,
      milieu text NOT NULL CONSTRAINT milieu_connu CHECK (milieu IN ('ouvert', 'ferme', 'mixte')),
      etablissement_id uuid REFERENCES moyens.etablissement,
      adresse text NOT NULL,
      code_postal text NOT NULL CONSTRAINT code_postal_a_cinq_chiffres CHECK (code_postal ~ '^[0-9]{5}$'),
      commune text NOT NULL,
      telephone text NOT NULL,
      courriel text,
      horaires text NOT NULL,
      ouvre_a time(0) NOT NULL DEFAULT '08:30',
      ferme_a time(0) NOT NULL DEFAULT '18:00',
      fermee_le date,
      CONSTRAINT un_nom_par_antenne_du_service UNIQUE (service_id, nom),
      CONSTRAINT ouvre_avant_de_fermer CHECK (ouvre_a < ferme_a)
    );

    CREATE TABLE moyens.juridiction (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      nom text NOT NULL CONSTRAINT un_nom_par_juridiction UNIQUE,
      ville text NOT NULL,
      courriel text
    );

    CREATE TABLE moyens.service_juridiction (
      service_id uuid NOT NULL REFERENCES moyens.service,
      juridiction_id uuid NOT NULL REFERENCES moyens.juridiction,
      PRIMARY KEY (service_id, juridiction_id)
    );

    CREATE TABLE moyens.agent (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      nom text NOT NULL CONSTRAINT nom_non_vide CHECK (btrim(nom) <> ''),
      prenom text NOT NULL,
      fonction text NOT NULL CONSTRAINT fonction_connue CHECK (fonction IN ('travailleur_social', 'dpip', 'dfspip', 'psychologue',
        'coordinateur', 'administratif', 'surveillant', 'jap', 'parquet', 'greffe', 'bex', 'administrateur')),
      profil text,
      service_id uuid REFERENCES moyens.service,
      antenne_id uuid REFERENCES moyens.antenne,
      juridiction_id uuid REFERENCES moyens.juridiction,
      telephone text,
      courriel text,
      arrive_le date NOT NULL,
      parti_le date,
      CONSTRAINT parti_apres_arrive CHECK (parti_le IS NULL OR parti_le >= arrive_le),
      CONSTRAINT un_service_ou_une_juridiction CHECK (CASE
        WHEN fonction IN ('jap', 'parquet', 'greffe', 'bex') THEN juridiction_id IS NOT NULL AND service_id IS NULL
        WHEN fonction = 'administrateur' THEN juridiction_id IS NULL AND service_id IS NULL
        ELSE service_id IS NOT NULL AND juridiction_id IS NULL END)
    );
    CREATE INDEX agent_par_service ON moyens.agent (service_id, fonction);
    CREATE INDEX agent_par_juridiction ON moyens.agent (juridiction_id, fonction);

    CREATE VIEW moyens.v_agent WITH (security_invoker = true) AS
      SELECT a.id AS agent_id, a.nom, a.prenom, a.fonction, a.profil, a.service_id, a.antenne_id, a.juridiction_id,
             a.telephone, a.courriel, a.arrive_le, a.parti_le,
             a.prenom || ' ' || a.nom AS nom_complet
      FROM moyens.agent a;

    CREATE VIEW moyens.v_antenne WITH (security_invoker = true) AS
      SELECT a.id AS antenne_id, a.service_id, a.nom, a.milieu, a.etablissement_id, a.adresse, a.code_postal, a.commune, a.telephone,
             a.courriel, a.horaires, a.ouvre_a, a.ferme_a, a.fermee_le, s.nom AS service_nom, s.territoire, s.fuseau
      FROM moyens.antenne a JOIN moyens.service s ON s.id = a.service_id;

    CREATE VIEW moyens.v_service WITH (security_invoker = true) AS
      SELECT s.id AS service_id, s.disp_id, s.nom, s.departement, s.territoire, s.fuseau, s.telephone, s.courriel FROM moyens.service s;

    CREATE VIEW moyens.v_juridiction WITH (security_invoker = true) AS
      SELECT j.id AS juridiction_id, j.nom, j.ville, j.courriel FROM moyens.juridiction j;

    CREATE VIEW moyens.v_etablissement WITH (security_invoker = true) AS
      SELECT e.id AS etablissement_id, e.service_id, e.nom, e.commune FROM moyens.etablissement e;

    GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA moyens TO fil_rouge_application;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW moyens.v_agent IS 'NULL: profil, service_id, antenne_id, juridiction_id, telephone, courriel, parti_le';
    COMMENT ON VIEW moyens.v_antenne IS 'NULL: etablissement_id, courriel, fermee_le';
    COMMENT ON VIEW moyens.v_service IS 'NULL: telephone, courriel';
    COMMENT ON VIEW moyens.v_juridiction IS 'NULL: courriel';
    COMMENT ON VIEW moyens.v_etablissement IS 'NULL: ';
  `.execute(db)
}
