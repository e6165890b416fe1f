import { type Kysely, sql } from 'kysely'

/**
 * The périmètre becomes the history of its openings: why (motif and cause), how far (portée), since when, until when, by whom. Nothing is
 * deleted, an end is written. A row counts while it stands (`fin_a` absent or to come, by the base's clock) and for its reach alone: every
 * policy asks for the whole dossier unless its table names the narrower reaches that show it (ADR 0046).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- The function of whoever opened the transaction; read in the directory where the opening did not say it.
    CREATE FUNCTION platform.fonction() RETURNS text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = platform, pg_temp AS $$
    BEGIN
      RETURN coalesce(nullif(current_setting('fil_rouge.fonction', true), ''), (SELECT a.fonction FROM moyens.agent a WHERE a.id = platform.compte()));
    END $$;
    -- The dossier on which a declared act is being carried out by an entité that sees it in part: all of it, until this transaction ends.
    CREATE FUNCTION platform.geste() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
      RETURN nullif(current_setting('fil_rouge.geste', true), '')::uuid;

    ALTER TABLE dossiers.perimetre
      ADD COLUMN id uuid NOT NULL DEFAULT uuidv7(),
      ADD COLUMN cause_id uuid,
      ADD COLUMN portee text NOT NULL DEFAULT 'dossier' CONSTRAINT portee_connue CHECK (portee IN ('dossier', 'proposition', 'convocation')),
      ADD COLUMN fin_a timestamptz,
      ADD COLUMN ouvert_par uuid REFERENCES moyens.agent,
      DROP CONSTRAINT perimetre_pkey,
      ADD PRIMARY KEY (dossier_id, entite_id, id),
      ADD CONSTRAINT fin_apres_debut CHECK (fin_a >= depuis_a),
      DROP CONSTRAINT motif_connu,
      ADD CONSTRAINT motif_connu CHECK (motif IN ('prise_en_charge', 'transfert_propose', 'mandat', 'saisine', 'convocation'));
    CREATE UNIQUE INDEX une_ouverture_sans_fin ON dossiers.perimetre (dossier_id, entite_id, motif, cause_id, portee) NULLS NOT DISTINCT WHERE fin_a IS NULL;
    DROP INDEX dossiers.perimetre_par_entite;
    CREATE INDEX perimetre_par_entite ON dossiers.perimetre (entite_id, dossier_id) INCLUDE (portee, fin_a);
    CREATE INDEX perimetre_etroit ON dossiers.perimetre (entite_id, dossier_id) INCLUDE (portee, fin_a, cause_id) WHERE portee <> 'dossier';

    -- What stands today: for whoever reads the périmètre elsewhere than in a policy.
    CREATE VIEW dossiers.v_perimetre WITH (security_invoker = true) AS
      SELECT dossier_id, entite_id, id AS ouverture_id, motif, cause_id, portee, depuis_a, fin_a FROM dossiers.perimetre WHERE fin_a IS NULL OR fin_a > now();
    COMMENT ON VIEW dossiers.v_perimetre IS 'NULL: cause_id, fin_a';
    GRANT SELECT ON dossiers.v_perimetre TO fil_rouge_application;

    -- One condition for every policy: a row that stands, of the whole dossier, or the dossier of the declared act.
    CREATE FUNCTION platform.condition_de_perimetre(la_table regclass) RETURNS text LANGUAGE sql STABLE AS $$
      SELECT format('EXISTS (SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = %s.dossier_id
        AND p.entite_id = ANY ((SELECT platform.entites())::uuid[]) AND (p.fin_a IS NULL OR p.fin_a > now())
        AND (p.portee = ''dossier'' OR p.dossier_id = (SELECT platform.geste())))', la_table)
    $$;
    DO $$
    DECLARE la_table regclass;
    BEGIN
      FOR la_table IN SELECT polrelid FROM pg_policy WHERE polname = 'perimetre' LOOP
        EXECUTE format('ALTER POLICY perimetre ON %s USING (%s)', la_table, platform.condition_de_perimetre(la_table));
      END LOOP;
    END $$;

    -- A table says by which narrower reach it is also read: « proposition » (by the direction of the service), or « convocation:column »,
    -- the column that names the convocation. They read, and write nothing.
    CREATE PROCEDURE platform.montrer(la_table regclass, portees text[]) LANGUAGE plpgsql AS $$
    DECLARE la_portee text; condition text;
    BEGIN
      FOREACH la_portee IN ARRAY portees LOOP
        condition := CASE split_part(la_portee, ':', 1)
          WHEN 'proposition' THEN '(SELECT platform.fonction()) IN (''dpip'', ''dfspip'') AND p.portee = ''proposition'''
          WHEN 'convocation' THEN format('p.portee = ''convocation'' AND p.cause_id = %s.%I', la_table, split_part(la_portee, ':', 2)) END;
        IF condition IS NULL THEN RAISE EXCEPTION 'portée inconnue : %', la_portee; END IF;
        EXECUTE format('CREATE POLICY %I ON %s FOR SELECT USING (EXISTS (SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = %s.dossier_id
          AND p.entite_id = ANY ((SELECT platform.entites())::uuid[]) AND (p.fin_a IS NULL OR p.fin_a > now()) AND %s))',
          'portee_' || replace(la_portee, ':', '_'), la_table, la_table, condition);
      END LOOP;
    END $$;
    DROP PROCEDURE platform.proteger(regclass, text);
    CREATE PROCEDURE platform.proteger(la_table regclass, droits text DEFAULT 'SELECT, INSERT, UPDATE, DELETE', portees text[] DEFAULT '{}') LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', la_table);
      EXECUTE format('CREATE POLICY perimetre ON %s USING (%s)', la_table, platform.condition_de_perimetre(la_table));
      EXECUTE format('GRANT %s ON %s TO fil_rouge_application', droits, la_table);
      CALL platform.fermer_si_clos(la_table);
      CALL platform.montrer(la_table, portees);
    END $$;

    -- Is this dossier open to whoever asks, as far as one of these reaches? A proposition is read by the direction of the service alone.
    CREATE FUNCTION dossiers.ouvert(p_dossier uuid, p_portees text[] DEFAULT '{dossier}') RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp
      RETURN EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = p_dossier AND x.entite_id = ANY (platform.entites())
        AND (x.fin_a IS NULL OR x.fin_a > now()) AND (x.portee = ANY (p_portees) OR x.dossier_id = platform.geste())
        AND (x.portee <> 'proposition' OR platform.fonction() IN ('dpip', 'dfspip')));
    -- In whatever reach: whom a fact about the dossier may be told to.
    CREATE OR REPLACE FUNCTION dossiers.dans_mon_perimetre(p_dossier uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp
      RETURN dossiers.ouvert(p_dossier, '{dossier,convocation,proposition}');
    CREATE OR REPLACE FUNCTION dossiers.seulement_propose(le_dossier uuid) RETURNS boolean LANGUAGE sql STABLE
      RETURN coalesce((SELECT bool_and(p.motif = 'transfert_propose') FROM dossiers.perimetre p
        WHERE p.dossier_id = le_dossier AND p.entite_id = ANY (platform.entites()) AND (p.fin_a IS NULL OR p.fin_a > now())), false);

    -- Opening is a privilege of those to whom the dossier is open, or of the one who has just created it. True when it begins.
    DROP FUNCTION dossiers.ouvrir_perimetre(uuid, uuid, text);
    CREATE FUNCTION dossiers.ouvrir_perimetre(p_dossier uuid, p_entite uuid, p_motif text, p_cause uuid, p_portee text, p_fin timestamptz) RETURNS boolean
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF EXISTS (SELECT 1 FROM dossiers.perimetre p WHERE p.dossier_id = p_dossier) AND NOT dossiers.ouvert(p_dossier) THEN
        RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege';
      END IF;
      UPDATE dossiers.perimetre p SET fin_a = greatest(p_fin, CASE WHEN p_fin IS NOT NULL THEN clock_timestamp() END)
        WHERE p.dossier_id = p_dossier AND p.entite_id = p_entite AND p.motif = p_motif AND p.cause_id = p_cause AND p.portee = p_portee
          AND (p.fin_a IS NULL OR p.fin_a > now());
      IF FOUND OR p_fin <= now() THEN RETURN false; END IF;
      INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, cause_id, portee, fin_a, ouvert_par)
        VALUES (p_dossier, p_entite, p_motif, p_cause, p_portee, p_fin, platform.compte());
      RETURN true;
    END $$;

    -- An end is the instant at which it is written: what the act still has to write in its transaction is written, and nothing after it.
    DROP FUNCTION dossiers.fermer_perimetre(uuid, uuid, text);
    CREATE FUNCTION dossiers.fermer_perimetre(p_dossier uuid, p_entite uuid, p_motif text, p_cause uuid) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    BEGIN
      IF NOT dossiers.ouvert(p_dossier) THEN RAISE EXCEPTION 'hors_perimetre' USING ERRCODE = 'insufficient_privilege'; END IF;
      UPDATE dossiers.perimetre p SET fin_a = clock_timestamp()
        WHERE p.dossier_id = p_dossier AND p.entite_id = p_entite AND p.motif = p_motif AND (p_cause IS NULL OR p.cause_id = p_cause)
          AND (p.fin_a IS NULL OR p.fin_a > clock_timestamp());
    END $$;
    -- Until the dossier has changed hands, the service that states the silence holds it by the request; then by its prise en charge.
    CREATE OR REPLACE FUNCTION dossiers.ouvrir_par_silence(p_personne uuid, p_transfert uuid, p_le date) RETURNS void
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
    DECLARE vers uuid;
    BEGIN
      PERFORM 1 FROM dossiers.dossier d WHERE d.dossier_id = p_personne FOR UPDATE;
      SELECT t.vers_service_id INTO vers FROM dossiers.transfert t
        WHERE t.dossier_id = p_personne AND t.id = p_transfert AND t.sens = 'demande' AND t.etat = 'propose' AND t.silence_vaut = 'acceptation'
          AND t.repondre_avant_le < p_le AND t.vers_service_id = ANY (platform.entites());
      IF vers IS NULL THEN RAISE EXCEPTION 'silence' USING ERRCODE = 'check_violation', CONSTRAINT = 'silence_constatable'; END IF;
      INSERT INTO dossiers.perimetre (dossier_id, entite_id, motif, cause_id, ouvert_par) VALUES (p_personne, vers, 'transfert_propose', p_transfert, platform.compte());
    END $$;

    -- The other functions that asked the périmètre in words of their own ask it in one.
    DO $$
    DECLARE la_fonction record; avant text; apres text;
    BEGIN
      FOR la_fonction IN SELECT * FROM (VALUES
        ('dossiers.homonymes(text, date, text)', 'd.dossier_id', 'ANY (platform.entites())', 'dossiers.ouvert(d.dossier_id)'),
        ('dossiers.demandes_de_mon_service(timestamptz, uuid)', 't.dossier_id', 'ANY (platform.entites())', 'dossiers.ouvert(t.dossier_id)'),
        ('dossiers.transferts_de_mon_service(timestamptz, uuid)', 't.dossier_id', 'ANY (platform.entites())', 'dossiers.ouvert(t.dossier_id)'),
        ('agenda.attendues_parties(date)', 'c.dossier_id', 'ANY (platform.entites())', 'dossiers.dans_mon_perimetre(c.dossier_id)'),
        ('calendriers.lire_flux(bytea, timestamptz)', 'c.dossier_id', 'f.entite_id',
          'EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = c.dossier_id AND x.entite_id = f.entite_id
            AND (x.fin_a IS NULL OR x.fin_a > now()) AND (x.portee = ''dossier'' OR (x.portee = ''convocation'' AND x.cause_id = c.id)))'))
        AS x (nom, dossier, entite, par)
      LOOP
        avant := pg_get_functiondef(la_fonction.nom::regprocedure);
        apres := replace(avant, format('EXISTS (SELECT 1 FROM dossiers.perimetre x WHERE x.dossier_id = %s AND x.entite_id = %s)',
          la_fonction.dossier, la_fonction.entite), la_fonction.par);
        IF apres = avant THEN RAISE EXCEPTION 'périmètre introuvable dans %', la_fonction.nom; END IF;
        EXECUTE apres;
      END LOOP;
    END $$;
  `.execute(db)
}
