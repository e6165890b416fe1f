import { type Kysely, sql } from 'kysely'

/** What was handed over at the hearing, and the search that leads to it, which lives two hours at most. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA bex;
    GRANT USAGE ON SCHEMA bex TO fil_rouge_application;

    -- Between the two screens: who was looked for, and the dossiers that were shown. One per account, erased when the person is convoked,
    -- at the next search, and after two hours by anyone's.
    CREATE TABLE bex.recherche (
      compte_id uuid NOT NULL REFERENCES moyens.agent,
      id uuid NOT NULL DEFAULT uuidv7(),
      nom text NOT NULL,
      prenoms text NOT NULL,
      naissance_le date NOT NULL,
      situation text NOT NULL CONSTRAINT situation_connue CHECK (situation IN ('commune', 'sans_domicile', 'etranger')),
      commune text,
      montres uuid[] NOT NULL DEFAULT '{}',
      a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (compte_id, id)
    );
    CREATE INDEX recherche_par_age ON bex.recherche (a);
    ALTER TABLE bex.recherche ENABLE ROW LEVEL SECURITY;
    CREATE POLICY la_mienne ON bex.recherche USING (compte_id = platform.compte() AND a > now() - interval '2 hours');
    GRANT SELECT, INSERT, DELETE ON bex.recherche TO fil_rouge_application;
    CREATE FUNCTION bex.oublier_les_recherches() RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = bex, pg_temp AS $$
      DELETE FROM bex.recherche WHERE a < now() - interval '2 hours' OR compte_id = platform.compte()
    $$;

    CREATE TABLE bex.remise (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      convocation_id uuid NOT NULL,
      seconde_convocation_id uuid,
      decision_remise boolean NOT NULL,
      convocation_remise boolean NOT NULL,
      decision text,
      pieces_manquantes text,
      precisions text,
      coordonnees text,
      motif_du_choix text,
      audience_le date NOT NULL,
      numero_parquet text,
      juridiction_id uuid NOT NULL REFERENCES moyens.juridiction,
      par uuid NOT NULL REFERENCES moyens.agent,
      a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (dossier_id, id),
      CONSTRAINT une_remise_par_convocation UNIQUE (dossier_id, convocation_id),
      FOREIGN KEY (dossier_id, convocation_id) REFERENCES agenda.convocation ON UPDATE CASCADE,
      CONSTRAINT deux_convocations CHECK (convocation_id <> seconde_convocation_id)
    );
    CREATE INDEX remise_par_seconde ON bex.remise (dossier_id, seconde_convocation_id) WHERE seconde_convocation_id IS NOT NULL;
    CALL platform.proteger('bex.remise', 'SELECT, INSERT, UPDATE');

    CREATE VIEW bex.v_remise WITH (security_invoker = true) AS
      SELECT r.dossier_id, r.id AS remise_id, r.convocation_id, r.seconde_convocation_id, r.decision_remise, r.convocation_remise, r.decision, r.pieces_manquantes,
             r.precisions, r.coordonnees, r.motif_du_choix, r.audience_le, r.numero_parquet, r.juridiction_id, j.nom AS juridiction_nom, r.par,
             g.nom_complet AS par_nom, r.a
      FROM bex.remise r JOIN moyens.v_juridiction j USING (juridiction_id) JOIN moyens.v_agent g ON g.agent_id = r.par;
    GRANT SELECT ON bex.v_remise TO fil_rouge_application;
    COMMENT ON VIEW bex.v_remise IS 'NULL: seconde_convocation_id, decision, pieces_manquantes, precisions, coordonnees, motif_du_choix, numero_parquet';
  `.execute(db)
}
