import { type Kysely, sql } from 'kysely'

/**
 * One row is one try: the account that was named, and from where. Both were rows of their own, counted together, so that a try counted twice and
 * one account's slips shut its whole site out. What was counted so is forgotten: it lived a quarter of an hour.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    DELETE FROM acces.echec_connexion;
    ALTER TABLE acces.echec_connexion ADD COLUMN adresse bytea;
    CREATE INDEX echec_connexion_par_adresse ON acces.echec_connexion (adresse, a DESC) WHERE adresse IS NOT NULL;
    CREATE INDEX echec_connexion_par_moment ON acces.echec_connexion (a);
  `.execute(db)
}
