import { type Kysely, sql } from 'kysely'

/** A convocation that should have followed the new référent, who is not free at that hour, waits for a decision. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE agenda.a_decider
      DROP CONSTRAINT motif_connu,
      ADD CONSTRAINT motif_connu
        CHECK (motif IN ('absence', 'fermeture', 'plage', 'transfert', 'depart', 'detention', 'mesure', 'fin_annulee', 'referent'));
  `.execute(db)
}
