import { type Kysely, sql } from 'kysely'

/** Accounts, sessions, throttling of sign-in, and the two journals (loi 78-17 art. 101). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA acces;
    GRANT USAGE ON SCHEMA acces TO fil_rouge_application;

    CREATE TABLE acces.compte (
      id uuid PRIMARY KEY REFERENCES moyens.agent,
      identifiant text NOT NULL CONSTRAINT un_compte_par_identifiant UNIQUE
        CONSTRAINT identifiant_en_minuscules CHECK (identifiant = lower(btrim(identifiant)) AND identifiant <> ''),
      mot_de_passe text NOT NULL CONSTRAINT mot_de_passe_argon2id CHECK (mot_de_passe LIKE '$argon2id$%'),
      demonstration boolean NOT NULL DEFAULT false,
      cree_a timestamptz NOT NULL DEFAULT now(),
      desactive_a timestamptz
    );

    CREATE TABLE acces.session (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      compte_id uuid NOT NULL REFERENCES acces.compte,
      empreinte bytea NOT NULL CONSTRAINT une_session_par_jeton UNIQUE CONSTRAINT empreinte_sha256 CHECK (octet_length(empreinte) = 32),
      ouverte_a timestamptz NOT NULL DEFAULT now(),
      vue_a timestamptz NOT NULL DEFAULT now(),
      expire_a timestamptz NOT NULL,
      fermee_a timestamptz,
      navigateur text NOT NULL DEFAULT ''
    );
    CREATE INDEX session_par_compte ON acces.session (compte_id, ouverte_a DESC);

    CREATE TABLE acces.echec_connexion (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      cle bytea NOT NULL,
      a timestamptz NOT NULL DEFAULT now()
    );
    CREATE INDEX echec_connexion_par_cle ON acces.echec_connexion (cle, a DESC);

    -- No foreign key to the dossier: erasing a person purges both journals by dossier_id, and a journal must never block a write.
    CREATE TABLE acces.journal_ecriture (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      a timestamptz NOT NULL DEFAULT clock_timestamp(),
      compte_id uuid,
      session_id uuid,
      commande text NOT NULL,
      dossier_id uuid,
      cible uuid,
      champs text[] NOT NULL DEFAULT '{}',
      motif text,
      requete text,
      cle uuid,
      suite text,
      CONSTRAINT un_envoi_par_cle UNIQUE (compte_id, cle)
    );
    CREATE INDEX journal_ecriture_par_dossier ON acces.journal_ecriture (dossier_id, a DESC) WHERE dossier_id IS NOT NULL;
    CREATE INDEX journal_ecriture_par_compte ON acces.journal_ecriture (compte_id, a DESC);

    CREATE TABLE acces.journal_lecture (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      a timestamptz NOT NULL DEFAULT clock_timestamp(),
      compte_id uuid NOT NULL,
      session_id uuid,
      route text NOT NULL,
      dossier_id uuid,
      motif text,
      requete text
    );
    CREATE INDEX journal_lecture_par_dossier ON acces.journal_lecture (dossier_id, a DESC) WHERE dossier_id IS NOT NULL;
    CREATE INDEX journal_lecture_par_compte ON acces.journal_lecture (compte_id, a DESC);

    GRANT SELECT, INSERT, UPDATE ON acces.compte, acces.session TO fil_rouge_application;
    GRANT SELECT, INSERT, DELETE ON acces.echec_connexion TO fil_rouge_application;
    GRANT SELECT, INSERT ON acces.journal_ecriture, acces.journal_lecture TO fil_rouge_application;

    -- One call opens the transaction's context: who asks, which rows exist for them, and whether this very form was already sent.
    CREATE FUNCTION acces.ouvrir(p_empreinte bytea, p_compte uuid, p_cle uuid DEFAULT NULL)
    RETURNS TABLE (session_id uuid, compte_id uuid, nom text, prenom text, fonction text, service_id uuid, antenne_id uuid, juridiction_id uuid,
                   entite_nom text, territoire text, fuseau text, ouverte boolean, deja_envoye boolean, suite text)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    #variable_conflict use_column
    DECLARE s acces.session; c acces.compte;
    BEGIN
      IF p_empreinte IS NOT NULL THEN
        SELECT * INTO s FROM acces.session x WHERE x.empreinte = p_empreinte;
        IF NOT FOUND THEN RETURN; END IF;
        SELECT * INTO c FROM acces.compte x WHERE x.id = s.compte_id;
      ELSE
        SELECT * INTO c FROM acces.compte x WHERE x.id = p_compte;
      END IF;
      IF c.id IS NULL THEN RETURN; END IF;
      ouverte := c.desactive_a IS NULL AND (s.id IS NULL OR (s.fermee_a IS NULL AND s.expire_a > now()));
      IF ouverte AND s.id IS NOT NULL AND s.vue_a < now() - interval '1 minute' THEN
        UPDATE acces.session x SET vue_a = now(), expire_a = greatest(x.expire_a, least(now() + interval '1 hour', x.ouverte_a + interval '12 hours'))
        WHERE x.id = s.id;
      END IF;
      SELECT j.suite, true INTO suite, deja_envoye FROM acces.journal_ecriture j WHERE p_cle IS NOT NULL AND j.compte_id = c.id AND j.cle = p_cle;
      deja_envoye := coalesce(deja_envoye, false);
      RETURN QUERY SELECT s.id, a.id, a.nom, a.prenom, a.fonction, a.service_id, a.antenne_id, a.juridiction_id,
          coalesce(v.nom, j.nom, 'Administration'), coalesce(v.territoire, 'metropole'), coalesce(v.fuseau, 'Europe/Paris'), ouverte, deja_envoye, suite
        FROM moyens.agent a LEFT JOIN moyens.service v ON v.id = a.service_id LEFT JOIN moyens.juridiction j ON j.id = a.juridiction_id
        WHERE a.id = c.id;
      IF ouverte THEN
        PERFORM set_config('fil_rouge.compte', c.id::text, true),
                set_config('fil_rouge.entites', (SELECT array_remove(ARRAY[a.service_id, a.juridiction_id], NULL)::text FROM moyens.agent a WHERE a.id = c.id), true);
      END IF;
    END $$;
  `.execute(db)
}
