import { type Kysely, sql } from 'kysely'

/**
 * Which accounts somebody answers for is asked once a query, not once for each alert and each look-up of the country: the policies compare
 * with the list, and `acces.repond_de` reads the same one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- For the DFSPIP, the agents of their service. For the administrateur, the juridictions, the DFSPIP, and the services that have none.
    CREATE FUNCTION acces.comptes_dont_je_reponds() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = moyens, pg_temp AS $$
      SELECT a.id FROM moyens.agent moi, moyens.agent a
      WHERE moi.id = platform.compte() AND CASE moi.fonction
        WHEN 'dfspip' THEN a.service_id = moi.service_id AND a.fonction <> 'dfspip'
        WHEN 'administrateur' THEN a.id <> moi.id AND (a.service_id IS NULL OR a.fonction = 'dfspip' OR NOT EXISTS (
          SELECT 1 FROM moyens.agent d WHERE d.service_id = a.service_id AND d.fonction = 'dfspip' AND (d.parti_le IS NULL OR d.parti_le >
            (now() AT TIME ZONE coalesce((SELECT v.fuseau FROM moyens.service v WHERE v.id = d.service_id), 'Europe/Paris'))::date)))
        ELSE false END
    $$;
    REVOKE ALL ON FUNCTION acces.comptes_dont_je_reponds() FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.comptes_dont_je_reponds() TO fil_rouge_application;
    CREATE OR REPLACE FUNCTION acces.repond_de(p_compte uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acces, pg_temp
      RETURN p_compte IN (SELECT acces.comptes_dont_je_reponds());
    REVOKE ALL ON FUNCTION acces.repond_de(uuid) FROM fil_rouge_application;

    ALTER POLICY le_sien_ou_ceux_dont_on_repond ON acces.rapprochement
      USING (compte_id = (SELECT platform.compte()) OR compte_id IN (SELECT acces.comptes_dont_je_reponds()));
    ALTER POLICY ceux_dont_on_repond ON acces.alerte USING (compte_id IN (SELECT acces.comptes_dont_je_reponds()));
  `.execute(db)
}
