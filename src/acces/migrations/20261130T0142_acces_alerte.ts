import { type Kysely, sql } from 'kysely'

/** What waits for whoever answers for an account, as the list « Pour moi » reads it; and the decision, on the day of the base. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE VIEW acces.v_alerte WITH (security_invoker = true) AS
      SELECT id AS alerte_id, compte_id, le, voie, plafond, refusees, premiere_a, derniere_a, accordees, vue_a FROM acces.alerte;
    COMMENT ON VIEW acces.v_alerte IS 'NULL: vue_a';
    GRANT SELECT ON acces.v_alerte TO fil_rouge_application;

    -- As many again, for what is left of that day; nothing once the day has passed.
    CREATE FUNCTION acces.accorder(p_alerte uuid, p_a timestamptz) RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = acces, moyens, pg_temp AS $$
    BEGIN
      UPDATE acces.alerte x SET accordees = x.accordees + x.plafond, vue_a = p_a, vue_par = platform.compte()
        FROM moyens.agent a LEFT JOIN moyens.service s ON s.id = a.service_id
        WHERE x.id = p_alerte AND a.id = x.compte_id AND acces.repond_de(x.compte_id) AND x.vue_a IS NULL
          AND x.le = (now() AT TIME ZONE coalesce(s.fuseau, 'Europe/Paris'))::date;
      RETURN FOUND;
    END $$;
    REVOKE ALL ON FUNCTION acces.accorder(uuid, timestamptz) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION acces.accorder(uuid, timestamptz) TO fil_rouge_application;
    REVOKE UPDATE (accordees) ON acces.alerte FROM fil_rouge_application;
  `.execute(db)
}
