import { type Kysely, sql } from 'kysely'

/**
 * A dossier only proposed exists for the direction alone (ADR 0046). Its opening was read by every function of the service, and a declared act
 * (`platform.geste`) has the whole of what it is declared on: nobody else reads that opening any more, so no policy counts it for them.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER POLICY mon_entite ON dossiers.perimetre USING (entite_id = (SELECT platform.entite())
      AND (portee <> 'proposition' OR (SELECT platform.fonction()) IN ('dpip', 'dfspip')));
  `.execute(db)
}
