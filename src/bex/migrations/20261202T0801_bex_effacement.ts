import { type Kysely, sql } from 'kysely'

/** What a court noted out of the tool is erased by the functions of the command that erases it: any account of the court could (ADR 0051). */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE POLICY tenu_effacement ON bex.remise_hors_outil AS RESTRICTIVE FOR DELETE USING ((SELECT platform.est_de('{bex,greffe}')));
  `.execute(db)
}
