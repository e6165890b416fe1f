import { type Kysely, sql } from 'kysely'

/** An import is previewed, confirmed, then written batch by batch: each batch is one transaction and is marked done in it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA echanges;
    GRANT USAGE ON SCHEMA echanges TO fil_rouge_application;

    CREATE TABLE echanges.import (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      service_id uuid NOT NULL REFERENCES moyens.service,
      format text NOT NULL CONSTRAINT format_connu CHECK (format IN ('appi', 'fil-rouge')),
      fichier_nom text NOT NULL,
      fichier_sha256 bytea NOT NULL,
      antenne_id uuid REFERENCES moyens.antenne,
      etat text NOT NULL DEFAULT 'apercu' CONSTRAINT etat_connu CHECK (etat IN ('apercu', 'confirme', 'termine', 'abandonne')),
      lignes integer NOT NULL,
      depose_a timestamptz NOT NULL DEFAULT now(),
      depose_par uuid NOT NULL REFERENCES moyens.agent,
      confirme_a timestamptz,
      termine_a timestamptz
    );
    CREATE INDEX import_par_service ON echanges.import (service_id, depose_a DESC);

    CREATE TABLE echanges.ligne (
      import_id uuid NOT NULL REFERENCES echanges.import ON DELETE CASCADE,
      numero integer NOT NULL,
      lot integer NOT NULL,
      valeurs jsonb NOT NULL,
      fautes jsonb NOT NULL DEFAULT '[]',
      action text NOT NULL CONSTRAINT action_connue CHECK (action IN ('creer', 'completer', 'identique', 'ailleurs', 'fautive', 'ignoree')),
      dossier_id uuid,
      differences jsonb NOT NULL DEFAULT '[]',
      faite_a timestamptz,
      resultat text,
      PRIMARY KEY (import_id, numero)
    );
    CREATE INDEX ligne_par_lot ON echanges.ligne (import_id, lot) WHERE faite_a IS NULL;

    ALTER TABLE echanges.import ENABLE ROW LEVEL SECURITY;
    CREATE POLICY mon_service ON echanges.import USING (service_id = ANY ((SELECT platform.entites())::uuid[]));
    ALTER TABLE echanges.ligne ENABLE ROW LEVEL SECURITY;
    CREATE POLICY mon_import ON echanges.ligne USING (EXISTS (SELECT 1 FROM echanges.import i WHERE i.id = ligne.import_id));
    GRANT SELECT, INSERT, UPDATE, DELETE ON echanges.import, echanges.ligne TO fil_rouge_application;
  `.execute(db)
}
