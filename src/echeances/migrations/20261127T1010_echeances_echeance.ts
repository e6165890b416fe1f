import { type Kysely, sql } from 'kysely'

/**
 * Deadlines as computed from the facts and the law: nobody writes them, a change of a fact replaces them. What an agent may add is why one is
 * not pursued. `calcul` says under which référentiel the whole was last computed.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA echeances;
    GRANT USAGE ON SCHEMA echeances TO fil_rouge_application;

    CREATE TABLE echeances.echeance (
      dossier_id uuid NOT NULL,
      mesure_id uuid NOT NULL,
      cle text NOT NULL,
      rang integer NOT NULL,
      le date NOT NULL,
      ouvre_le date,
      en_main text NOT NULL,
      faite_le date,
      PRIMARY KEY (dossier_id, mesure_id, cle, rang),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE,
      CONSTRAINT ouvre_avant CHECK (ouvre_le <= le)
    );
    CREATE INDEX echeance_ouverte ON echeances.echeance (dossier_id, le) WHERE faite_le IS NULL;
    CALL platform.proteger('echeances.echeance');

    CREATE TABLE echeances.non_poursuite (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      mesure_id uuid NOT NULL,
      cle text NOT NULL,
      rang integer NOT NULL,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      decidee_a timestamptz NOT NULL DEFAULT now(),
      decidee_par uuid NOT NULL REFERENCES moyens.agent,
      reprise_a timestamptz,
      reprise_par uuid REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, mesure_id) REFERENCES mesures.mesure ON UPDATE CASCADE,
      CONSTRAINT reprise_entiere CHECK ((reprise_a IS NULL) = (reprise_par IS NULL))
    );
    CREATE UNIQUE INDEX une_seule_non_poursuite ON echeances.non_poursuite (dossier_id, mesure_id, cle, rang) WHERE reprise_a IS NULL;
    CALL platform.proteger('echeances.non_poursuite', 'SELECT, INSERT, UPDATE');

    CREATE TABLE echeances.calcul (
      seul boolean PRIMARY KEY DEFAULT true CONSTRAINT une_seule_ligne CHECK (seul),
      empreinte text NOT NULL,
      fait_a timestamptz NOT NULL DEFAULT now()
    );
    GRANT SELECT ON echeances.calcul TO fil_rouge_application;

    CREATE VIEW echeances.v_echeance WITH (security_invoker = true) AS
      SELECT e.dossier_id, e.mesure_id, e.cle, e.rang, e.le, e.ouvre_le, e.en_main, e.faite_le, n.motif AS non_poursuivie_motif, n.id AS non_poursuite_id
      FROM echeances.echeance e LEFT JOIN echeances.non_poursuite n
        ON n.dossier_id = e.dossier_id AND n.mesure_id = e.mesure_id AND n.cle = e.cle AND n.rang = e.rang AND n.reprise_a IS NULL;
    GRANT SELECT ON echeances.v_echeance TO fil_rouge_application;
    COMMENT ON VIEW echeances.v_echeance IS 'NULL: ouvre_le, faite_le, non_poursuivie_motif, non_poursuite_id';
  `.execute(db)
}
