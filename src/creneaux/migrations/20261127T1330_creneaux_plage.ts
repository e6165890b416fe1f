import { type Kysely, sql } from 'kysely'

/**
 * Types of convocation as data of each service and court, places, agendas, opening ranges and absences. Reference data, read by
 * all: a BEX books in the agendas of another service. Slots are computed from ranges and never stored.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE SCHEMA creneaux;
    GRANT USAGE ON SCHEMA creneaux TO fil_rouge_application;

    -- The sixteen types of the field (terrain §1.3), copied to each service and court when it is created, then theirs to change.
    CREATE TABLE creneaux.type_modele (
      cle text PRIMARY KEY,
      rang integer NOT NULL,
      pour text NOT NULL CONSTRAINT pour_connu CHECK (pour IN ('service', 'juridiction')),
      libelle text NOT NULL,
      fonctions text[] NOT NULL,
      duree_minutes integer NOT NULL,
      collectif boolean NOT NULL DEFAULT false,
      modalite text NOT NULL DEFAULT 'lieu',
      annonce text,
      pieces text,
      rappels_heures integer[] NOT NULL DEFAULT '{48}'
    );
    INSERT INTO creneaux.type_modele (cle, rang, pour, libelle, fonctions, duree_minutes, collectif, modalite, annonce, pieces) VALUES
      ('premiere', 1, 'service', '1re convocation de suivi SPIP', '{travailleur_social,dpip,coordinateur,administratif}', 60, false, 'lieu', 'Premier entretien.', 'pièce d’identité, justificatif de domicile, et les papiers qui vous ont été remis'),
      ('suivi', 2, 'service', 'Convocation de suivi SPIP', '{travailleur_social,dpip,psychologue,coordinateur,administratif}', 45, false, 'lieu', NULL, 'pièce d’identité'),
      ('convocation_741_1', 3, 'service', 'Convocation 741-1', '{travailleur_social,dpip,coordinateur,administratif}', 60, false, 'lieu', NULL, 'pièce d’identité, justificatifs de situation'),
      ('placement_tig', 4, 'service', 'Placement TIG/TNR', '{travailleur_social,dpip,coordinateur,administratif,surveillant}', 45, false, 'lieu', NULL, 'pièce d’identité, attestation de sécurité sociale'),
      ('domicile', 5, 'service', 'Visite à domicile', '{travailleur_social,dpip,surveillant,administratif}', 60, false, 'domicile', NULL, NULL),
      ('telephone', 6, 'service', 'Entretien téléphonique', '{travailleur_social,dpip,psychologue,coordinateur,administratif}', 30, false, 'telephone', NULL, NULL),
      ('ddse', 7, 'service', 'Convocation DDSE', '{travailleur_social,dpip,surveillant,administratif}', 45, false, 'lieu', NULL, 'pièce d’identité'),
      ('stage', 8, 'service', 'Convocation stage', '{travailleur_social,dpip,coordinateur,administratif}', 60, false, 'lieu', NULL, 'pièce d’identité'),
      ('rappel', 9, 'service', 'Convocation rappel SPIP', '{travailleur_social,dpip,coordinateur,administratif}', 30, false, 'lieu', NULL, 'pièce d’identité'),
      ('action_collective', 10, 'service', 'Action collective', '{travailleur_social,dpip,psychologue,coordinateur,administratif}', 120, true, 'lieu', NULL, NULL),
      ('sortie_audience_spip', 11, 'service', 'Sortie d’audience SPIP', '{bex,greffe,travailleur_social,dpip,coordinateur,administratif}', 30, false, 'lieu', 'Premier entretien après l’audience.', 'pièce d’identité, et les papiers qui vous ont été remis'),
      ('sortie_audience_sap', 12, 'juridiction', 'Sortie d’audience SAP', '{bex,greffe,jap}', 30, false, 'lieu', NULL, 'pièce d’identité, justificatifs de situation'),
      ('sap_ddse', 13, 'juridiction', 'SAP DDSE', '{bex,greffe,jap,surveillant,travailleur_social,dpip,administratif}', 30, false, 'lieu', NULL, 'pièce d’identité, justificatif de domicile'),
      ('suivi_jap', 14, 'juridiction', 'Convocation de suivi JAP', '{greffe,jap}', 30, false, 'lieu', NULL, 'pièce d’identité'),
      ('debat_contradictoire', 15, 'juridiction', 'SAP débat contradictoire', '{greffe,jap}', 45, false, 'lieu', NULL, 'pièce d’identité, justificatifs de situation'),
      ('japat', 16, 'juridiction', 'Convocation JAPAT', '{greffe,jap}', 45, false, 'lieu', NULL, 'pièce d’identité');
    GRANT SELECT ON creneaux.type_modele TO fil_rouge_application;

    CREATE TABLE creneaux.type (
      entite_id uuid NOT NULL,
      cle text NOT NULL CONSTRAINT cle_bien_formee CHECK (cle ~ '^[a-z0-9_]{2,40}$'),
      libelle text NOT NULL CONSTRAINT libelle_non_vide CHECK (btrim(libelle) <> ''),
      rang integer NOT NULL DEFAULT 100,
      fonctions text[] NOT NULL CONSTRAINT au_moins_une_fonction CHECK (cardinality(fonctions) > 0),
      duree_minutes integer NOT NULL CONSTRAINT duree_raisonnable CHECK (duree_minutes BETWEEN 5 AND 480),
      collectif boolean NOT NULL DEFAULT false,
      modalite text NOT NULL DEFAULT 'lieu' CONSTRAINT modalite_connue CHECK (modalite IN ('lieu', 'telephone', 'domicile', 'visio')),
      annonce text,
      pieces text,
      rappels_heures integer[] NOT NULL DEFAULT '{48}' CONSTRAINT rappels_raisonnables CHECK (0 < ALL (rappels_heures) AND 720 >= ALL (rappels_heures) AND cardinality(rappels_heures) <= 3),
      besoin_par_semaine integer CONSTRAINT besoin_positif CHECK (besoin_par_semaine > 0),
      actif boolean NOT NULL DEFAULT true,
      d_origine boolean NOT NULL DEFAULT false,
      version integer NOT NULL DEFAULT 1,
      PRIMARY KEY (entite_id, cle),
      CONSTRAINT un_libelle_par_type UNIQUE (entite_id, libelle)
    );

    CREATE FUNCTION creneaux.doter_en_types() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = creneaux, pg_temp AS $$
    BEGIN
      INSERT INTO creneaux.type (entite_id, cle, libelle, rang, fonctions, duree_minutes, collectif, modalite, annonce, pieces, rappels_heures, d_origine)
      SELECT NEW.id, m.cle, m.libelle, m.rang, m.fonctions, m.duree_minutes, m.collectif, m.modalite, m.annonce, m.pieces, m.rappels_heures, true
      FROM creneaux.type_modele m WHERE m.pour = TG_TABLE_NAME ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;
    CREATE TRIGGER doter_en_types AFTER INSERT ON moyens.service FOR EACH ROW EXECUTE FUNCTION creneaux.doter_en_types();
    CREATE TRIGGER doter_en_types AFTER INSERT ON moyens.juridiction FOR EACH ROW EXECUTE FUNCTION creneaux.doter_en_types();
    INSERT INTO creneaux.type (entite_id, cle, libelle, rang, fonctions, duree_minutes, collectif, modalite, annonce, pieces, rappels_heures, d_origine)
      SELECT e.id, m.cle, m.libelle, m.rang, m.fonctions, m.duree_minutes, m.collectif, m.modalite, m.annonce, m.pieces, m.rappels_heures, true
      FROM (SELECT id, 'service' AS pour FROM moyens.service UNION ALL SELECT id, 'juridiction' FROM moyens.juridiction) e
      JOIN creneaux.type_modele m ON m.pour = e.pour;

    -- A place of a service is most often its antenne, which then keeps its address; a court's or a partner's has its own.
    CREATE TABLE creneaux.lieu (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      entite_id uuid NOT NULL,
      antenne_id uuid CONSTRAINT un_lieu_par_antenne UNIQUE REFERENCES moyens.antenne,
      nom text,
      nom_public text,
      adresse text,
      code_postal text CONSTRAINT code_postal_a_cinq_chiffres CHECK (code_postal ~ '^[0-9]{5}$'),
      commune text,
      telephone text,
      courriel text,
      acces text,
      ouvre_a time(0),
      ferme_a time(0),
      territoire text NOT NULL DEFAULT 'metropole',
      fuseau text NOT NULL DEFAULT 'Europe/Paris',
      ferme_le date,
      version integer NOT NULL DEFAULT 1,
      CONSTRAINT lieu_complet CHECK (antenne_id IS NOT NULL OR (btrim(nom) <> '' AND btrim(adresse) <> '' AND code_postal IS NOT NULL
        AND btrim(commune) <> '' AND ouvre_a IS NOT NULL AND ferme_a IS NOT NULL)),
      CONSTRAINT ouvre_avant_de_fermer CHECK (ouvre_a < ferme_a)
    );
    CREATE INDEX lieu_par_entite ON creneaux.lieu (entite_id);
    CREATE FUNCTION creneaux.suivre_l_antenne() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = creneaux, moyens, pg_temp AS $$
    BEGIN
      INSERT INTO creneaux.lieu (id, entite_id, antenne_id, territoire, fuseau)
      SELECT NEW.id, NEW.service_id, NEW.id, s.territoire, s.fuseau FROM moyens.service s WHERE s.id = NEW.service_id ON CONFLICT DO NOTHING;
      RETURN NULL;
    END $$;
    CREATE TRIGGER suivre_l_antenne AFTER INSERT ON moyens.antenne FOR EACH ROW EXECUTE FUNCTION creneaux.suivre_l_antenne();
    INSERT INTO creneaux.lieu (id, entite_id, antenne_id, territoire, fuseau)
      SELECT a.id, a.service_id, a.id, s.territoire, s.fuseau FROM moyens.antenne a JOIN moyens.service s ON s.id = a.service_id;

    CREATE TABLE creneaux.agenda (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      entite_id uuid NOT NULL,
      lieu_id uuid NOT NULL REFERENCES creneaux.lieu,
      nom text NOT NULL CONSTRAINT nom_non_vide CHECK (btrim(nom) <> ''),
      agent_id uuid REFERENCES moyens.agent,
      ferme_le date,
      version integer NOT NULL DEFAULT 1,
      CONSTRAINT un_nom_par_agenda_du_lieu UNIQUE (lieu_id, nom),
      CONSTRAINT un_agenda_par_agent_et_lieu UNIQUE (agent_id, lieu_id)
    );
    CREATE INDEX agenda_par_entite ON creneaux.agenda (entite_id);

    -- A range is never rewritten: changing it ends it and opens the next one, which says what it replaces.
    CREATE TABLE creneaux.plage (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      agenda_id uuid NOT NULL REFERENCES creneaux.agenda,
      types text[] NOT NULL CONSTRAINT au_moins_un_type CHECK (cardinality(types) > 0),
      du date NOT NULL,
      au date,
      jours integer[] NOT NULL CONSTRAINT jours_de_la_semaine CHECK (cardinality(jours) > 0 AND 1 <= ALL (jours) AND 7 >= ALL (jours)),
      toutes_les integer NOT NULL DEFAULT 1 CONSTRAINT semaines_raisonnables CHECK (toutes_les BETWEEN 1 AND 12),
      de time(0) NOT NULL,
      a time(0) NOT NULL,
      pas_minutes integer NOT NULL CONSTRAINT pas_raisonnable CHECK (pas_minutes BETWEEN 5 AND 480),
      capacite integer NOT NULL DEFAULT 1 CONSTRAINT capacite_raisonnable CHECK (capacite BETWEEN 1 AND 200),
      collective boolean NOT NULL DEFAULT false,
      intitule text,
      remplace_id uuid REFERENCES creneaux.plage,
      creee_a timestamptz NOT NULL DEFAULT now(),
      creee_par uuid REFERENCES moyens.agent,
      CONSTRAINT commence_avant_de_finir CHECK (de < a),
      -- One replaced before its first day ends the day before it: it was never in force.
      CONSTRAINT finit_apres_le_debut CHECK (au >= du - 1),
      CONSTRAINT capacite_de_la_plage UNIQUE (id, capacite)
    );
    CREATE UNIQUE INDEX une_seule_suite ON creneaux.plage (remplace_id);
    CREATE INDEX plage_par_agenda ON creneaux.plage (agenda_id, du);

    -- Absence of an agent, closure of an agenda or of a place: one or the other, between two local moments.
    CREATE TABLE creneaux.absence (
      id uuid PRIMARY KEY DEFAULT uuidv7(),
      entite_id uuid NOT NULL,
      agent_id uuid REFERENCES moyens.agent,
      agenda_id uuid REFERENCES creneaux.agenda,
      lieu_id uuid REFERENCES creneaux.lieu,
      du timestamp(0) NOT NULL,
      au timestamp(0) NOT NULL,
      motif text NOT NULL CONSTRAINT motif_connu CHECK (motif IN ('conge', 'formation', 'maladie', 'reunion', 'deplacement', 'fermeture', 'autre')),
      creee_a timestamptz NOT NULL DEFAULT now(),
      creee_par uuid REFERENCES moyens.agent,
      retiree_a timestamptz,
      retiree_par uuid REFERENCES moyens.agent,
      CONSTRAINT un_seul_objet CHECK (num_nonnulls(agent_id, agenda_id, lieu_id) = 1),
      CONSTRAINT commence_avant_de_finir CHECK (du < au)
    );
    CREATE INDEX absence_par_entite ON creneaux.absence (entite_id, au) WHERE retiree_a IS NULL;

    GRANT SELECT, INSERT, UPDATE ON creneaux.type, creneaux.lieu, creneaux.agenda, creneaux.plage, creneaux.absence TO fil_rouge_application;

    CREATE VIEW creneaux.v_type WITH (security_invoker = true) AS SELECT t.* FROM creneaux.type t;
    CREATE VIEW creneaux.v_lieu WITH (security_invoker = true) AS
      SELECT l.id AS lieu_id, l.entite_id, l.antenne_id, coalesce(l.nom, a.nom) AS nom, l.nom_public, coalesce(l.adresse, a.adresse) AS adresse,
             coalesce(l.code_postal, a.code_postal) AS code_postal, coalesce(l.commune, a.commune) AS commune,
             coalesce(l.telephone, a.telephone) AS telephone, coalesce(l.courriel, a.courriel) AS courriel, l.acces,
             coalesce(l.ouvre_a, a.ouvre_a) AS ouvre_a, coalesce(l.ferme_a, a.ferme_a) AS ferme_a, l.territoire, l.fuseau,
             least(l.ferme_le, a.fermee_le) AS ferme_le,
             coalesce(l.adresse, a.adresse) || ', ' || coalesce(l.code_postal, a.code_postal) || ' ' || coalesce(l.commune, a.commune) AS adresse_complete,
             coalesce(s.nom, j.nom) AS entite_nom, s.service_id, j.juridiction_id
      FROM creneaux.lieu l LEFT JOIN moyens.antenne a ON a.id = l.antenne_id
        LEFT JOIN moyens.v_service s ON s.service_id = l.entite_id LEFT JOIN moyens.v_juridiction j ON j.juridiction_id = l.entite_id;
    CREATE VIEW creneaux.v_agenda WITH (security_invoker = true) AS
      SELECT g.id AS agenda_id, g.entite_id, g.lieu_id, g.nom, g.agent_id, g.ferme_le FROM creneaux.agenda g;
    CREATE VIEW creneaux.v_plage WITH (security_invoker = true) AS
      SELECT p.id AS plage_id, p.agenda_id, g.entite_id, g.lieu_id, g.agent_id, g.nom AS agenda_nom, p.types, p.du, p.au, p.jours, p.toutes_les, p.de, p.a,
             p.pas_minutes, p.capacite, p.collective, p.intitule, g.ferme_le
      FROM creneaux.plage p JOIN creneaux.agenda g ON g.id = p.agenda_id;
    CREATE VIEW creneaux.v_absence WITH (security_invoker = true) AS
      SELECT b.id AS absence_id, b.entite_id, b.agent_id, b.agenda_id, b.lieu_id, to_char(b.du, 'YYYY-MM-DD"T"HH24:MI') AS du, to_char(b.au, 'YYYY-MM-DD"T"HH24:MI') AS au,
             b.motif, tsrange(b.du, b.au) AS periode
      FROM creneaux.absence b WHERE b.retiree_a IS NULL;
    GRANT SELECT ON creneaux.v_type, creneaux.v_lieu, creneaux.v_agenda, creneaux.v_plage, creneaux.v_absence TO fil_rouge_application;

    -- Which columns may be NULL, for the generated types: a view does not know it by itself.
    COMMENT ON VIEW creneaux.v_type IS 'NULL: annonce, pieces, besoin_par_semaine';
    COMMENT ON VIEW creneaux.v_lieu IS 'NULL: antenne_id, nom_public, telephone, courriel, acces, ferme_le, service_id, juridiction_id';
    COMMENT ON VIEW creneaux.v_agenda IS 'NULL: agent_id, ferme_le';
    COMMENT ON VIEW creneaux.v_plage IS 'NULL: agent_id, au, intitule, ferme_le';
    COMMENT ON VIEW creneaux.v_absence IS 'NULL: agent_id, agenda_id, lieu_id';
  `.execute(db)
}
