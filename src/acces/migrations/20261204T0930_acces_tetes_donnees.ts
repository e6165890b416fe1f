import { type Kysely, sql } from 'kysely'

/**
 * A head that could not be noted out of the base is noted later (ADR 0050): the seals that follow the last one noted, with what proves them, and up
 * to where the command of the heads was given them. A file says by itself up to where it goes.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE acces.tete_donnee (
      journal text PRIMARY KEY CONSTRAINT journal_connu CHECK (journal IN ('lecture', 'ecriture')),
      rang bigint NOT NULL
    );
    REVOKE ALL ON acces.tete_donnee FROM fil_rouge_application;

    -- The seals of a journal from a rank on, that one included: who notes what follows it sees that it is still there.
    CREATE FUNCTION acces.sceaux_depuis(p_journal text, p_rang bigint, p_max integer)
    RETURNS TABLE (journal text, rang bigint, dernier bigint, scelle_a timestamptz, cle text, empreinte text, precedent text, message text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp SET timezone = 'UTC' AS $$
      SELECT s.journal, s.rang, s.dernier, s.scelle_a, s.cle, encode(s.empreinte, 'hex'), encode(s.precedent, 'hex'), acces.message_de_sceau(s)
      FROM acces.sceau s WHERE s.journal = p_journal AND s.rang >= p_rang ORDER BY s.rang LIMIT p_max
    $$;
    -- Up to where the command was given the heads of a journal; who has never given any begins after p_sinon.
    CREATE FUNCTION acces.tete_donnee(p_journal text, p_sinon bigint) RETURNS bigint
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      INSERT INTO acces.tete_donnee AS t (journal, rang) VALUES (p_journal, p_sinon)
        ON CONFLICT (journal) DO UPDATE SET rang = t.rang RETURNING t.rang
    $$;
    CREATE FUNCTION acces.noter_tete_donnee(p_journal text, p_rang bigint) RETURNS void
    LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = acces, pg_temp AS $$
      UPDATE acces.tete_donnee t SET rang = greatest(t.rang, p_rang) WHERE t.journal = p_journal
    $$;
    REVOKE ALL ON FUNCTION acces.sceaux_depuis(text, bigint, integer), acces.tete_donnee(text, bigint), acces.noter_tete_donnee(text, bigint) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.sceaux_depuis(text, bigint, integer), acces.tete_donnee(text, bigint), acces.noter_tete_donnee(text, bigint) TO fil_rouge_application;
  `.execute(db)
}
