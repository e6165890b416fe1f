import { type Kysely, sql } from 'kysely'

/**
 * A summons for a SPIP that is not in the tool: a person's identity without a dossier. Classification: identity and justice data, seen by the
 * court that handed it over only, kept until that court erases it. What a page between the two screens already says survives a reload, and
 * what was made can be found again from there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE bex.remise_hors_outil (
      juridiction_id uuid NOT NULL REFERENCES moyens.juridiction,
      id uuid NOT NULL DEFAULT uuidv7(),
      recherche_id uuid NOT NULL,
      nom text NOT NULL,
      prenoms text NOT NULL,
      naissance_le date NOT NULL,
      telephone text,
      spip_nom text NOT NULL,
      spip_adresse text NOT NULL,
      spip_telephone text,
      le date,
      heure time,
      audience_le date NOT NULL,
      numero_parquet text,
      decision text,
      decision_remise boolean NOT NULL,
      pieces_manquantes text,
      precisions text,
      par uuid NOT NULL REFERENCES moyens.agent,
      a timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (juridiction_id, id),
      CONSTRAINT une_remise_par_recherche UNIQUE (juridiction_id, recherche_id),
      CONSTRAINT jour_avec_son_heure CHECK ((le IS NULL) = (heure IS NULL))
    );
    -- The papers went to that SPIP: said, and taken back, without writing over anything.
    CREATE TABLE bex.envoi_hors_outil (
      juridiction_id uuid NOT NULL,
      remise_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      adresse_le date NOT NULL,
      par uuid NOT NULL REFERENCES moyens.agent,
      a timestamptz NOT NULL DEFAULT now(),
      annule_par uuid REFERENCES moyens.agent,
      annule_a timestamptz,
      PRIMARY KEY (juridiction_id, remise_id, id),
      FOREIGN KEY (juridiction_id, remise_id) REFERENCES bex.remise_hors_outil ON DELETE CASCADE,
      CONSTRAINT annule_par_quelqu_un CHECK ((annule_par IS NULL) = (annule_a IS NULL))
    );
    CREATE UNIQUE INDEX un_envoi_en_vigueur ON bex.envoi_hors_outil (juridiction_id, remise_id) WHERE annule_a IS NULL;
    ALTER TABLE bex.remise_hors_outil ENABLE ROW LEVEL SECURITY;
    ALTER TABLE bex.envoi_hors_outil ENABLE ROW LEVEL SECURITY;
    CREATE POLICY mon_tribunal ON bex.remise_hors_outil USING (juridiction_id = ANY ((SELECT platform.entites())::uuid[]));
    CREATE POLICY mon_tribunal ON bex.envoi_hors_outil USING (juridiction_id = ANY ((SELECT platform.entites())::uuid[]));
    GRANT SELECT, INSERT, DELETE ON bex.remise_hors_outil TO fil_rouge_application;
    GRANT SELECT, INSERT ON bex.envoi_hors_outil TO fil_rouge_application;
    GRANT UPDATE (annule_par, annule_a) ON bex.envoi_hors_outil TO fil_rouge_application;
    COMMENT ON TABLE bex.remise_hors_outil IS 'Identité et justice, sans dossier. Vue par son tribunal seul. Effacée par lui (bex.oublier-hors-outil).';

    ALTER TABLE bex.recherche ADD COLUMN saisie jsonb NOT NULL DEFAULT '{}';
    GRANT UPDATE (saisie) ON bex.recherche TO fil_rouge_application;
    ALTER TABLE bex.remise ADD COLUMN recherche_id uuid;
    CREATE INDEX remise_par_recherche ON bex.remise (recherche_id) WHERE recherche_id IS NOT NULL;
  `.execute(db)
}
