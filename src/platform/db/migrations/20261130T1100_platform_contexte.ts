import { type Kysely, sql } from 'kysely'

/** Of this transaction alone, of this connection, and of what the opening set: nothing else gives this seal. */
const SCEAU =
  sql.raw(`encode(sha256(la_cle || timestamptz_send(now()) || int4send(pg_backend_pid()) || convert_to(concat(
        current_setting('fil_rouge.compte', true), '|', current_setting('fil_rouge.entites', true), '|', current_setting('fil_rouge.fonction', true)), 'UTF8') || la_cle), 'hex')`)

/**
 * The context of a transaction is bound (ADR 0051): account, entités and function count together, sealed by the opening with a key that only
 * the owner reads, for the transaction in which it was opened. Set by hand, or brought from another transaction, they are nothing.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.cle_de_contexte (
      seule boolean PRIMARY KEY DEFAULT true CONSTRAINT une_seule_cle CHECK (seule),
      cle bytea NOT NULL CONSTRAINT cle_de_32_octets CHECK (octet_length(cle) = 32)
    );
    INSERT INTO platform.cle_de_contexte (cle) VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

    -- For the opening alone, once it has set the three.
    CREATE FUNCTION platform.sceller_le_contexte() RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = platform, pg_temp AS $$
    DECLARE la_cle bytea;
    BEGIN
      SELECT c.cle INTO STRICT la_cle FROM platform.cle_de_contexte c;
      PERFORM set_config('fil_rouge.sceau', ${SCEAU}, true);
    END $$;
    REVOKE ALL ON FUNCTION platform.sceller_le_contexte() FROM PUBLIC;

    -- What the opening set; nothing where the seal does not agree.
    CREATE FUNCTION platform.du_contexte(p_nom text) RETURNS text LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = platform, pg_temp AS $$
    DECLARE la_cle bytea; le_sceau text := current_setting('fil_rouge.sceau', true);
    BEGIN
      IF le_sceau IS NULL OR le_sceau = '' THEN RETURN NULL; END IF;
      SELECT c.cle INTO STRICT la_cle FROM platform.cle_de_contexte c;
      RETURN CASE WHEN le_sceau = ${SCEAU} THEN current_setting('fil_rouge.' || p_nom, true) END;
    END $$;
    REVOKE ALL ON FUNCTION platform.du_contexte(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION platform.du_contexte(text) TO fil_rouge_application;

    CREATE OR REPLACE FUNCTION platform.entites() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL RESTRICTED
      RETURN coalesce(nullif(platform.du_contexte('entites'), ''), '{}')::uuid[];
    CREATE OR REPLACE FUNCTION platform.compte() RETURNS uuid LANGUAGE sql STABLE PARALLEL RESTRICTED
      RETURN nullif(platform.du_contexte('compte'), '')::uuid;
    CREATE OR REPLACE FUNCTION platform.fonction() RETURNS text LANGUAGE sql STABLE PARALLEL RESTRICTED
      RETURN nullif(platform.du_contexte('fonction'), '');
    CREATE OR REPLACE FUNCTION platform.est_de(fonctions text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL RESTRICTED
      RETURN coalesce(platform.du_contexte('fonction') = ANY (fonctions), false);

    -- A table of the organisation, which is everybody's: it is read and written by somebody who has been let in, and by nobody else.
    CREATE PROCEDURE platform.reserver_au_contexte(la_table regclass) LANGUAGE plpgsql AS $$
    BEGIN
      EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', la_table);
      EXECUTE format('CREATE POLICY en_contexte ON %s USING ((SELECT platform.compte()) IS NOT NULL)', la_table);
    END $$;
  `.execute(db)
}
