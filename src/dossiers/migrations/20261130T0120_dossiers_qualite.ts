import { type Kysely, sql } from 'kysely'

/** What whoever has opened the transaction is to a dossier today: whose a write is, is checked on it before any command (ADR 0047). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- Runs with their rights: nothing is found of a dossier that they do not see. The chain of prises en charge says who follows, the périmètre why others see.
    CREATE FUNCTION dossiers.qualite(le_dossier uuid) RETURNS text LANGUAGE sql STABLE
      RETURN CASE
        WHEN EXISTS (SELECT 1 FROM dossiers.prise_en_charge p
          WHERE p.dossier_id = le_dossier AND p.fin_a IS NULL AND p.service_id = ANY (platform.entites())) THEN 'suit'
        WHEN dossiers.seulement_propose(le_dossier) THEN 'propose'
        ELSE coalesce((SELECT CASE
            WHEN bool_or(p.portee = 'dossier' AND j.juridiction_id IS NOT NULL) THEN 'juridiction'
            WHEN bool_or(p.motif IN ('saisine', 'convocation') AND j.juridiction_id IS NOT NULL) THEN 'audience'
            WHEN bool_or(p.motif IN ('saisine', 'convocation')) THEN 'recoit' END
          FROM dossiers.v_perimetre p LEFT JOIN moyens.v_juridiction j ON j.juridiction_id = p.entite_id
          WHERE p.dossier_id = le_dossier AND p.entite_id = ANY (platform.entites())), 'autre')
      END;
    GRANT EXECUTE ON FUNCTION dossiers.qualite(uuid) TO fil_rouge_application;
  `.execute(db)
}
