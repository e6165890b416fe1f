import { type Kysely, sql } from 'kysely'

/**
 * « Complément demandé » is not an answer that ends: the saisine is open again, for the day that the magistrate gives, as often as needed.
 * Old rows: a report answered so, whose saisine is still open, becomes one that waits for its complement, for the day that its saisine
 * has; one whose saisine is closed, or that had none, keeps its answer as it was: nobody said until when.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE magistrats.reponse
      ADD COLUMN id uuid NOT NULL DEFAULT uuidv7(),
      ADD COLUMN pour_le date,
      ADD COLUMN echeance_precedente date,
      ADD CONSTRAINT complement_pour_un_jour CHECK (pour_le IS NULL OR sens = 'complement'),
      DROP CONSTRAINT reponse_pkey,
      ADD PRIMARY KEY (dossier_id, id);
    CREATE INDEX reponse_du_rapport ON magistrats.reponse (dossier_id, rapport_id, repondu_a);

    ALTER TABLE magistrats.rapport DROP CONSTRAINT etat_connu, ADD CONSTRAINT etat_connu
      CHECK (etat IN ('brouillon', 'soumis', 'renvoye', 'valide', 'transmis', 'lu', 'complement', 'repondu'));
    UPDATE magistrats.rapport r SET etat = 'complement' FROM magistrats.reponse p, magistrats.saisine s
      WHERE p.dossier_id = r.dossier_id AND p.rapport_id = r.id AND p.sens = 'complement' AND r.etat = 'repondu'
        AND s.dossier_id = r.dossier_id AND s.id = r.saisine_id AND s.close_a IS NULL;
    CREATE UNIQUE INDEX une_seule_reponse_definitive ON magistrats.reponse (dossier_id, rapport_id) WHERE sens <> 'complement';

    CREATE OR REPLACE FUNCTION magistrats.rapport_fige() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = magistrats, pg_temp AS $$
    DECLARE l record; ancien jsonb; nouveau jsonb;
    BEGIN
      l := coalesce(OLD, NEW);
      ancien := to_jsonb(OLD) - 'dossier_id'; nouveau := to_jsonb(NEW) - 'dossier_id';
      IF TG_OP = 'UPDATE' AND ancien = nouveau THEN RETURN NEW; END IF;
      IF TG_TABLE_NAME = 'rapport_pdf' OR EXISTS (SELECT 1 FROM magistrats.rapport r WHERE r.dossier_id = l.dossier_id AND r.id = l.rapport_id
           AND r.etat IN ('valide', 'transmis', 'lu', 'complement', 'repondu')) THEN
        RAISE EXCEPTION 'un rapport validé ne change plus' USING ERRCODE = 'check_violation', CONSTRAINT = 'rapport_fige';
      END IF;
      RETURN coalesce(NEW, OLD);
    END $$;

    CREATE OR REPLACE VIEW magistrats.v_saisine WITH (security_invoker = true) AS
      SELECT s.dossier_id, s.id AS saisine_id, s.mesure_id, s.juridiction_id, s.magistrat_id, s.nature, s.objet, s.recue_le, s.echeance_le, s.close_a,
             d.detenteur, d.precision AS detenteur_precision, d.depuis_a AS detenu_depuis_a,
             EXISTS (SELECT 1 FROM magistrats.rapport r WHERE r.dossier_id = s.dossier_id AND r.saisine_id = s.id AND r.etat = 'complement') AS complement
      FROM magistrats.saisine s
      LEFT JOIN magistrats.detention d ON d.dossier_id = s.dossier_id AND d.saisine_id = s.id AND d.jusqu_a IS NULL;
    COMMENT ON VIEW magistrats.v_saisine IS 'NULL: mesure_id, magistrat_id, close_a, detenteur, detenteur_precision, detenu_depuis_a';
  `.execute(db)
}
