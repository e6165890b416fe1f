import { type Kysely, sql } from 'kysely'

/**
 * What was handed over at a hearing is corrected by the court that handed it over, its former value kept with who, when and why, or withdrawn
 * when it was the wrong person's: `v_remise` is what stands. A remise knows what it filled in the sheet; those already there do not,
 * and nothing is taken back for them. A remise out of the tool is corrected in the same way, and is erased by itself: three months after
 * its papers went, one year after the hearing in any case (classification: identity and justice data; delays of ours, to be validated).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE bex.remise ADD COLUMN version integer NOT NULL DEFAULT 1, ADD COLUMN remplis jsonb;
    COMMENT ON COLUMN bex.remise.remplis IS 'Identité : ce que cette remise a mis sur la fiche, pour le reprendre si elle est retirée.';
    CREATE TABLE bex.correction (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      remise_id uuid NOT NULL,
      avant jsonb NOT NULL,
      apres jsonb NOT NULL,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      corrigee_par uuid NOT NULL REFERENCES moyens.agent,
      a timestamptz NOT NULL,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, remise_id) REFERENCES bex.remise ON UPDATE CASCADE
    );
    CREATE INDEX correction_par_remise ON bex.correction (dossier_id, remise_id);
    CREATE TABLE bex.retrait (
      dossier_id uuid NOT NULL,
      remise_id uuid NOT NULL,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      retiree_par uuid NOT NULL REFERENCES moyens.agent,
      a timestamptz NOT NULL,
      CONSTRAINT retrait_une_fois PRIMARY KEY (dossier_id, remise_id),
      FOREIGN KEY (dossier_id, remise_id) REFERENCES bex.remise ON UPDATE CASCADE
    );
    CALL platform.proteger('bex.correction', 'SELECT, INSERT');
    CALL platform.proteger('bex.retrait', 'SELECT, INSERT');

    CREATE OR REPLACE VIEW bex.v_remise WITH (security_invoker = true) AS
      SELECT r.dossier_id, r.id AS remise_id, r.convocation_id, r.seconde_convocation_id, r.decision_remise, r.convocation_remise, r.decision, r.pieces_manquantes,
             r.precisions, r.coordonnees, r.motif_du_choix, r.audience_le, r.numero_parquet, r.juridiction_id, j.nom AS juridiction_nom, r.par,
             g.nom_complet AS par_nom, r.a, r.version
      FROM bex.remise r JOIN moyens.v_juridiction j USING (juridiction_id) JOIN moyens.v_agent g ON g.agent_id = r.par
      WHERE NOT EXISTS (SELECT FROM bex.retrait t WHERE t.dossier_id = r.dossier_id AND t.remise_id = r.id);

    ALTER TABLE bex.remise_hors_outil ADD COLUMN version integer NOT NULL DEFAULT 1;
    GRANT UPDATE ON bex.remise_hors_outil TO fil_rouge_application;
    CREATE TABLE bex.correction_hors_outil (
      juridiction_id uuid NOT NULL,
      remise_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      avant jsonb NOT NULL,
      apres jsonb NOT NULL,
      motif text NOT NULL CONSTRAINT motif_non_vide CHECK (btrim(motif) <> ''),
      corrigee_par uuid NOT NULL REFERENCES moyens.agent,
      a timestamptz NOT NULL,
      PRIMARY KEY (juridiction_id, remise_id, id),
      FOREIGN KEY (juridiction_id, remise_id) REFERENCES bex.remise_hors_outil ON DELETE CASCADE
    );
    ALTER TABLE bex.correction_hors_outil ENABLE ROW LEVEL SECURITY;
    CREATE POLICY mon_tribunal ON bex.correction_hors_outil USING (juridiction_id = ANY ((SELECT platform.entites())::uuid[]));
    GRANT SELECT, INSERT ON bex.correction_hors_outil TO fil_rouge_application;
    COMMENT ON TABLE bex.correction_hors_outil IS 'Identité et justice, comme la remise qu’elle corrige, et effacée avec elle.';

    CREATE FUNCTION bex.effacee_le(p_audience date, p_adresse date) RETURNS date LANGUAGE sql IMMUTABLE SET search_path = bex, pg_temp AS $$
      SELECT least((p_audience + interval '1 year')::date, (p_adresse + interval '3 months')::date)
    $$;
    CREATE FUNCTION bex.oublier_les_remises_hors_outil() RETURNS integer LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = bex, pg_temp AS $$
      WITH effacees AS (
        DELETE FROM bex.remise_hors_outil r WHERE (now() AT TIME ZONE 'Europe/Paris')::date >= bex.effacee_le(r.audience_le, (
          SELECT e.adresse_le FROM bex.envoi_hors_outil e WHERE e.juridiction_id = r.juridiction_id AND e.remise_id = r.id AND e.annule_a IS NULL))
        RETURNING r.id),
      notees AS (
        INSERT INTO acces.journal_ecriture (commande, cible, motif, requete)
        SELECT 'bex.oublier-hors-outil', id, 'Fin de la durée de conservation', 'hors-http' FROM effacees RETURNING 1)
      SELECT count(*)::int FROM notees
    $$;
    COMMENT ON TABLE bex.remise_hors_outil IS 'Identité et justice, sans dossier. Vue par son tribunal seul. Effacée par lui, ou d’elle-même (bex.effacee_le).';
  `.execute(db)
}
