import { type Kysely, sql } from 'kysely'

/** Which service and which court are competent for a commune: reference data that a service imports and edits, and that says where it is silent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE moyens.ressort (
      commune_code text PRIMARY KEY CONSTRAINT code_insee CHECK (commune_code ~ '^[0-9][0-9AB][0-9]{3}$'),
      departement text NOT NULL,
      service_id uuid NOT NULL REFERENCES moyens.service,
      antenne_id uuid REFERENCES moyens.antenne,
      juridiction_id uuid REFERENCES moyens.juridiction,
      source text NOT NULL CONSTRAINT source_connue CHECK (source IN ('import', 'main', 'demonstration')),
      importe_a timestamptz NOT NULL DEFAULT now(),
      par uuid REFERENCES moyens.agent
    );
    CREATE INDEX ressort_par_departement ON moyens.ressort (departement);
    CREATE INDEX ressort_par_service ON moyens.ressort (service_id);

    -- A file that was read, between its preview and its writing; the lines say codes and names of services, never a person.
    CREATE TABLE moyens.ressort_import (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      fichier_nom text NOT NULL,
      lignes jsonb NOT NULL,
      depose_a timestamptz NOT NULL DEFAULT now(),
      depose_par uuid NOT NULL REFERENCES moyens.agent,
      ecrit_a timestamptz
    );
    GRANT SELECT, INSERT, UPDATE, DELETE ON moyens.ressort, moyens.ressort_import TO fil_rouge_application;

    CREATE VIEW moyens.v_ressort WITH (security_invoker = true) AS
      SELECT r.commune_code, r.departement, r.service_id, r.antenne_id, r.juridiction_id, s.nom AS service_nom, a.nom AS antenne_nom,
             j.nom AS juridiction_nom, r.source, r.importe_a
      FROM moyens.ressort r JOIN moyens.service s ON s.id = r.service_id LEFT JOIN moyens.antenne a ON a.id = r.antenne_id
        LEFT JOIN moyens.juridiction j ON j.id = r.juridiction_id;
    GRANT SELECT ON moyens.v_ressort TO fil_rouge_application;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW moyens.v_ressort IS 'NULL: antenne_id, juridiction_id, antenne_nom, juridiction_nom';
  `.execute(db)
}
