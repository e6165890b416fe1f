import { type Kysely, sql } from 'kysely'

/** A report that nobody will finish has an end of its own. Old rows keep the state that they had: nobody said that they were abandoned. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE magistrats.rapport DROP CONSTRAINT etat_connu, ADD CONSTRAINT etat_connu
      CHECK (etat IN ('brouillon', 'soumis', 'renvoye', 'valide', 'transmis', 'lu', 'complement', 'repondu', 'abandonne'));
  `.execute(db)
}
