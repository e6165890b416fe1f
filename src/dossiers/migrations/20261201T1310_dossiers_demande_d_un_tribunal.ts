import { type Kysely, sql } from 'kysely'

/**
 * A court asks that a person be handed over to a service that has never known them: until it is granted, the direction of that service alone reads
 * who it is, as of a transfer that is only proposed (ADR 0046). A request that the service made itself stays its own.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DO $$
    DECLARE la_fonction record; avant text; apres text;
    BEGIN
      FOR la_fonction IN SELECT * FROM (VALUES
        ('dossiers.transferts_de_mon_service(timestamptz, uuid)', 't.sens = ''demande'' OR', '(t.sens = ''demande'' AND t.demandeur_juridiction_id IS NULL) OR'),
        ('dossiers.demandes_de_mon_service(timestamptz, uuid)', '(t.vers_service_id = ANY ((SELECT platform.entites())::uuid[]) OR',
          '((t.vers_service_id = ANY ((SELECT platform.entites())::uuid[])
            AND (t.demandeur_juridiction_id IS NULL OR t.etat = ''accepte'' OR platform.fonction() IN (''dpip'', ''dfspip''))) OR'))
        AS x (nom, lu, ecrit)
      LOOP
        avant := pg_get_functiondef(la_fonction.nom::regprocedure);
        apres := replace(avant, la_fonction.lu, la_fonction.ecrit);
        IF apres = avant THEN RAISE EXCEPTION '% ne dit pas ce qui est attendu', la_fonction.nom; END IF;
        EXECUTE apres;
      END LOOP;
    END $$;
  `.execute(db)
}
