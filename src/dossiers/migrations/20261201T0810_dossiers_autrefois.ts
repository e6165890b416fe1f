import { type Kysely, sql } from 'kysely'

/**
 * Once a dossier had left, the DFSPIP of the service that had followed it could not read which of their own agents had opened it: its number
 * found nothing in their journal. It finds now the lines that they could read already, those of their agents, and nothing else (ADR 0048).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Dossiers that the service of whoever asks has followed, by their number, and those that were merged into them and that it had followed too.
    CREATE FUNCTION dossiers.autrefois_de_numero(p_numero text) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = dossiers, pg_temp AS $$
      WITH d AS MATERIALIZED (SELECT x.dossier_id FROM dossiers.dossier x WHERE x.numero = upper(btrim(p_numero)) OR x.numero_appi = upper(btrim(p_numero)))
      SELECT x.dossier_id FROM dossiers.dossier x WHERE (x.dossier_id IN (SELECT d.dossier_id FROM d) OR x.fusionne_dans IN (SELECT d.dossier_id FROM d))
        AND platform.est_de('{dfspip}')
        AND EXISTS (SELECT 1 FROM dossiers.prise_en_charge c WHERE c.dossier_id = x.dossier_id AND c.service_id = ANY (platform.entites()))
    $$;
    REVOKE ALL ON FUNCTION dossiers.autrefois_de_numero(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION dossiers.autrefois_de_numero(text) TO fil_rouge_application;
  `.execute(db)
}
