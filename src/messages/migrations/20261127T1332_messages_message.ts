import { type Kysely, sql } from 'kysely'

/**
 * Messages to the people followed, written in the transaction of what they announce. The table is the queue (ADR 0024): the worker sees
 * no dossier, it takes and reports by functions that give it a number, a text and nothing else.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA messages;
    GRANT USAGE ON SCHEMA messages TO fil_rouge_application;

    -- The service's own wording; where it has none, the default of the référentiel is said.
    CREATE TABLE messages.modele (
      entite_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      type text,
      moment text NOT NULL CONSTRAINT moment_connu CHECK (moment IN ('convocation', 'rappel', 'modification', 'annulation', 'absence')),
      canal text NOT NULL CONSTRAINT canal_connu CHECK (canal IN ('sms', 'courriel')),
      langue text NOT NULL CONSTRAINT langue_connue CHECK (langue IN ('fr', 'en', 'ar', 'es', 'pt', 'ro', 'ru', 'tr')),
      texte text NOT NULL CONSTRAINT texte_non_vide CHECK (btrim(texte) <> ''),
      ecrit_a timestamptz NOT NULL DEFAULT now(),
      ecrit_par uuid NOT NULL REFERENCES moyens.agent,
      remplace_a timestamptz,
      PRIMARY KEY (entite_id, id)
    );
    CREATE UNIQUE INDEX un_modele_en_vigueur ON messages.modele (entite_id, coalesce(type, ''), moment, canal, langue) WHERE remplace_a IS NULL;
    GRANT SELECT, INSERT, UPDATE ON messages.modele TO fil_rouge_application;

    CREATE TABLE messages.message (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      entite_id uuid NOT NULL,
      objet_id uuid,
      moment text NOT NULL CONSTRAINT moment_connu CHECK (moment IN ('convocation', 'rappel', 'modification', 'annulation', 'absence', 'service')),
      canal text NOT NULL CONSTRAINT canal_connu CHECK (canal IN ('sms', 'courriel', 'lettre')),
      langue text NOT NULL DEFAULT 'fr',
      destinataire text NOT NULL,
      sujet text,
      texte text NOT NULL,
      fuseau text NOT NULL DEFAULT 'Europe/Paris',
      envoi_a timestamptz NOT NULL,
      utile_jusqua timestamptz NOT NULL,
      etat text NOT NULL DEFAULT 'a_envoyer' CONSTRAINT etat_connu CHECK (etat IN ('a_envoyer', 'en_cours', 'incertain', 'envoye', 'recu', 'echec', 'perime', 'annule', 'a_imprimer', 'imprime')),
      cle text NOT NULL CONSTRAINT un_message_par_cle UNIQUE,
      reference integer NOT NULL,
      fournisseur text,
      fournisseur_ref text,
      essais integer NOT NULL DEFAULT 0,
      pris_par text,
      pris_a timestamptz,
      change_a timestamptz NOT NULL DEFAULT now(),
      erreur text,
      cree_a timestamptz NOT NULL DEFAULT now(),
      cree_par uuid REFERENCES moyens.agent,
      PRIMARY KEY (dossier_id, id),
      CONSTRAINT pris_par_quelqu_un CHECK (etat <> 'en_cours' OR (pris_par IS NOT NULL AND pris_a IS NOT NULL))
    );
    CREATE INDEX message_a_envoyer ON messages.message (envoi_a) WHERE etat = 'a_envoyer';
    CREATE INDEX message_en_cours ON messages.message (pris_a) WHERE etat IN ('en_cours', 'incertain');
    CREATE INDEX message_par_objet ON messages.message (dossier_id, objet_id);
    CREATE INDEX message_par_entite ON messages.message (entite_id, cree_a DESC);
    CREATE INDEX message_par_fournisseur ON messages.message (fournisseur, fournisseur_ref) WHERE fournisseur_ref IS NOT NULL;
    CREATE INDEX message_par_reference ON messages.message (reference) WHERE etat IN ('en_cours', 'incertain', 'envoye');
    CALL platform.proteger('messages.message', 'SELECT, INSERT, UPDATE');
    -- 16 bits: what user_message_reference holds in SMPP 3.4 (§5.3.2.17).
    CREATE SEQUENCE messages.reference MINVALUE 1 MAXVALUE 65535 CYCLE;
    ALTER TABLE messages.message ALTER COLUMN reference SET DEFAULT nextval('messages.reference');
    GRANT USAGE ON SEQUENCE messages.reference TO fil_rouge_application;

    -- What happened to a message, line after line: taken, accepted, received, failed, in doubt.
    CREATE TABLE messages.evenement (
      dossier_id uuid NOT NULL,
      id uuid NOT NULL DEFAULT uuidv7(),
      message_id uuid NOT NULL,
      quoi text NOT NULL,
      a timestamptz NOT NULL DEFAULT now(),
      detail text,
      PRIMARY KEY (dossier_id, id),
      FOREIGN KEY (dossier_id, message_id) REFERENCES messages.message ON UPDATE CASCADE
    );
    CREATE INDEX evenement_par_message ON messages.evenement (dossier_id, message_id, a);
    CALL platform.proteger('messages.evenement', 'SELECT, INSERT, UPDATE');

    -- The person said no more messages, by the link or by answering STOP; an agent may lift it when the person asks.
    CREATE TABLE messages.opposition (
      dossier_id uuid NOT NULL REFERENCES dossiers.dossier ON UPDATE CASCADE,
      id uuid NOT NULL DEFAULT uuidv7(),
      canal text NOT NULL CONSTRAINT canal_connu CHECK (canal IN ('sms', 'courriel')),
      voie text NOT NULL CONSTRAINT voie_connue CHECK (voie IN ('lien', 'reponse', 'agent')),
      depuis_a timestamptz NOT NULL DEFAULT now(),
      levee_a timestamptz,
      levee_par uuid REFERENCES moyens.agent,
      motif_levee text,
      PRIMARY KEY (dossier_id, id)
    );
    CREATE UNIQUE INDEX une_seule_opposition ON messages.opposition (dossier_id, canal) WHERE levee_a IS NULL;
    CALL platform.proteger('messages.opposition', 'SELECT, INSERT, UPDATE');

    CREATE TABLE messages.lien_arret (
      dossier_id uuid PRIMARY KEY REFERENCES dossiers.dossier ON UPDATE CASCADE,
      jeton text NOT NULL CONSTRAINT un_lien_par_jeton UNIQUE
    );
    CALL platform.proteger('messages.lien_arret', 'SELECT, INSERT, UPDATE');

    CREATE VIEW messages.v_message WITH (security_invoker = true) AS
      SELECT m.dossier_id, m.id AS message_id, m.entite_id, m.objet_id, m.moment, m.canal, m.langue, m.destinataire, m.texte, m.envoi_a, m.etat, m.change_a, m.erreur
      FROM messages.message m;
    GRANT SELECT ON messages.v_message TO fil_rouge_application;
    COMMENT ON VIEW messages.v_message IS 'NULL: objet_id, erreur';
  `.execute(db)
}
